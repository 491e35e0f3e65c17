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

variable "create_security_group" {
  type    = bool
  default = true
}

variable "create_elasticsearch_user_role" {
  type    = bool
  default = true
}

variable "ingress_port_range_start" {
  type    = number
  default = 0
}

variable "ingress_port_range_end" {
  type    = number
  default = 65535
}

variable "allowed_cidr_blocks" {
  type    = list(string)
  default = []
}

variable "vpc_enabled" {
  type    = bool
  default = true
}

variable "vpc_id" {
  type    = string
  default = null
}

variable "subnet_ids" {
  type    = list(string)
  default = []
}

variable "elasticsearch_version" {
  type    = string
  default = "7.10"
}

variable "instance_type" {
  type    = string
  default = "t2.small.elasticsearch"
}

variable "instance_count" {
  type    = number
  default = 4
}

variable "iam_role_arns" {
  type    = list(string)
  default = []
}

variable "iam_authorizing_role_arns" {
  type    = list(string)
  default = []
}

variable "iam_actions" {
  type    = list(string)
  default = []
}

variable "anonymous_iam_actions" {
  type    = list(string)
  default = []
}

variable "zone_awareness_enabled" {
  type    = bool
  default = true
}

variable "encrypt_at_rest_enabled" {
  type    = bool
  default = true
}

variable "encrypt_at_rest_kms_key_id" {
  type    = string
  default = ""
}

variable "domain_endpoint_options_enforce_https" {
  type    = bool
  default = true
}

variable "domain_endpoint_options_tls_security_policy" {
  type    = string
  default = "Policy-Min-TLS-1-2-2019-07"
}

variable "log_publishing_index_enabled" {
  type    = bool
  default = false
}

variable "log_publishing_search_enabled" {
  type    = bool
  default = false
}

variable "log_publishing_audit_enabled" {
  type    = bool
  default = false
}

variable "log_publishing_application_enabled" {
  type    = bool
  default = false
}

variable "log_publishing_index_cloudwatch_log_group_arn" {
  type    = string
  default = ""
}

variable "log_publishing_search_cloudwatch_log_group_arn" {
  type    = string
  default = ""
}

variable "log_publishing_audit_cloudwatch_log_group_arn" {
  type    = string
  default = ""
}

variable "log_publishing_application_cloudwatch_log_group_arn" {
  type    = string
  default = ""
}

variable "dedicated_master_enabled" {
  type    = bool
  default = false
}

variable "dedicated_master_count" {
  type    = number
  default = 0
}

variable "elasticsearch_domain_name" {
  type    = string
  default = ""

  validation {
    condition     = var.elasticsearch_domain_name == "" || can(regex("^[a-z][a-z0-9-]{2,27}$", var.elasticsearch_domain_name))
    error_message = "Must be a name of 3 to 28 characters."
  }
}

variable "node_to_node_encryption_enabled" {
  type    = bool
  default = false
}

variable "advanced_security_options_enabled" {
  type    = bool
  default = false
}

variable "advanced_security_options_internal_user_database_enabled" {
  type    = bool
  default = false
}

variable "advanced_security_options_master_user_arn" {
  type    = string
  default = ""
}

variable "advanced_security_options_master_user_name" {
  type    = string
  default = ""
}

variable "advanced_security_options_master_user_password" {
  type    = string
  default = ""
}

variable "aws_service_type" {
  type    = string
  default = "elasticsearch"

  validation {
    condition     = contains(["elasticsearch", "opensearch"], var.aws_service_type)
    error_message = "Must be elasticsearch or opensearch."
  }
}

variable "advanced_security_options_anonymous_auth_enabled" {
  type    = bool
  default = false
}

variable "access_policies" {
  type    = string
  default = ""

  validation {
    condition     = var.access_policies == "" || can(jsondecode(var.access_policies))
    error_message = "Must be JSON."
  }
}

# Variables that decide none.
variable "advanced_options" { default = null }
variable "auto_tune" { default = null }
variable "automated_snapshot_start_hour" { default = null }
variable "availability_zone_count" { default = null }
variable "aws_ec2_service_name" { default = null }
variable "cognito_authentication_enabled" { default = null }
variable "cognito_iam_role_arn" { default = null }
variable "cognito_identity_pool_id" { default = null }
variable "cognito_user_pool_id" { default = null }
variable "cold_storage_enabled" { default = null }
variable "create_iam_service_linked_role" { default = null }
variable "custom_endpoint" { default = null }
variable "custom_endpoint_certificate_arn" { default = null }
variable "custom_endpoint_enabled" { default = null }
variable "dedicated_master_type" { default = null }
variable "dns_zone_id" { default = null }
variable "domain_hostname_enabled" { default = null }
variable "ebs_iops" { default = null }
variable "ebs_throughput" { default = null }
variable "ebs_volume_size" { default = null }
variable "ebs_volume_type" { default = null }
variable "elasticsearch_subdomain_name" { default = null }
variable "iam_irsa_openid_connect_provider_arn" { default = null }
variable "iam_irsa_openid_connect_provider_url" { default = null }
variable "iam_irsa_service_account" { default = null }
variable "iam_irsa_service_accounts" { default = null }
variable "iam_role_max_session_duration" { default = null }
variable "iam_role_permissions_boundary" { default = null }
variable "kibana_hostname_enabled" { default = null }
variable "kibana_subdomain_name" { default = null }
variable "multi_az_with_standby_enabled" { default = null }
variable "warm_count" { default = null }
variable "warm_enabled" { default = null }
variable "warm_type" { default = null }
