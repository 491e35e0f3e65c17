# Variables that decide a verdict.
variable "create" {
  type    = bool
  default = true
}

variable "tags" {
  type    = map(string)
  default = {}
}

variable "advanced_options" {
  type    = map(string)
  default = {}
}

variable "advanced_security_options" {
  type = any
  default = {
    enabled                = true
    anonymous_auth_enabled = false
  }
}

variable "cluster_config" {
  type = any
  default = {
    dedicated_master_enabled = true
  }
}

variable "cognito_options" {
  type    = any
  default = {}
}

variable "domain_endpoint_options" {
  type = any
  default = {
    enforce_https       = true
    tls_security_policy = "Policy-Min-TLS-1-2-2019-07"
  }
}

variable "domain_name" {
  type    = string
  default = ""
}

variable "ebs_options" {
  type = any
  default = {
    ebs_enabled = true
    volume_size = 64
    volume_type = "gp3"
  }
}

variable "encrypt_at_rest" {
  type = any
  default = {
    enabled = true
  }
}

variable "engine_version" {
  type    = string
  default = null
}

variable "log_publishing_options" {
  type = any
  default = [
    { log_type = "INDEX_SLOW_LOGS" },
    { log_type = "SEARCH_SLOW_LOGS" },
  ]
}

variable "node_to_node_encryption" {
  type = any
  default = {
    enabled = true
  }
}

variable "vpc_options" {
  type    = any
  default = {}
}

variable "enable_access_policy" {
  type    = bool
  default = true
}

variable "create_access_policy" {
  type    = bool
  default = true
}

variable "access_policies" {
  type    = string
  default = null
}

variable "access_policy_statements" {
  type    = any
  default = {}
}

variable "access_policy_source_policy_documents" {
  type    = list(string)
  default = []
}

variable "access_policy_override_policy_documents" {
  type    = list(string)
  default = []
}

variable "create_cloudwatch_log_groups" {
  type    = bool
  default = true
}

variable "cloudwatch_log_group_retention_in_days" {
  type    = number
  default = 60
}

variable "cloudwatch_log_group_kms_key_id" {
  type    = string
  default = null
}

variable "cloudwatch_log_group_skip_destroy" {
  type    = bool
  default = null
}

variable "cloudwatch_log_group_class" {
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

variable "security_group_use_name_prefix" {
  type    = bool
  default = true
}

variable "security_group_description" {
  type    = string
  default = null
}

variable "security_group_rules" {
  type    = any
  default = {}
}

# Variables that decide none.
variable "aiml_options" { default = null }
variable "auto_tune_options" { default = null }
variable "cloudwatch_log_resource_policy_name" { default = null }
variable "create_cloudwatch_log_resource_policy" { default = null }
variable "create_saml_options" { default = null }
variable "deployment_strategy_options" { default = null }
variable "identity_center_options" { default = null }
variable "ip_address_type" { default = null }
variable "off_peak_window_options" { default = null }
variable "outbound_connections" { default = null }
variable "package_associations" { default = null }
variable "region" { default = null }
variable "saml_options" { default = null }
variable "security_group_tags" { default = null }
variable "software_update_options" { default = null }
variable "timeouts" { default = null }
variable "vpc_endpoints" { default = null }
