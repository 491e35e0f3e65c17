# Variables that decide a verdict.
variable "create" {
  type    = bool
  default = true
}

variable "name" {
  type    = string
  default = ""
}

variable "tags" {
  type    = map(string)
  default = {}
}

variable "create_db_subnet_group" {
  type    = bool
  default = false
}

variable "db_subnet_group_name" {
  type    = string
  default = ""
}

variable "subnets" {
  type    = list(string)
  default = []
}

variable "is_primary_cluster" {
  type    = bool
  default = true
}

variable "cluster_use_name_prefix" {
  type    = bool
  default = false
}

variable "allocated_storage" {
  type    = number
  default = null
}

variable "availability_zones" {
  type    = list(string)
  default = null
}

variable "backup_retention_period" {
  type    = number
  default = null
}

variable "backtrack_window" {
  type    = number
  default = null
}

variable "cluster_scalability_type" {
  type    = string
  default = null
}

variable "cluster_performance_insights_enabled" {
  type    = bool
  default = null
}

variable "cluster_performance_insights_kms_key_id" {
  type    = string
  default = null
}

variable "cluster_performance_insights_retention_period" {
  type    = number
  default = null
}

variable "cluster_monitoring_interval" {
  type    = number
  default = 0
}

variable "copy_tags_to_snapshot" {
  type    = bool
  default = null
}

variable "database_insights_mode" {
  type    = string
  default = null
}

variable "database_name" {
  type    = string
  default = null
}

variable "delete_automated_backups" {
  type    = bool
  default = null
}

variable "deletion_protection" {
  type    = bool
  default = null
}

variable "enabled_cloudwatch_logs_exports" {
  type    = list(string)
  default = []
}

variable "enable_http_endpoint" {
  type    = bool
  default = null
}

variable "engine" {
  type    = string
  default = null
}

variable "engine_mode" {
  type    = string
  default = "provisioned"
}

variable "engine_version" {
  type    = string
  default = null
}

variable "final_snapshot_identifier" {
  type    = string
  default = null
}

variable "global_cluster_identifier" {
  type    = string
  default = null
}

variable "iam_database_authentication_enabled" {
  type    = bool
  default = null
}

variable "kms_key_id" {
  type    = string
  default = null
}

variable "manage_master_user_password" {
  type    = bool
  default = true
}

variable "master_user_secret_kms_key_id" {
  type    = string
  default = null
}

variable "master_password" {
  type    = string
  default = null
}

variable "master_username" {
  type    = string
  default = null
}

variable "port" {
  type    = string
  default = null
}

variable "preferred_backup_window" {
  type    = string
  default = "02:00-03:00"
}

variable "replication_source_identifier" {
  type    = string
  default = null
}

variable "restore_to_point_in_time" {
  type    = map(string)
  default = {}
}

variable "scaling_configuration" {
  type    = map(string)
  default = {}
}

variable "serverlessv2_scaling_configuration" {
  type    = map(string)
  default = {}
}

variable "skip_final_snapshot" {
  type    = bool
  default = false
}

variable "snapshot_identifier" {
  type    = string
  default = null
}

variable "storage_encrypted" {
  type    = bool
  default = true
}

variable "storage_type" {
  type    = string
  default = null
}

variable "cluster_tags" {
  type    = map(string)
  default = {}
}

variable "vpc_security_group_ids" {
  type    = list(string)
  default = []
}

variable "instances" {
  type    = any
  default = {}
}

variable "auto_minor_version_upgrade" {
  type    = bool
  default = null
}

variable "ca_cert_identifier" {
  type    = string
  default = null
}

variable "db_parameter_group_name" {
  type    = string
  default = null
}

variable "instances_use_identifier_prefix" {
  type    = bool
  default = false
}

variable "instance_class" {
  type    = string
  default = ""
}

variable "monitoring_interval" {
  type    = number
  default = 0
}

variable "performance_insights_enabled" {
  type    = bool
  default = null
}

variable "performance_insights_kms_key_id" {
  type    = string
  default = null
}

variable "performance_insights_retention_period" {
  type    = number
  default = null
}

