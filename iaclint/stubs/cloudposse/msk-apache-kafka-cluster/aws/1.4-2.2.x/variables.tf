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

variable "create_security_group" {
  type    = bool
  default = true
}

variable "associated_security_group_ids" {
  type    = list(string)
  default = []
}

variable "kafka_version" {
  type     = string
  nullable = false
}

variable "broker_instance_type" {
  type     = string
  nullable = false
}

variable "broker_per_zone" {
  type     = number
  default  = 1
  nullable = false
}

variable "subnet_ids" {
  type     = list(string)
  nullable = false

  validation {
    condition     = length(var.subnet_ids) > 0
    error_message = "Must not be empty."
  }
}

variable "client_broker" {
  type     = string
  default  = "TLS"
  nullable = false
}

variable "encryption_in_cluster" {
  type     = bool
  default  = true
  nullable = false
}

variable "encryption_at_rest_kms_key_arn" {
  type    = string
  default = ""
}

variable "certificate_authority_arns" {
  type     = list(string)
  default  = []
  nullable = false
}

variable "client_allow_unauthenticated" {
  type     = bool
  default  = false
  nullable = false
}

variable "client_sasl_scram_enabled" {
  type     = bool
  default  = false
  nullable = false
}

variable "client_sasl_iam_enabled" {
  type     = bool
  default  = false
  nullable = false
}

variable "client_tls_auth_enabled" {
  type     = bool
  default  = false
  nullable = false
}

variable "cloudwatch_logs_enabled" {
  type     = bool
  default  = false
  nullable = false
}

variable "cloudwatch_logs_log_group" {
  type    = string
  default = null
}

variable "firehose_logs_enabled" {
  type     = bool
  default  = false
  nullable = false
}

variable "firehose_delivery_stream" {
  type    = string
  default = ""
}

variable "s3_logs_enabled" {
  type     = bool
  default  = false
  nullable = false
}

variable "s3_logs_bucket" {
  type    = string
  default = ""
}

variable "s3_logs_prefix" {
  type    = string
  default = ""
}

variable "properties" {
  type     = map(string)
  default  = {}
  nullable = false
}

variable "public_access_enabled" {
  type     = bool
  default  = false
  nullable = false
}

# Variables that decide none.
variable "additional_security_group_rules" { default = null }
variable "allow_all_egress" { default = null }
variable "allowed_cidr_blocks" { default = null }
variable "allowed_security_group_ids" { default = null }
variable "autoscaling_enabled" { default = null }
variable "broker_dns_records_count" { default = null }
variable "broker_volume_size" { default = null }
variable "client_sasl_scram_secret_association_arns" { default = null }
variable "client_sasl_scram_secret_association_enabled" { default = null }
variable "custom_broker_dns_name" { default = null }
variable "enhanced_monitoring" { default = null }
variable "inline_rules_enabled" { default = null }
variable "jmx_exporter_enabled" { default = null }
variable "node_exporter_enabled" { default = null }
variable "preserve_security_group_id" { default = null }
variable "security_group_create_before_destroy" { default = null }
variable "security_group_create_timeout" { default = null }
variable "security_group_delete_timeout" { default = null }
variable "security_group_description" { default = null }
variable "security_group_name" { default = null }
variable "security_group_rule_description" { default = null }
variable "security_groups" { default = null }
variable "storage_autoscaling_disable_scale_in" { default = null }
variable "storage_autoscaling_max_capacity" { default = null }
variable "storage_autoscaling_target_value" { default = null }
variable "vpc_id" { default = null }
variable "zone_id" { default = null }
variable "allowed_ipv6_cidr_blocks" { default = null }
variable "allowed_ipv6_prefix_list_ids" { default = null }
variable "revoke_security_group_rules_on_delete" { default = null }
