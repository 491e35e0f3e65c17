# Variables that decide a verdict.
variable "create" {
  type    = bool
  default = true
}

variable "name" {
  type    = string
  default = "msk" # to avoid: Error: cluster_name must be 1 characters or higher
}

variable "kafka_version" {
  type    = string
  default = null
}

variable "number_of_broker_nodes" {
  type    = number
  default = null
}

variable "enhanced_monitoring" {
  type    = string
  default = null
}

variable "broker_node_client_subnets" {
  type    = list(string)
  default = []
}

variable "broker_node_instance_type" {
  type    = string
  default = null
}

variable "broker_node_security_groups" {
  type    = list(string)
  default = []
}

variable "client_authentication_tls_certificate_authority_arns" {
  type    = list(string)
  default = []
}

variable "client_authentication_sasl_iam" {
  type    = bool
  default = false
}

variable "client_authentication_sasl_scram" {
  type    = bool
  default = false
}

variable "encryption_in_transit_client_broker" {
  type    = string
  default = null
}

variable "encryption_in_transit_in_cluster" {
  type    = bool
  default = null
}

variable "encryption_at_rest_kms_key_arn" {
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

variable "tags" {
  type    = map(string)
  default = {}
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

# Variables that decide none.
variable "broker_node_ebs_volume_size" { default = null }
variable "jmx_exporter_enabled" { default = false }
variable "node_exporter_enabled" { default = false }
variable "timeouts" { default = {} }
variable "configuration_name" { default = null }
variable "configuration_description" { default = null }
variable "configuration_server_properties" { default = {} }
variable "create_scram_secret_association" { default = false }
variable "scram_secret_association_secret_arn_list" { default = [] }
variable "scaling_max_capacity" { default = 250 }
variable "scaling_role_arn" { default = null }
variable "scaling_target_value" { default = 70 }
variable "create_schema_registry" { default = true }
variable "schema_registries" { default = {} }
variable "schemas" { default = {} }
variable "connect_custom_plugins" { default = {} }
variable "connect_custom_plugin_timeouts" { default = null }
variable "create_connect_worker_configuration" { default = false }
variable "connect_worker_config_name" { default = null }
variable "connect_worker_config_description" { default = null }
variable "connect_worker_config_properties_file_content" { default = null }
