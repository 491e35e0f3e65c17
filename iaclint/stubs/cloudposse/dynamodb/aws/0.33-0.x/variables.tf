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

variable "autoscale_min_read_capacity" {
  type    = number
  default = 5
}

variable "autoscale_min_write_capacity" {
  type    = number
  default = 5
}

variable "billing_mode" {
  type    = string
  default = "PROVISIONED"
}

variable "enable_streams" {
  type    = bool
  default = false
}

variable "stream_view_type" {
  type    = string
  default = ""
}

variable "enable_encryption" {
  type    = bool
  default = true
}

variable "server_side_encryption_kms_key_arn" {
  type    = string
  default = null
}

variable "enable_point_in_time_recovery" {
  type    = bool
  default = true
}

variable "hash_key" {
  type = string
}

variable "range_key" {
  type    = string
  default = ""
}

variable "ttl_attribute" {
  type    = string
  default = "Expires"
}

variable "ttl_enabled" {
  type    = bool
  default = true
}

variable "table_name" {
  type    = string
  default = null
}

variable "replicas" {
  type    = list(string)
  default = []
}

variable "tags_enabled" {
  type    = bool
  default = true
}

variable "table_class" {
  type    = string
  default = "STANDARD"
}

variable "deletion_protection_enabled" {
  type    = bool
  default = false
}

# Variables that decide none.
variable "autoscale_max_read_capacity" { default = null }
variable "autoscale_max_write_capacity" { default = null }
variable "autoscale_read_target" { default = null }
variable "autoscale_write_target" { default = null }
variable "autoscaler_attributes" { default = null }
variable "autoscaler_tags" { default = null }
variable "dynamodb_attributes" { default = null }
variable "enable_autoscaler" { default = null }
variable "global_secondary_index_map" { default = null }
variable "hash_key_type" { default = null }
variable "import_table" { default = null }
variable "local_secondary_index_map" { default = null }
variable "range_key_type" { default = null }
