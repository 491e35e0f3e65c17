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

variable "access_points" {
  type    = any
  default = {}
}

variable "subnets" {
  type = list(string)
}

variable "encrypted" {
  type    = bool
  default = true
}

variable "kms_key_id" {
  type    = string
  default = null
}

variable "performance_mode" {
  type    = string
  default = "generalPurpose"
}

variable "throughput_mode" {
  type    = string
  default = "bursting"
}

variable "efs_backup_policy_enabled" {
  type    = bool
  default = false
}

variable "efs_file_system_policy" {
  type    = string
  default = ""
}

variable "availability_zone_name" {
  type    = string
  default = null
}

variable "create_security_group" {
  type    = bool
  default = true
}

variable "allowed_cidr_blocks" {
  type    = list(string)
  default = []
}

variable "allowed_ipv6_cidr_blocks" {
  type    = list(string)
  default = []
}

variable "associated_security_group_ids" {
  type    = list(string)
  default = []
}

variable "additional_security_group_rules" {
  type    = list(any)
  default = []
}

# Variables that decide none.
variable "allow_all_egress" { default = null }
variable "allowed_security_group_ids" { default = null }
variable "bypass_policy_lockout_safety_check" { default = null }
variable "dns_name" { default = null }
variable "mount_target_ip_address" { default = null }
variable "mount_target_ip_address_type" { default = null }
variable "mount_target_ipv6_address" { default = null }
variable "preserve_security_group_id" { default = null }
variable "provisioned_throughput_in_mibps" { default = null }
variable "region" { default = null }
variable "security_group_create_before_destroy" { default = null }
variable "security_group_create_timeout" { default = null }
variable "security_group_delete_timeout" { default = null }
variable "security_group_description" { default = null }
variable "security_group_name" { default = null }
variable "security_groups" { default = null }
variable "transition_to_archive" { default = null }
variable "transition_to_ia" { default = null }
variable "transition_to_primary_storage_class" { default = null }
variable "vpc_id" { default = null }
variable "zone_id" { default = null }
