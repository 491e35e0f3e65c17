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

variable "acl" {
  type    = string
  default = "log-delivery-write"
}

variable "policy" {
  type    = string
  default = ""
}

variable "lifecycle_prefix" {
  type    = string
  default = ""
}

variable "lifecycle_tags" {
  type    = map(string)
  default = {}
}

variable "force_destroy" {
  type    = bool
  default = false
}

variable "lifecycle_rule_enabled" {
  type    = bool
  default = true
}

variable "versioning_enabled" {
  type    = bool
  default = false
}

variable "noncurrent_version_expiration_days" {
  type    = any
  default = 90
}

variable "noncurrent_version_transition_days" {
  type    = any
  default = 30
}

variable "standard_transition_days" {
  type    = any
  default = 30
}

variable "glacier_transition_days" {
  type    = any
  default = 60
}

variable "enable_glacier_transition" {
  type    = bool
  default = false
}

variable "expiration_days" {
  type    = any
  default = 90
}

variable "abort_incomplete_multipart_upload_days" {
  type    = number
  default = 5
}

variable "sse_algorithm" {
  type    = string
  default = "AES256"
}

variable "kms_master_key_arn" {
  type    = string
  default = ""
}

variable "block_public_acls" {
  type    = bool
  default = true
}

variable "block_public_policy" {
  type    = bool
  default = true
}

variable "ignore_public_acls" {
  type    = bool
  default = true
}

variable "restrict_public_buckets" {
  type    = bool
  default = true
}

variable "access_log_bucket_name" {
  type    = string
  default = ""
}

variable "create_access_log_bucket" {
  type    = bool
  default = false
}

variable "allow_ssl_requests_only" {
  type    = bool
  default = true
}

variable "bucket_notifications_enabled" {
  type    = bool
  default = false
}

variable "bucket_notifications_type" {
  type    = string
  default = "SQS"
}

variable "bucket_notifications_prefix" {
  type    = string
  default = ""
}

variable "object_lock_configuration" {
  type    = object({
    mode  = string
    days  = number
    years = number
  })
  default = null
}
