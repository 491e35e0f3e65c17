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

variable "subnets" {
  type    = list(string)
  default = []
}

variable "elasticache_subnet_group_name" {
  type    = string
  default = ""
}

variable "cluster_size" {
  type    = number
  default = 1
}

variable "port" {
  type    = number
  default = 6379
}

variable "instance_type" {
  type    = string
  default = "cache.t2.micro"
}

variable "family" {
  type    = string
  default = "redis4.0"
}

variable "engine" {
  type    = string
  default = "redis"
}

variable "engine_version" {
  type    = string
  default = "4.0.10"
}

variable "at_rest_encryption_enabled" {
  type    = bool
  default = false
}

variable "transit_encryption_enabled" {
  type    = bool
  default = true
}

variable "transit_encryption_mode" {
  type    = string
  default = null
}

variable "automatic_failover_enabled" {
  type    = bool
  default = false
}

variable "multi_az_enabled" {
  type    = bool
  default = false
}

variable "auth_token" {
  type    = string
  default = null
}

variable "kms_key_id" {
  type    = string
  default = null
}

variable "replication_group_id" {
  type    = string
  default = ""
}

variable "snapshot_arns" {
  type    = list(string)
  default = []
}

variable "snapshot_name" {
  type    = string
  default = null
}

variable "snapshot_retention_limit" {
  type    = number
  default = 0
}

variable "final_snapshot_identifier" {
  type    = string
  default = null
}

variable "cluster_mode_enabled" {
  type    = bool
  default = false
}

variable "cluster_mode_replicas_per_node_group" {
  type    = number
  default = 0
}

variable "cluster_mode_num_node_groups" {
  type    = number
  default = 0
}

variable "create_parameter_group" {
  type    = bool
  default = true
}

variable "parameter_group_name" {
  type    = string
  default = null
}

variable "description" {
  type    = string
  default = null
}

variable "user_group_ids" {
  type    = list(string)
  default = null
}

variable "auto_minor_version_upgrade" {
  type    = bool
  default = null
}

variable "serverless_enabled" {
  type    = bool
  default = false
}

variable "serverless_user_group_id" {
  type    = string
  default = null
}

variable "global_replication_group_id" {
  type    = string
  default = null
}

# Variables that decide none.
variable "additional_security_group_rules" { default = null }
variable "alarm_actions" { default = null }
variable "alarm_cpu_threshold_percent" { default = null }
variable "alarm_memory_threshold_bytes" { default = null }
variable "allow_all_egress" { default = null }
variable "allowed_cidr_blocks" { default = null }
variable "allowed_security_group_ids" { default = null }
variable "allowed_security_groups" { default = null }
variable "apply_immediately" { default = null }
variable "associated_security_group_ids" { default = null }
variable "auth_token_update_strategy" { default = null }
variable "availability_zones" { default = null }
variable "cloudwatch_metric_alarms_enabled" { default = null }
variable "create_security_group" { default = null }
variable "data_tiering_enabled" { default = null }
variable "dns_subdomain" { default = null }
variable "egress_cidr_blocks" { default = null }
variable "existing_security_groups" { default = null }
variable "inline_rules_enabled" { default = null }
variable "log_delivery_configuration" { default = null }
variable "maintenance_window" { default = null }
variable "network_type" { default = null }
variable "notification_topic_arn" { default = null }
variable "ok_actions" { default = null }
variable "parameter" { default = null }
variable "parameter_group_description" { default = null }
variable "preserve_security_group_id" { default = null }
variable "revoke_rules_on_delete" { default = null }
variable "security_group_create_before_destroy" { default = null }
variable "security_group_create_timeout" { default = null }
variable "security_group_delete_timeout" { default = null }
variable "security_group_description" { default = null }
variable "security_group_name" { default = null }
variable "serverless_cache_usage_limits" { default = null }
variable "serverless_major_engine_version" { default = null }
variable "serverless_snapshot_arns_to_restore" { default = null }
variable "serverless_snapshot_time" { default = null }
variable "snapshot_window" { default = null }
variable "target_security_group_id" { default = null }
variable "use_existing_security_groups" { default = null }
variable "vpc_id" { default = null }
variable "zone_id" { default = null }
