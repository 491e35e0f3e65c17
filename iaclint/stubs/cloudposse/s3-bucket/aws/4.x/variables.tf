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

variable "lifecycle_rules" {
  type    = list(object({
    prefix  = string
    enabled = bool
    tags    = map(string)
    enable_glacier_transition            = bool
    enable_deeparchive_transition        = bool
    enable_standard_ia_transition        = bool
    enable_current_object_expiration     = bool
    enable_noncurrent_version_expiration = bool
    abort_incomplete_multipart_upload_days         = number
    noncurrent_version_glacier_transition_days     = number
    noncurrent_version_deeparchive_transition_days = number
    noncurrent_version_expiration_days             = number
    standard_transition_days    = number
    glacier_transition_days     = number
    deeparchive_transition_days = number
    expiration_days             = number
  }))
  default = null
}

variable "acl" {
  type    = string
  default = "private"
}

variable "grants" {
  type     = list(object({
    id          = string
    type        = string
    permissions = list(string)
    uri         = string
  }))
  default  = []
  nullable = false
}

variable "source_policy_documents" {
  type     = list(string)
  default  = []
  nullable = false
}

variable "force_destroy" {
  type     = bool
  default  = false
  nullable = false
}

variable "versioning_enabled" {
  type     = bool
  default  = true
  nullable = false
}

variable "logging" {
  type     = list(object({
    bucket_name = string
    prefix      = string
  }))
  default  = []
  nullable = false
}

variable "sse_algorithm" {
  type     = string
  default  = "AES256"
  nullable = false
}

variable "kms_master_key_arn" {
  type     = string
  default  = ""
  nullable = false
}

variable "allow_encrypted_uploads_only" {
  type     = bool
  default  = false
  nullable = false
}

variable "allow_ssl_requests_only" {
  type     = bool
  default  = false
  nullable = false
}

variable "minimum_tls_version" {
  type    = string
  default = null
}

variable "lifecycle_configuration_rules" {
  type     = list(object({
    enabled = optional(bool, true)
    id      = string
    abort_incomplete_multipart_upload_days = optional(number)
    filter_and = optional(object({
      object_size_greater_than = optional(number)
      object_size_less_than    = optional(number)
      prefix                   = optional(string)
      tags                     = optional(map(string), {})
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
      storage_class = optional(string)
    })), [])
    noncurrent_version_transition = optional(list(object({
      newer_noncurrent_versions = optional(number)
      noncurrent_days           = optional(number)
      storage_class             = optional(string)
    })), [])
  }))
  default  = []
  nullable = false
}

variable "cors_configuration" {
  type     = list(object({
    id              = optional(string)
    allowed_headers = optional(list(string))
    allowed_methods = optional(list(string))
    allowed_origins = optional(list(string))
    expose_headers  = optional(list(string))
    max_age_seconds = optional(number)
  }))
  default  = []
  nullable = false
}

variable "block_public_acls" {
  type     = bool
  default  = true
  nullable = false
}

variable "block_public_policy" {
  type     = bool
  default  = true
  nullable = false
}

variable "ignore_public_acls" {
  type     = bool
  default  = true
  nullable = false
}

variable "restrict_public_buckets" {
  type     = bool
  default  = true
  nullable = false
}

variable "s3_replication_enabled" {
  type     = bool
  default  = false
  nullable = false
}

variable "s3_replication_source_roles" {
  type     = list(string)
  default  = []
  nullable = false
}

variable "bucket_name" {
  type    = string
  default = null
}

variable "object_lock_configuration" {
  type    = object({
    mode  = string
    days  = number
    years = number
  })
  default = null
}

variable "website_redirect_all_requests_to" {
  type     = list(object({
    host_name = string
    protocol  = string
  }))
  default  = []
  nullable = false
}

variable "website_configuration" {
  type     = list(object({
    index_document = string
    error_document = string
    routing_rules = list(object({
      condition = object({
        http_error_code_returned_equals = string
        key_prefix_equals               = string
      })
      redirect = object({
        host_name               = string
        http_redirect_code      = string
        protocol                = string
        replace_key_prefix_with = string
        replace_key_with        = string
      })
    }))
  }))
  default  = []
  nullable = false
}

variable "privileged_principal_arns" {
  type     = any
  default  = []
  nullable = false
}

variable "privileged_principal_actions" {
  type     = list(string)
  default  = []
  nullable = false
}

variable "source_ip_allow_list" {
  type     = list(string)
  default  = []
  nullable = false
}

variable "s3_object_ownership" {
  type     = string
  default  = "ObjectWriter"
  nullable = false
}

variable "bucket_key_enabled" {
  type     = bool
  default  = false
  nullable = false
}

variable "event_notification_details" {
  type    = any
  default = {
    enabled = false
  }
}

variable "create_s3_directory_bucket" {
  type    = bool
  default = false
}

variable "availability_zone_id" {
  type    = string
  default = ""
}

# Variables that decide none.
variable "access_key_enabled" { default = null }
variable "allowed_bucket_actions" { default = null }
variable "blocked_encryption_types" { default = null }
variable "bucket_namespace" { default = null }
variable "expected_bucket_owner" { default = null }
variable "intelligent_tiering_configuration" { default = null }
variable "lifecycle_rule_ids" { default = null }
variable "replication_rules" { default = null }
variable "s3_replica_bucket_arn" { default = null }
variable "s3_replication_permissions_boundary_arn" { default = null }
variable "s3_replication_rules" { default = null }
variable "s3_request_payment_configuration" { default = null }
variable "ssm_base_path" { default = null }
variable "store_access_key_in_ssm" { default = null }
variable "transfer_acceleration_enabled" { default = null }
variable "user_enabled" { default = null }
variable "user_permissions_boundary_arn" { default = null }
