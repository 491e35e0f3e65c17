# Variables that decide a verdict.
variable "identifier" {
  type = string
}

variable "instance_use_identifier_prefix" {
  type    = bool
  default = false
}

variable "allocated_storage" {
  type    = number
  default = null
}

variable "storage_encrypted" {
  type    = bool
  default = true
}

variable "kms_key_id" {
  type    = string
  default = null
}

variable "replicate_source_db" {
  type    = string
  default = null
}

variable "replica_mode" {
  type    = string
  default = null
}

variable "iam_database_authentication_enabled" {
  type    = bool
  default = false
}

variable "engine" {
  type    = string
  default = null
}

variable "engine_version" {
  type    = string
  default = null
}

variable "skip_final_snapshot" {
  type    = bool
  default = false
}

variable "snapshot_identifier" {
  type    = string
  default = null
}

variable "copy_tags_to_snapshot" {
  type    = bool
  default = false
}

variable "final_snapshot_identifier_prefix" {
  type    = string
  default = "final"
}

variable "instance_class" {
  type    = string
  default = null
}

variable "db_name" {
  type    = string
  default = null
}

variable "username" {
  type    = string
  default = null
}

variable "password" {
  type    = string
  default = null
}

variable "port" {
  type    = string
  default = null
}

variable "vpc_security_group_ids" {
  type    = list(string)
  default = []
}

variable "multi_az" {
  type    = bool
  default = false
}

variable "publicly_accessible" {
  type    = bool
  default = false
}

variable "monitoring_interval" {
  type    = number
  default = 0
}

variable "monitoring_role_arn" {
  type    = string
  default = null
}

variable "create_monitoring_role" {
  type    = bool
  default = false
}

variable "auto_minor_version_upgrade" {
  type    = bool
  default = true
}

variable "blue_green_update" {
  type    = map(string)
  default = {}
}

variable "backup_retention_period" {
  type    = number
  default = null
}

variable "backup_window" {
  type    = string
  default = null
}

variable "restore_to_point_in_time" {
  type    = map(string)
  default = null
}

variable "tags" {
  type    = map(string)
  default = {}
}

variable "db_instance_tags" {
  type    = map(string)
  default = {}
}

variable "create_db_subnet_group" {
  type    = bool
  default = false
}

variable "db_subnet_group_name" {
  type    = string
  default = null
}

variable "create_db_parameter_group" {
  type    = bool
  default = true
}

variable "parameter_group_name" {
  type    = string
  default = null
}

variable "parameter_group_use_name_prefix" {
  type    = bool
  default = true
}

variable "family" {
  type    = string
  default = null
}

variable "parameters" {
  type    = list(map(string))
  default = []
}

variable "create_db_instance" {
  type    = bool
  default = true
}

variable "enabled_cloudwatch_logs_exports" {
  type    = list(string)
  default = []
}

variable "deletion_protection" {
  type    = bool
  default = false
}

variable "performance_insights_enabled" {
  type    = bool
  default = false
}

variable "performance_insights_retention_period" {
  type    = number
  default = 7
}

variable "performance_insights_kms_key_id" {
  type    = string
  default = null
}

variable "ca_cert_identifier" {
  type    = string
  default = null
}

variable "delete_automated_backups" {
  type    = bool
  default = true
}

variable "create_cloudwatch_log_group" {
  type    = bool
  default = false
}

variable "cloudwatch_log_group_retention_in_days" {
  type    = number
  default = 7
}

variable "cloudwatch_log_group_kms_key_id" {
  type    = string
  default = null
}

variable "putin_khuylo" {
  type    = bool
  default = true
}

# Variables that decide none.
variable "allow_major_version_upgrade" { default = null }
variable "apply_immediately" { default = null }
variable "availability_zone" { default = null }
variable "character_set_name" { default = null }
variable "create_db_option_group" { default = null }
variable "create_random_password" { default = true }
variable "custom_iam_instance_profile" { default = null }
variable "db_option_group_tags" { default = null }
variable "db_parameter_group_tags" { default = null }
variable "db_subnet_group_description" { default = null }
variable "db_subnet_group_tags" { default = null }
variable "db_subnet_group_use_name_prefix" { default = null }
variable "domain" { default = null }
variable "domain_iam_role_name" { default = null }
variable "iops" { default = null }
variable "license_model" { default = null }
variable "maintenance_window" { default = null }
variable "major_engine_version" { default = null }
variable "max_allocated_storage" { default = null }
variable "monitoring_role_description" { default = null }
variable "monitoring_role_name" { default = null }
variable "monitoring_role_permissions_boundary" { default = null }
variable "monitoring_role_use_name_prefix" { default = null }
variable "nchar_character_set_name" { default = null }
variable "network_type" { default = null }
variable "option_group_description" { default = null }
variable "option_group_name" { default = null }
variable "option_group_timeouts" { default = null }
variable "option_group_use_name_prefix" { default = null }
variable "options" { default = null }
variable "parameter_group_description" { default = null }
variable "random_password_length" { default = 16 }
variable "s3_import" { default = null }
variable "storage_throughput" { default = null }
variable "storage_type" { default = null }
variable "subnet_ids" { default = null }
variable "timeouts" { default = null }
variable "timezone" { default = null }
