# Variables that decide a verdict.
variable "create" {
  type    = bool
  default = true
}

variable "tags" {
  type    = map(string)
  default = {}
}

variable "broker_node_client_subnets" {
  type    = list(string)
  default = []
}

variable "broker_node_connectivity_info" {
  type    = any
  default = null
}

variable "broker_node_instance_type" {
  type    = string
  default = null
}

variable "broker_node_security_groups" {
  type    = list(string)
  default = []
}

variable "client_authentication" {
  type    = any
  default = null
}

variable "name" {
  type    = string
  default = "msk"
}

variable "encryption_at_rest_kms_key_arn" {
  type    = string
  default = null
}

variable "encryption_in_transit_client_broker" {
  type    = string
  default = null
}

variable "encryption_in_transit_in_cluster" {
  type    = bool
  default = null
}

variable "enhanced_monitoring" {
  type    = string
  default = null
}

variable "kafka_version" {
  type    = string
  default = null
}

variable "cloudwatch_logs_enabled" {
  type    = bool
  default = false
}

variable "firehose_logs_enabled" {
  type    = bool
  default = false
}

variable "firehose_delivery_stream" {
  type    = string
  default = null
}

variable "s3_logs_enabled" {
  type    = bool
  default = false
}

variable "s3_logs_bucket" {
  type    = string
  default = null
}

variable "s3_logs_prefix" {
  type    = string
  default = null
}

variable "number_of_broker_nodes" {
  type    = number
  default = null
}

variable "create_configuration" {
  type    = bool
  default = true
}

variable "configuration_arn" {
  type    = string
  default = null
}

variable "configuration_revision" {
  type    = number
  default = null
}

variable "create_cloudwatch_log_group" {
  type    = bool
  default = true
}

variable "cloudwatch_log_group_name" {
  type    = string
  default = null
}

variable "cloudwatch_log_group_retention_in_days" {
  type    = number
  default = 0
}

variable "cloudwatch_log_group_kms_key_id" {
  type    = string
  default = null
}

variable "cloudwatch_log_group_class" {
  type    = string
  default = null
}

# Variables that decide none.
variable "broker_node_az_distribution" { default = null }
variable "broker_node_storage_info" { default = null }
variable "cluster_override_policy_documents" { default = null }
variable "cluster_policy_statements" { default = null }
variable "cluster_source_policy_documents" { default = null }
variable "configuration_description" { default = null }
variable "configuration_name" { default = null }
variable "configuration_server_properties" { default = null }
variable "connect_custom_plugin_timeouts" { default = null }
variable "connect_custom_plugins" { default = null }
variable "connect_worker_config_description" { default = null }
variable "connect_worker_config_name" { default = null }
variable "connect_worker_config_properties_file_content" { default = null }
variable "create_cluster_policy" { default = null }
variable "create_connect_worker_configuration" { default = null }
variable "create_schema_registry" { default = null }
variable "create_scram_secret_association" { default = null }
variable "enable_storage_autoscaling" { default = null }
variable "jmx_exporter_enabled" { default = null }
variable "node_exporter_enabled" { default = null }
variable "rebalancing" { default = null }
variable "region" { default = null }
variable "scaling_max_capacity" { default = null }
variable "scaling_role_arn" { default = null }
variable "scaling_target_value" { default = null }
variable "schema_registries" { default = null }
variable "schemas" { default = null }
variable "scram_secret_association_secret_arn_list" { default = null }
variable "storage_mode" { default = null }
variable "timeouts" { default = null }
variable "topics" { default = null }
variable "vpc_connections" { default = null }
