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

variable "allowed_security_groups" {
  type    = list(string)
  default = []
}

variable "allow_ingress_from_self" {
  type    = bool
  default = false
}

variable "allowed_cidr_blocks" {
  type    = list(string)
  default = []
}

variable "external_security_group_id_list" {
  type    = list(string)
  default = []
}

variable "vpc_id" {
  type = string
}

variable "snapshot_identifier" {
  type    = string
  default = ""
}

variable "db_port" {
  type    = number
  default = 27017
}

variable "master_username" {
  type    = string
  default = "admin1"
}

variable "master_password" {
  type    = string
  default = null
}

variable "manage_master_user_password" {
  type    = bool
  default = null
}

variable "retention_period" {
  type    = number
  default = 5
}

variable "preferred_backup_window" {
  type    = string
  default = "07:00-09:00"
}

variable "cluster_parameters" {
  type    = list(object({
    apply_method = string
    name         = string
    value        = string
  }))
  default = []
}

variable "cluster_family" {
  type    = string
  default = "docdb3.6"
}

variable "engine" {
  type    = string
  default = "docdb"
}

variable "engine_version" {
  type    = string
  default = "3.6.0"
}

variable "storage_encrypted" {
  type    = bool
  default = true
}

variable "kms_key_id" {
  type    = string
  default = ""
}

variable "skip_final_snapshot" {
  type    = bool
  default = true
}

variable "deletion_protection" {
  type    = bool
  default = false
}

variable "enabled_cloudwatch_logs_exports" {
  type    = list(string)
  default = []
}

# Variables that decide none.
variable "allow_major_version_upgrade" { default = null }
variable "allowed_egress_cidr_blocks" { default = null }
variable "apply_immediately" { default = null }
variable "auto_minor_version_upgrade" { default = null }
variable "ca_cert_identifier" { default = null }
variable "cluster_dns_name" { default = null }
variable "cluster_size" { default = null }
variable "copy_tags_to_snapshot" { default = null }
variable "egress_from_port" { default = null }
variable "egress_protocol" { default = null }
variable "egress_to_port" { default = null }
variable "enable_performance_insights" { default = null }
variable "instance_class" { default = null }
variable "preferred_maintenance_window" { default = null }
variable "reader_dns_name" { default = null }
variable "serverless_v2_scaling_configuration" { default = null }
variable "ssm_parameter_enabled" { default = null }
variable "ssm_parameter_path_prefix" { default = null }
variable "storage_type" { default = null }
variable "subnet_ids" { default = null }
variable "zone_id" { default = null }
