# Variables that decide a verdict.
variable "create" {
  type    = bool
  default = true
}

variable "create_cluster" {
  type    = bool
  default = false
}

variable "auto_minor_version_upgrade" {
  type    = bool
  default = null
}

variable "automatic_failover_enabled" {
  type    = bool
  default = null
}

variable "availability_zone" {
  type    = string
  default = null
}

variable "az_mode" {
  type    = string
  default = null
}

variable "cluster_id" {
  type    = string
  default = ""
}

variable "engine" {
  type    = string
  default = "redis"
}

variable "engine_version" {
  type    = string
  default = null
}

variable "final_snapshot_identifier" {
  type    = string
  default = null
}

variable "log_delivery_configuration" {
  type = any
  default = {
    slow-log = {
      destination_type = "cloudwatch-logs"
      log_format       = "json"
    }
  }
}

variable "node_type" {
  type    = string
  default = null
}

variable "num_cache_nodes" {
  type    = number
  default = 1
}

variable "port" {
  type    = number
  default = null
}

variable "preferred_availability_zones" {
  type    = list(string)
  default = []
}

variable "security_group_ids" {
  type    = list(string)
  default = []
}

variable "snapshot_retention_limit" {
  type    = number
  default = null
}

variable "snapshot_window" {
  type    = string
  default = null
}

variable "transit_encryption_enabled" {
  type    = bool
  default = true
}

variable "transit_encryption_mode" {
  type    = string
  default = null
}

variable "create_replication_group" {
  type    = bool
  default = true
}

variable "auth_token" {
  type    = string
  default = null
}

variable "at_rest_encryption_enabled" {
  type    = bool
  default = true
}

variable "description" {
  type    = string
  default = null
}

variable "global_replication_group_id" {
  type    = string
  default = null
}

variable "kms_key_arn" {
  type    = string
  default = null
}

variable "multi_az_enabled" {
  type    = bool
  default = false
}

variable "num_cache_clusters" {
  type    = number
  default = null
}

variable "num_node_groups" {
  type    = number
  default = null
}

variable "replicas_per_node_group" {
  type    = number
  default = null
}

variable "replication_group_id" {
  type    = string
  default = null
}

variable "user_group_ids" {
  type    = list(string)
  default = null
}

variable "cluster_mode_enabled" {
  type    = bool
  default = false
}

variable "create_primary_global_replication_group" {
  type    = bool
  default = false
}

variable "create_secondary_global_replication_group" {
  type    = bool
  default = false
}

variable "create_parameter_group" {
  type    = bool
  default = false
}

variable "parameter_group_name" {
  type    = string
  default = null
}

variable "create_subnet_group" {
  type    = bool
  default = true
}

variable "subnet_group_name" {
  type    = string
  default = null
}

variable "create_security_group" {
  type    = bool
  default = true
}

variable "security_group_name" {
  type    = string
  default = null
}

variable "vpc_id" {
  type    = string
  default = null
}

variable "security_group_rules" {
  type    = any
  default = {}
}

# Variables that decide none.
variable "apply_immediately" { default = null }
variable "auth_token_update_strategy" { default = null }
variable "cluster_mode" { default = null }
variable "data_tiering_enabled" { default = null }
variable "global_replication_group_id_suffix" { default = null }
variable "ip_discovery" { default = null }
variable "maintenance_window" { default = null }
variable "network_type" { default = null }
variable "notification_topic_arn" { default = null }
variable "outpost_mode" { default = null }
variable "parameter_group_description" { default = null }
variable "parameter_group_family" { default = null }
variable "parameters" { default = null }
variable "preferred_cache_cluster_azs" { default = null }
variable "preferred_outpost_arn" { default = null }
variable "security_group_description" { default = null }
variable "security_group_names" { default = null }
variable "security_group_tags" { default = null }
variable "security_group_use_name_prefix" { default = null }
variable "snapshot_arns" { default = null }
variable "snapshot_name" { default = null }
variable "subnet_group_description" { default = null }
variable "subnet_ids" { default = null }
variable "tags" { default = null }
variable "timeouts" { default = null }
