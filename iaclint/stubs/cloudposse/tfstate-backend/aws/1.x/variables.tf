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

variable "arn_format" {
  type    = string
  default = "arn:aws"
}

variable "acl" {
  type    = string
  default = "private"
}

variable "billing_mode" {
  type    = string
  default = "PAY_PER_REQUEST"
}

variable "force_destroy" {
  type    = bool
  default = false
}

variable "deletion_protection_enabled" {
  type    = bool
  default = false
}

variable "mfa_delete" {
  type    = bool
  default = false
}

variable "enable_point_in_time_recovery" {
  type    = bool
  default = true
}

variable "enable_public_access_block" {
  type    = bool
  default = true
}

variable "bucket_ownership_enforced_enabled" {
  type    = bool
  default = true
}

variable "block_public_acls" {
  type    = bool
  default = true
}

variable "ignore_public_acls" {
  type    = bool
  default = true
}

variable "block_public_policy" {
  type    = bool
  default = true
}

variable "restrict_public_buckets" {
  type    = bool
  default = true
}

variable "prevent_unencrypted_uploads" {
  type    = bool
  default = true
}

variable "s3_bucket_name" {
  type    = string
  default = ""
}

variable "s3_replication_enabled" {
  type    = bool
  default = false
}

variable "s3_replica_bucket_arn" {
  type    = string
  default = ""
}

variable "logging" {
  type    = list(object({
    target_bucket = string
    target_prefix = string
  }))
  default = []
}

variable "bucket_enabled" {
  type    = bool
  default = true
}

variable "s3_state_lock_enabled" {
  type    = bool
  default = false
}

variable "dynamodb_enabled" {
  type    = bool
  default = true
}

variable "dynamodb_table_name" {
  type    = string
  default = null
}

variable "source_policy_documents" {
  type    = list(string)
  default = []
}

variable "sse_encryption" {
  type    = string
  default = "AES256"
}

variable "kms_master_key_id" {
  type    = string
  default = null
}

# Variables that decide none.
variable "permissions_boundary" { default = null }
variable "profile" { default = null }
variable "read_capacity" { default = null }
variable "role_arn" { default = null }
variable "terraform_backend_config_file_name" { default = null }
variable "terraform_backend_config_file_path" { default = null }
variable "terraform_backend_config_template_file" { default = null }
variable "terraform_state_file" { default = null }
variable "terraform_version" { default = null }
variable "write_capacity" { default = null }