variable "publicly_accessible" {
  type    = bool
  default = null
}

variable "create_monitoring_role" {
  type    = bool
  default = true
}

variable "monitoring_role_arn" {
  type    = string
  default = ""
}

variable "create_security_group" {
  type    = bool
  default = true
}

variable "security_group_name" {
  type    = string
  default = ""
}

variable "vpc_id" {
  type    = string
  default = ""
}

variable "security_group_rules" {
  type    = any
  default = {}
}

variable "create_db_cluster_parameter_group" {
  type    = bool
  default = false
}

variable "db_cluster_parameter_group_name" {
  type    = string
  default = null
}

variable "db_cluster_parameter_group_use_name_prefix" {
  type    = bool
  default = true
}

variable "db_cluster_parameter_group_family" {
  type    = string
  default = ""
}

variable "db_cluster_parameter_group_parameters" {
  type    = list(map(string))
  default = []
}

variable "create_db_parameter_group" {
  type    = bool
  default = false
}

variable "db_parameter_group_use_name_prefix" {
  type    = bool
  default = true
}

variable "db_parameter_group_family" {
  type    = string
  default = ""
}

variable "db_parameter_group_parameters" {
  type    = list(map(string))
  default = []
}

variable "putin_khuylo" {
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

variable "db_cluster_instance_class" {
  type    = string
  default = null
}

# Variables that decide none.
variable "allow_major_version_upgrade" { default = null }
variable "apply_immediately" { default = null }
variable "autoscaling_enabled" { default = null }
variable "autoscaling_max_capacity" { default = null }
variable "autoscaling_min_capacity" { default = null }
variable "autoscaling_policy_name" { default = null }
variable "autoscaling_scale_in_cooldown" { default = null }
variable "autoscaling_scale_out_cooldown" { default = null }
variable "autoscaling_target_connections" { default = null }
variable "autoscaling_target_cpu" { default = null }
variable "cloudwatch_log_group_skip_destroy" { default = null }
variable "cloudwatch_log_group_tags" { default = null }
variable "cluster_ca_cert_identifier" { default = null }
variable "cluster_members" { default = null }
variable "cluster_timeouts" { default = null }
variable "compute_redundancy" { default = null }
variable "create_db_cluster_activity_stream" { default = null }
variable "create_shard_group" { default = null }
variable "db_cluster_activity_stream_kms_key_id" { default = null }
variable "db_cluster_activity_stream_mode" { default = null }
variable "db_cluster_db_instance_parameter_group_name" { default = null }
variable "db_cluster_parameter_group_description" { default = null }
variable "db_parameter_group_description" { default = null }
variable "db_shard_group_identifier" { default = null }
variable "domain" { default = null }
variable "domain_iam_role_name" { default = null }
variable "enable_global_write_forwarding" { default = null }
variable "enable_local_write_forwarding" { default = null }
variable "endpoints" { default = null }
variable "engine_lifecycle_support" { default = null }
variable "engine_native_audit_fields_included" { default = null }
variable "iam_role_description" { default = null }
variable "iam_role_force_detach_policies" { default = null }
variable "iam_role_managed_policy_arns" { default = null }
variable "iam_role_max_session_duration" { default = null }
variable "iam_role_name" { default = null }
variable "iam_role_path" { default = null }
variable "iam_role_permissions_boundary" { default = null }
variable "iam_role_use_name_prefix" { default = null }
variable "iam_roles" { default = null }
variable "instance_timeouts" { default = null }
variable "iops" { default = null }
variable "master_user_password_rotate_immediately" { default = null }
variable "max_acu" { default = null }
variable "min_acu" { default = null }
variable "network_type" { default = null }
variable "predefined_metric_type" { default = null }
variable "preferred_maintenance_window" { default = null }
variable "s3_import" { default = null }
variable "security_group_description" { default = null }
variable "security_group_tags" { default = null }
variable "security_group_use_name_prefix" { default = null }
variable "shard_group_tags" { default = null }
variable "shard_group_timeouts" { default = null }
variable "source_region" { default = null }
