# Variables that decide a verdict.
variable "context" {
  type    = any
  default = {
    enabled             = true
    namespace           = null
    tenant              = null
    environment         = null
    stage               = null
    name                = null
    delimiter           = null
    attributes          = []
    tags                = {}
    additional_tag_map  = {}
    regex_replace_chars = null
    label_order         = []
    id_length_limit     = null
    label_key_case      = null
    label_value_case    = null
    descriptor_formats  = {}
    labels_as_tags = ["unset"]
  }
}

variable "enabled" {
  type    = bool
  default = null
}

variable "namespace" {
  type    = string
  default = null
}

variable "tenant" {
  type    = string
  default = null
}

variable "environment" {
  type    = string
  default = null
}

variable "stage" {
  type    = string
  default = null
}

variable "name" {
  type    = string
  default = null
}

variable "delimiter" {
  type    = string
  default = null
}

variable "attributes" {
  type    = list(string)
  default = []
}

variable "labels_as_tags" {
  type    = set(string)
  default = ["default"]
}

variable "tags" {
  type    = map(string)
  default = {}
}

variable "additional_tag_map" {
  type    = map(string)
  default = {}
}

variable "label_order" {
  type    = list(string)
  default = null
}

variable "regex_replace_chars" {
  type    = string
  default = null
}

variable "id_length_limit" {
  type    = number
  default = null

  validation {
    condition     = var.id_length_limit == null ? true : var.id_length_limit == 0 || var.id_length_limit >= 6
    error_message = "Must be 0, or 6 and more."
  }
}

variable "label_key_case" {
  type    = string
  default = null

  validation {
    condition     = var.label_key_case == null ? true : contains(["lower", "title", "upper"], var.label_key_case)
    error_message = "Must be lower, title or upper."
  }
}

variable "label_value_case" {
  type    = string
  default = null

  validation {
    condition     = var.label_value_case == null ? true : contains(["lower", "title", "upper", "none"], var.label_value_case)
    error_message = "Must be lower, title, upper or none."
  }
}

variable "descriptor_formats" {
  type    = any
  default = {}
}

variable "subscribers" {
  type    = any
  default = {}
}

variable "allowed_aws_services_for_sns_published" {
  type    = list(string)
  default = []
}

variable "kms_master_key_id" {
  type    = string
  default = "alias/aws/sns"
}

variable "encryption_enabled" {
  type    = bool
  default = true
}

variable "sqs_queue_kms_master_key_id" {
  type    = string
  default = "alias/aws/sqs"
}

variable "allowed_iam_arns_for_sns_publish" {
  type    = list(string)
  default = []
}

variable "sns_topic_policy_json" {
  type    = string
  default = ""
}

variable "sqs_dlq_enabled" {
  type    = bool
  default = false
}

variable "sqs_dlq_message_retention_seconds" {
  type    = number
  default = 1209600
}

variable "delivery_policy" {
  type    = string
  default = null
}

variable "fifo_topic" {
  type    = bool
  default = false
}

variable "fifo_queue_enabled" {
  type    = bool
  default = false
}

variable "redrive_policy" {
  type    = string
  default = null
}

variable "delivery_status" {
  type    = object({
    application = optional(object({
      success_role_arn    = string
      failure_role_arn    = string
      success_sample_rate = number
    }))
    firehose = optional(object({
      success_role_arn    = string
      failure_role_arn    = string
      success_sample_rate = number
    }))
    http = optional(object({
      success_role_arn    = string
      failure_role_arn    = string
      success_sample_rate = number
    }))
    lambda = optional(object({
      success_role_arn    = string
      failure_role_arn    = string
      success_sample_rate = number
    }))
    sqs = optional(object({
      success_role_arn    = string
      failure_role_arn    = string
      success_sample_rate = number
    }))
  })
  default = {}
}

# Variables that decide none.
variable "content_based_deduplication" { default = null }
variable "redrive_policy_max_receiver_count" { default = null }
variable "sqs_dlq_max_message_size" { default = null }
variable "sqs_queue_kms_data_key_reuse_period_seconds" { default = null }
