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

variable "policy" {
  type    = string
  default = ""
}

variable "acl" {
  type    = string
  default = "private"
}

variable "grants" {
  type    = list(object({
    id          = string
    type        = string
    permissions = list(string)
    uri         = string
  }))
  default = []
}

variable "source_policy_documents" {
  type    = list(string)
  default = []
}

variable "force_destroy" {
  type    = bool
  default = false
}

variable "versioning_enabled" {
  type    = bool
  default = true
}

variable "logging" {
  type    = object({
    bucket_name = string
    prefix      = string
  })
  default = null
}

variable "sse_algorithm" {
  type    = string
  default = "AES256"
}

variable "kms_master_key_arn" {
  type    = string
  default = ""
}

variable "allow_encrypted_uploads_only" {
  type    = bool
  default = false
}

variable "allow_ssl_requests_only" {
  type    = bool
  default = false
}

variable "lifecycle_configuration_rules" {
  type    = list(object({
    enabled = bool
    id      = string
    abort_incomplete_multipart_upload_days = number
    filter_and = any
    expiration = any
    transition = list(any)
    noncurrent_version_expiration = any
    noncurrent_version_transition = list(any)
  }))
  default = []
}

variable "cors_configuration" {
  type    = list(object({
    allowed_headers = list(string)
    allowed_methods = list(string)
    allowed_origins = list(string)
    expose_headers  = list(string)
    max_age_seconds = number
  }))
  default = []
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

variable "s3_replication_enabled" {
  type    = bool
  default = false
}

variable "s3_replication_source_roles" {
  type    = list(string)
  default = []
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
  type    = list(object({
    host_name = string
    protocol  = string
  }))
  default = []
}

variable "website_configuration" {
  type    = list(object({
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
  default = []
}

variable "privileged_principal_arns" {
  type    = any
  default = []
}

variable "privileged_principal_actions" {
  type    = list(string)
  default = []
}

variable "s3_object_ownership" {
  type    = string
  default = "ObjectWriter"
}

variable "bucket_key_enabled" {
  type    = bool
  default = false
}

# Variables that decide none.
variable "access_key_enabled" { default = null }
variable "allowed_bucket_actions" { default = null }
variable "lifecycle_rule_ids" { default = null }
variable "replication_rules" { default = null }
variable "s3_replica_bucket_arn" { default = null }
variable "s3_replication_permissions_boundary_arn" { default = null }
variable "s3_replication_rules" { default = null }
variable "ssm_base_path" { default = null }
variable "store_access_key_in_ssm" { default = null }
variable "transfer_acceleration_enabled" { default = null }
variable "user_enabled" { default = null }
variable "user_permissions_boundary_arn" { default = null }
