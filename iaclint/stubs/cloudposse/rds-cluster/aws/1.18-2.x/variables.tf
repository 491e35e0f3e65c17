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

variable "security_groups" {
  type    = list(string)
  default = []
}

variable "vpc_id" {
  type = string
}

variable "subnets" {
  type = list(string)
}

variable "instance_type" {
  type    = string
  default = "db.t2.small"
}

variable "cluster_identifier" {
  type    = string
  default = ""
}

variable "cluster_size" {
  type    = number
  default = 2
}

variable "snapshot_identifier" {
  type    = string
  default = null
}

variable "db_name" {
  type    = string
  default = ""
}

variable "db_port" {
  type    = number
  default = 3306
}

variable "manage_admin_user_password" {
  type     = bool
  default  = false
  nullable = false
}

variable "admin_user_secret_kms_key_id" {
  type    = string
  default = null
}

variable "admin_user" {
  type    = string
  default = "admin"
}

variable "admin_password" {
  type    = string
  default = ""
}

variable "retention_period" {
  type    = number
  default = 5
}

variable "cluster_parameters" {
  type    = list(object({
    apply_method = string
    name         = string
    value        = string
  }))
  default = []
}

variable "rds_cluster_parameter_group_name" {
  type    = string
  default = ""
}

variable "instance_parameters" {
  type    = list(object({
    apply_method = string
    name         = string
    value        = string
  }))
  default = []
}

variable "db_parameter_group_name" {
  type    = string
  default = ""
}

variable "db_cluster_instance_class" {
  type    = string
  default = null
}

variable "cluster_family" {
  type    = string
  default = "aurora5.6"
}

variable "engine" {
  type    = string
  default = "aurora"
}

variable "engine_mode" {
  type    = string
  default = "provisioned"
}

variable "engine_version" {
  type    = string
  default = ""
}

variable "auto_minor_version_upgrade" {
  type    = bool
  default = true
}

variable "serverlessv2_scaling_configuration" {
  type    = object({
    min_capacity             = number
    max_capacity             = number
    seconds_until_auto_pause = optional(number, null)
  })
  default = null
}

variable "restore_to_point_in_time" {
  type    = list(object({
    source_cluster_identifier  = string
    restore_type               = optional(string, "copy-on-write")
    use_latest_restorable_time = optional(bool, true)
    restore_to_time            = optional(string, null)
  }))
  default = []
}

variable "allowed_cidr_blocks" {
  type    = list(string)
  default = []
}

variable "allowed_ipv6_cidr_blocks" {
  type    = list(string)
  default = []
}

variable "publicly_accessible" {
  type    = bool
  default = false
}

variable "storage_encrypted" {
  type    = bool
  default = false
}

variable "storage_type" {
  type    = string
  default = null
}

variable "kms_key_arn" {
  type    = string
  default = ""
}

variable "skip_final_snapshot" {
  type    = bool
  default = true
}

variable "copy_tags_to_snapshot" {
  type    = bool
  default = false
}

variable "deletion_protection" {
  type    = bool
  default = false
}

variable "iam_database_authentication_enabled" {
  type    = bool
  default = false
}

variable "rds_monitoring_interval" {
  type    = number
  default = 0
}

variable "rds_monitoring_role_arn" {
  type    = string
  default = null
}

variable "enhanced_monitoring_role_enabled" {
  type    = bool
  default = false
}

variable "replication_source_identifier" {
  type    = string
  default = ""
}

variable "enabled_cloudwatch_logs_exports" {
  type    = list(string)
  default = []
}

variable "performance_insights_enabled" {
  type    = bool
  default = false
}

variable "performance_insights_kms_key_id" {
  type    = string
  default = ""
}

variable "cluster_type" {
  type    = string
  default = "regional"

  validation {
    condition     = contains(["regional", "global"], var.cluster_type)
    error_message = "Must be regional or global."
  }
}

variable "global_cluster_identifier" {
  type    = string
  default = ""
}

variable "backtrack_window" {
  type    = number
  default = 0
}

variable "enable_http_endpoint" {
  type    = bool
  default = false
}

variable "vpc_security_group_ids" {
  type    = list(string)
  default = []
}

variable "ca_cert_identifier" {
  type    = string
  default = null
}

variable "subnet_group_name" {
  type    = string
  default = ""
}

variable "intra_security_group_traffic_enabled" {
  type    = bool
  default = false
}

variable "parameter_group_name_prefix_enabled" {
  type    = bool
  default = true
}

variable "network_type" {
  type    = string
  default = "IPV4"
}

# Variables that decide none.
variable "activity_stream_enabled" { default = null }
variable "activity_stream_kms_key_id" { default = null }
variable "activity_stream_mode" { default = null }
variable "allocated_storage" { default = null }
variable "allow_major_version_upgrade" { default = null }
variable "apply_immediately" { default = null }
variable "autoscaling_enabled" { default = null }
variable "autoscaling_max_capacity" { default = null }
variable "autoscaling_min_capacity" { default = null }
variable "autoscaling_policy_type" { default = null }
variable "autoscaling_scale_in_cooldown" { default = null }
variable "autoscaling_scale_out_cooldown" { default = null }
variable "autoscaling_target_metrics" { default = null }
variable "autoscaling_target_value" { default = null }
variable "backup_window" { default = null }
variable "cluster_dns_name" { default = null }
variable "database_insights_mode" { default = null }
variable "egress_enabled" { default = null }
variable "enable_global_write_forwarding" { default = null }
variable "enable_local_write_forwarding" { default = null }
variable "enhanced_monitoring_attributes" { default = null }
variable "iam_roles" { default = null }
variable "instance_availability_zone" { default = null }
variable "instance_identifier_suffix" { default = null }
variable "iops" { default = null }
variable "maintenance_window" { default = null }
variable "performance_insights_retention_period" { default = null }
variable "promotion_tier" { default = null }
variable "rds_ri_duration" { default = null }
variable "rds_ri_offering_type" { default = null }
variable "rds_ri_reservation_id" { default = null }
variable "reader_dns_name" { default = null }
variable "s3_import" { default = null }
variable "scaling_configuration" { default = null }
variable "source_region" { default = null }
variable "timeouts_configuration" { default = null }
variable "use_reserved_instances" { default = null }
variable "zone_id" { default = null }
