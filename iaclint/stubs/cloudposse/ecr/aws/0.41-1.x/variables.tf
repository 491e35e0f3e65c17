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

variable "use_fullname" {
  type    = bool
  default = true
}

variable "principals_full_access" {
  type    = list(string)
  default = []
}

variable "principals_push_access" {
  type    = list(string)
  default = []
}

variable "principals_readonly_access" {
  type    = list(string)
  default = []
}

variable "principals_pull_though_access" {
  type    = list(string)
  default = []
}

variable "principals_lambda" {
  type    = list(string)
  default = []
}

variable "scan_images_on_push" {
  type    = bool
  default = true
}

variable "image_names" {
  type    = list(string)
  default = []
}

variable "image_tag_mutability" {
  type    = string
  default = "IMMUTABLE"
}

variable "enable_lifecycle_policy" {
  type    = bool
  default = true
}

variable "encryption_configuration" {
  type    = object({
    encryption_type = string
    kms_key         = any
  })
  default = null
}

variable "force_delete" {
  type    = bool
  default = false
}

variable "organizations_readonly_access" {
  type    = list(string)
  default = []
}

variable "organizations_full_access" {
  type    = list(string)
  default = []
}

variable "organizations_push_access" {
  type    = list(string)
  default = []
}

variable "image_tag_mutability_exclusion_filter" {
  type    = list(object({
    filter      = string
    filter_type = optional(string, "WILDCARD")
  }))
  default = []
}

# Variables that decide none.
variable "custom_lifecycle_rules" { default = null }
variable "default_lifecycle_rules_settings" { default = null }
variable "max_image_count" { default = null }
variable "prefixes_pull_through_repositories" { default = null }
variable "protected_tags" { default = null }
variable "protected_tags_keep_count" { default = null }
variable "replication_configurations" { default = null }
variable "time_based_rotation" { default = null }
