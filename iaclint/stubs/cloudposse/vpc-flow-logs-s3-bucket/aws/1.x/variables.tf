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

variable "lifecycle_rule_enabled" {
  type    = bool
  default = null
}

variable "lifecycle_prefix" {
  type    = string
  default = null
}

variable "lifecycle_tags" {
  type    = map(string)
  default = null
}

variable "expiration_days" {
  type    = number
  default = null
}

variable "standard_transition_days" {
  type    = number
  default = null
}

variable "glacier_transition_days" {
  type    = number
  default = null
}

variable "noncurrent_version_transition_days" {
  type    = number
  default = null
}

variable "noncurrent_version_expiration_days" {
  type    = number
  default = null
}

variable "vpc_id" {
  type    = string
  default = null
}

variable "bucket_name" {
  type     = string
  default  = ""
  nullable = false
}

variable "force_destroy" {
  type     = bool
  default  = false
  nullable = false
}

variable "traffic_type" {
  type     = string
  default  = "ALL"
  nullable = false
}

variable "allow_ssl_requests_only" {
  type     = bool
  default  = true
  nullable = false
}

variable "flow_log_enabled" {
  type     = bool
  default  = true
  nullable = false
}

variable "bucket_notifications_enabled" {
  type     = bool
  default  = false
  nullable = false
}

variable "bucket_notifications_type" {
  type     = string
  default  = "SQS"
  nullable = false
}

variable "bucket_notifications_prefix" {
  type     = string
  default  = ""
  nullable = false
}

variable "access_log_bucket_name" {
  type     = string
  default  = ""
  nullable = false
}

variable "access_log_bucket_prefix" {
  type     = string
  default  = "logs/"
  nullable = false
}

variable "kms_key_arn" {
  type     = string
  default  = ""
  nullable = false
}

variable "kms_policy_source_json" {
  type     = string
  default  = ""
  nullable = false
}

variable "bucket_key_enabled" {
  type     = bool
  default  = true
  nullable = false
}

variable "versioning_enabled" {
  type     = bool
  default  = false
  nullable = false
}

variable "s3_object_ownership" {
  type    = string
  default = "BucketOwnerPreferred"
}

variable "acl" {
  type    = string
  default = "log-delivery-write"
}

variable "lifecycle_configuration_rules" {
  type     = list(object({
    enabled = bool
    id      = string
    abort_incomplete_multipart_upload_days = number
    filter_and = optional(object({
      object_size_greater_than = optional(number)
      object_size_less_than    = optional(number)
      prefix                   = optional(string)
      tags                     = optional(map(string))
    }))
    expiration = optional(object({
      date                         = optional(string)
      days                         = optional(number)
      expired_object_delete_marker = optional(bool)
    }))
    noncurrent_version_expiration = optional(object({
      newer_noncurrent_versions = optional(number)
      noncurrent_days           = optional(number)
    }))
    transition = optional(list(object({
      date          = optional(string)
      days          = optional(number)
      storage_class = string
    })), [])
    noncurrent_version_transition = optional(list(object({
      newer_noncurrent_versions = optional(number)
      noncurrent_days           = optional(number)
      storage_class             = string
    })), [])
  }))
  default  = []
  nullable = false
}

variable "object_lock_configuration" {
  type    = object({
    mode  = string
    days  = number
    years = number
  })
  default = null
}

# Variables that decide none.
variable "log_format" { default = null }
