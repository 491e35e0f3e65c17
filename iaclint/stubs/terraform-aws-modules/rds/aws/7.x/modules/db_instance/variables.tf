# Variables that decide a verdict.
variable "create" {
  type    = bool
  default = true
}

variable "identifier" {
  type = string
}

variable "use_identifier_prefix" {
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

variable "password_wo" {
  type      = string
  default   = null
  ephemeral = true
}

variable "manage_master_user_password" {
  type    = bool
  default = true
}

variable "master_user_secret_kms_key_id" {
  type    = string
  default = null
}

variable "port" {
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
  default = true
}

variable "final_snapshot_identifier_prefix" {
  type    = string
  default = "final"
}

variable "vpc_security_group_ids" {
  type    = list(string)
  default = []
}

variable "db_subnet_group_name" {
  type    = string
  default = null
}

variable "parameter_group_name" {
  type    = string
  default = null
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

variable "auto_minor_version_upgrade" {
  type    = bool
  default = true
}

variable "blue_green_update" {
  type    = any
  default = null
}

variable "backup_retention_period" {
  type    = number
  default = null
}

variable "backup_window" {
  type    = string
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

variable "option_group_name" {
  type    = string
  default = null
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

variable "restore_to_point_in_time" {
  type    = any
  default = null
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

variable "manage_master_user_password_rotation" {
  type    = bool
  default = false
}

variable "master_user_password_rotation_automatically_after_days" {
  type    = number
  default = null
}

variable "master_user_password_rotation_duration" {
  type    = string
  default = null
}

variable "master_user_password_rotation_schedule_expression" {
  type    = string
  default = null
}

variable "cloudwatch_log_group_class" {
  type    = string
  default = null
}

# Variables that decide none.
variable "allow_major_version_upgrade" { default = null }
variable "apply_immediately" { default = null }
variable "availability_zone" { default = null }
variable "character_set_name" { default = null }
variable "cloudwatch_log_group_skip_destroy" { default = null }
variable "cloudwatch_log_group_tags" { default = null }
variable "create_monitoring_role" { default = null }
variable "custom_iam_instance_profile" { default = null }
variable "customer_owned_ip_enabled" { default = null }
variable "database_insights_mode" { default = null }
variable "dedicated_log_volume" { default = null }
variable "domain" { default = null }
variable "domain_auth_secret_arn" { default = null }
variable "domain_dns_ips" { default = null }
variable "domain_fqdn" { default = null }
variable "domain_iam_role_name" { default = null }
variable "domain_ou" { default = null }
variable "engine_lifecycle_support" { default = null }
variable "iops" { default = null }
variable "license_model" { default = null }
variable "maintenance_window" { default = null }
variable "master_user_password_rotate_immediately" { default = null }
variable "max_allocated_storage" { default = null }
variable "monitoring_role_arn" { default = null }
variable "monitoring_role_description" { default = null }
variable "monitoring_role_name" { default = null }
variable "monitoring_role_permissions_boundary" { default = null }
variable "monitoring_role_use_name_prefix" { default = null }
variable "nchar_character_set_name" { default = null }
variable "network_type" { default = null }
variable "password_wo_version" { default = null }
variable "region" { default = null }
variable "s3_import" { default = null }
variable "storage_throughput" { default = null }
variable "storage_type" { default = null }
variable "timeouts" { default = null }
variable "timezone" { default = null }
variable "upgrade_storage_config" { default = null }
