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

variable "cluster_ca_cert_identifier" {
  type    = string
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
  default = true
}

variable "database_insights_mode" {
  type    = string
  default = null
}

variable "database_name" {
  type    = string
  default = null
}

variable "cluster_instance_class" {
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

variable "master_password_wo" {
  type      = string
  default   = null
  ephemeral = true
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
  default = null
}

variable "replication_source_identifier" {
  type    = string
  default = null
}

variable "restore_to_point_in_time" {
  type    = object({
    restore_to_time            = optional(string)
    restore_type               = optional(string)
    source_cluster_identifier  = optional(string)
    source_cluster_resource_id = optional(string)
    use_latest_restorable_time = optional(bool)
  })
  default = null
}

variable "scaling_configuration" {
  type    = object({
    auto_pause               = optional(bool)
    max_capacity             = optional(number)
    min_capacity             = optional(number)
    seconds_before_timeout   = optional(number)
    seconds_until_auto_pause = optional(number)
    timeout_action           = optional(string)
  })
  default = null
}

variable "serverlessv2_scaling_configuration" {
  type    = object({
    max_capacity             = number
    min_capacity             = optional(number)
    seconds_until_auto_pause = optional(number)
  })
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
  type     = map(object({
    apply_immediately                     = optional(bool)
    auto_minor_version_upgrade            = optional(bool)
    availability_zone                     = optional(string)
    ca_cert_identifier                    = optional(string)
    copy_tags_to_snapshot                 = optional(bool, true)
    custom_iam_instance_profile           = optional(string)
    db_parameter_group_name               = optional(string)
    db_subnet_group_name                  = optional(string)
    identifier                            = optional(string)
    identifier_prefix                     = optional(string)
    instance_class                        = optional(string)
    monitoring_interval                   = optional(number)
    monitoring_role_arn                   = optional(string)
    performance_insights_enabled          = optional(bool)
    performance_insights_kms_key_id       = optional(string)
    performance_insights_retention_period = optional(number)
    preferred_maintenance_window          = optional(string)
    promotion_tier                        = optional(number)
    publicly_accessible                   = optional(bool)
    tags                                  = optional(map(string), {})
  }))
  default  = {}
  nullable = false
}

variable "instances_use_identifier_prefix" {
  type    = bool
  default = false
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

variable "security_group_ingress_rules" {
  type     = map(object({
    name = optional(string)
    cidr_ipv4                    = optional(string)
    cidr_ipv6                    = optional(string)
    description                  = optional(string)
    from_port                    = optional(number)
    ip_protocol                  = optional(string, "tcp")
    prefix_list_id               = optional(string)
    referenced_security_group_id = optional(string)
    region                       = optional(string)
    tags                         = optional(map(string), {})
    to_port                      = optional(number)
  }))
  default  = {}
  nullable = false
}

variable "cluster_parameter_group_name" {
  type    = string
  default = null
}

variable "cluster_parameter_group" {
  type    = object({
    name            = optional(string)
    use_name_prefix = optional(bool, true)
    description     = optional(string)
    family          = string
    parameters = optional(list(object({
      name         = string
      value        = string
      apply_method = optional(string, "immediate")
    })))
  })
  default = null
}

variable "db_parameter_group" {
  type    = object({
    name            = optional(string)
    use_name_prefix = optional(bool, true)
    description     = optional(string)
    family          = string
    parameters = optional(list(object({
      name         = string
      value        = string
      apply_method = optional(string, "immediate")
    })))
  })
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

variable "putin_khuylo" {
  type    = bool
  default = true
}

variable "cloudwatch_log_group_class" {
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
variable "cluster_activity_stream" { default = null }
variable "cluster_db_instance_parameter_group_name" { default = null }
variable "cluster_members" { default = null }
variable "cluster_timeouts" { default = null }
variable "domain" { default = null }
variable "domain_iam_role_name" { default = null }
variable "enable_global_write_forwarding" { default = null }
variable "enable_local_write_forwarding" { default = null }
variable "endpoints" { default = null }
variable "engine_lifecycle_support" { default = null }
variable "iam_role_description" { default = null }
variable "iam_role_max_session_duration" { default = null }
variable "iam_role_name" { default = null }
variable "iam_role_path" { default = null }
variable "iam_role_permissions_boundary" { default = null }
variable "iam_role_use_name_prefix" { default = null }
variable "instance_timeouts" { default = null }
variable "iops" { default = null }
variable "master_password_wo_version" { default = null }
variable "master_user_password_rotate_immediately" { default = null }
variable "network_type" { default = null }
variable "predefined_metric_type" { default = null }
variable "preferred_maintenance_window" { default = null }
variable "region" { default = null }
variable "role_associations" { default = null }
variable "s3_import" { default = null }
variable "security_group_description" { default = null }
variable "security_group_egress_rules" { default = null }
variable "security_group_tags" { default = null }
variable "security_group_use_name_prefix" { default = null }
variable "shard_group" { default = null }
variable "source_region" { default = null }
