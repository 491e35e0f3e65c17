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

variable "security_group_ids" {
  type    = list(string)
  default = []
}

variable "allowed_cidr_blocks" {
  type    = list(string)
  default = []
}

variable "allowed_prefix_list_ids" {
  type    = list(string)
  default = []
}

variable "associate_security_group_ids" {
  type    = list(string)
  default = []
}

variable "database_name" {
  type    = string
  default = null
}

variable "database_user" {
  type    = string
  default = null
}

variable "database_password" {
  type    = string
  default = null
}

variable "database_manage_master_user_password" {
  type    = bool
  default = false
}

variable "database_master_user_secret_kms_key_id" {
  type    = string
  default = null
}

variable "database_port" {
  type = number
}

variable "deletion_protection" {
  type    = bool
  default = false
}

variable "multi_az" {
  type    = bool
  default = false
}

variable "storage_type" {
  type    = string
  default = "standard"
}

variable "storage_encrypted" {
  type    = bool
  default = true
}

variable "allocated_storage" {
  type    = number
  default = null
}

variable "engine" {
  type    = string
  default = null
}

variable "engine_version" {
  type = string
}

variable "instance_class" {
  type = string
}

variable "db_parameter_group" {
  type = string
}

variable "publicly_accessible" {
  type    = bool
  default = false
}

variable "subnet_ids" {
  type    = list(string)
  default = []
}

variable "db_subnet_group_name" {
  type    = string
  default = null
}

variable "vpc_id" {
  type = string
}

variable "auto_minor_version_upgrade" {
  type    = bool
  default = true
}

variable "skip_final_snapshot" {
  type    = bool
  default = true
}

variable "copy_tags_to_snapshot" {
  type    = bool
  default = true
}

variable "backup_retention_period" {
  type    = number
  default = 0
}

variable "db_parameter" {
  type    = list(object({
    apply_method = string
    name         = string
    value        = string
  }))
  default = []
}

variable "snapshot_identifier" {
  type    = string
  default = null
}

variable "final_snapshot_identifier" {
  type    = string
  default = ""
}

variable "parameter_group_name" {
  type    = string
  default = ""
}

variable "kms_key_arn" {
  type    = string
  default = ""
}

variable "performance_insights_enabled" {
  type    = bool
  default = false
}

variable "performance_insights_kms_key_id" {
  type    = string
  default = null
}

variable "enabled_cloudwatch_logs_exports" {
  type    = list(string)
  default = []
}

variable "ca_cert_identifier" {
  type    = string
  default = null
}

variable "monitoring_interval" {
  type    = string
  default = "0"
}

variable "monitoring_role_arn" {
  type    = string
  default = null
}

variable "iam_database_authentication_enabled" {
  type    = bool
  default = false
}

variable "replicate_source_db" {
  type    = string
  default = null
}

variable "restore_to_point_in_time" {
  type    = object({
    restore_time                             = optional(string, null)
    source_db_instance_identifier            = optional(string, null)
    source_db_instance_automated_backups_arn = optional(string, null)
    source_dbi_resource_id                   = optional(string, null)
    use_latest_restorable_time               = optional(bool, null)
  })
  default = null
}

# Variables that decide none.
variable "allow_major_version_upgrade" { default = null }
variable "apply_immediately" { default = null }
variable "availability_zone" { default = null }
variable "backup_window" { default = null }
variable "blue_green_update_enabled" { default = null }
variable "charset_name" { default = null }
variable "database_insights_mode" { default = null }
variable "db_options" { default = null }
variable "dns_zone_id" { default = null }
variable "host_name" { default = null }
variable "iops" { default = null }
variable "license_model" { default = null }
variable "maintenance_window" { default = null }
variable "major_engine_version" { default = null }
variable "max_allocated_storage" { default = null }
variable "option_group_name" { default = null }
variable "performance_insights_retention_period" { default = null }
variable "storage_throughput" { default = null }
variable "timeouts" { default = null }
variable "timezone" { default = null }
