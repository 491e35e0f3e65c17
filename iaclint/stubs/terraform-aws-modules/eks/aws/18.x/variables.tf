# Variables that decide a verdict.
variable "create" {
  type    = bool
  default = true
}

variable "cluster_name" {
  type    = string
  default = ""
}

variable "cluster_encryption_config" { default = [] }

variable "create_kms_key" {
  type    = bool
  default = false
}

variable "kms_key_deletion_window_in_days" {
  type    = number
  default = null
}

variable "enable_kms_key_rotation" {
  type    = bool
  default = true
}

variable "kms_key_enable_default_policy" {
  type    = bool
  default = false
}

variable "kms_key_owners" {
  type    = list(string)
  default = []
}

variable "kms_key_administrators" {
  type    = list(string)
  default = []
}

variable "kms_key_users" {
  type    = list(string)
  default = []
}

variable "kms_key_service_users" {
  type    = list(string)
  default = []
}

variable "kms_key_source_policy_documents" {
  type    = list(string)
  default = []
}

variable "kms_key_override_policy_documents" {
  type    = list(string)
  default = []
}

variable "create_cloudwatch_log_group" {
  type    = bool
  default = true
}

variable "cloudwatch_log_group_retention_in_days" {
  type    = number
  default = 90
}

variable "cloudwatch_log_group_kms_key_id" {
  type    = string
  default = null
}

variable "self_managed_node_groups" {
  type    = any
  default = {}
}

variable "self_managed_node_group_defaults" {
  type    = any
  default = {}
}

variable "eks_managed_node_groups" {
  type    = any
  default = {}
}

variable "eks_managed_node_group_defaults" {
  type    = any
  default = {}
}

variable "putin_khuylo" {
  type    = bool
  default = true
}

# Variables that decide none.
variable "attach_cluster_encryption_policy" { default = true }
variable "aws_auth_accounts" { default = [] }
variable "aws_auth_fargate_profile_pod_execution_role_arns" { default = [] }
variable "aws_auth_node_iam_role_arns_non_windows" { default = [] }
variable "aws_auth_node_iam_role_arns_windows" { default = [] }
variable "aws_auth_roles" { default = [] }
variable "aws_auth_users" { default = [] }
variable "cluster_additional_security_group_ids" { default = [] }
variable "cluster_addons" { default = {} }
variable "cluster_enabled_log_types" { default = ["audit", "api", "authenticator"] }
variable "cluster_encryption_policy_description" { default = "Cluster encryption policy to allow cluster role to utilize CMK provided" }
variable "cluster_encryption_policy_name" { default = null }
variable "cluster_encryption_policy_path" { default = null }
variable "cluster_encryption_policy_tags" { default = {} }
variable "cluster_encryption_policy_use_name_prefix" { default = true }
variable "cluster_endpoint_private_access" { default = false }
variable "cluster_endpoint_public_access" { default = true }
variable "cluster_endpoint_public_access_cidrs" { default = ["0.0.0.0/0"] }
variable "cluster_iam_role_dns_suffix" { default = null }
variable "cluster_identity_providers" { default = {} }
variable "cluster_ip_family" { default = null }
variable "cluster_security_group_additional_rules" { default = {} }
variable "cluster_security_group_description" { default = "EKS cluster security group" }
variable "cluster_security_group_id" { default = "" }
variable "cluster_security_group_name" { default = null }
variable "cluster_security_group_tags" { default = {} }
variable "cluster_security_group_use_name_prefix" { default = true }
variable "cluster_service_ipv4_cidr" { default = null }
variable "cluster_tags" { default = {} }
variable "cluster_timeouts" { default = {} }
variable "cluster_version" { default = null }
variable "control_plane_subnet_ids" { default = [] }
variable "create_aws_auth_configmap" { default = false }
variable "create_cluster_primary_security_group_tags" { default = true }
variable "create_cluster_security_group" { default = true }
variable "create_cni_ipv6_iam_policy" { default = false }
variable "create_iam_role" { default = true }
variable "create_node_security_group" { default = true }
variable "custom_oidc_thumbprints" { default = [] }
variable "enable_irsa" { default = true }
variable "fargate_profile_defaults" { default = {} }
variable "fargate_profiles" { default = {} }
variable "iam_role_additional_policies" { default = [] }
variable "iam_role_arn" { default = null }
variable "iam_role_description" { default = null }
variable "iam_role_name" { default = null }
variable "iam_role_path" { default = null }
variable "iam_role_permissions_boundary" { default = null }
variable "iam_role_tags" { default = {} }
variable "iam_role_use_name_prefix" { default = true }
variable "kms_key_aliases" { default = [] }
variable "kms_key_description" { default = null }
variable "manage_aws_auth_configmap" { default = false }
variable "node_security_group_additional_rules" { default = {} }
variable "node_security_group_description" { default = "EKS node shared security group" }
variable "node_security_group_id" { default = "" }
variable "node_security_group_name" { default = null }
variable "node_security_group_tags" { default = {} }
variable "node_security_group_use_name_prefix" { default = true }
variable "openid_connect_audiences" { default = [] }
variable "prefix_separator" { default = "-" }
variable "subnet_ids" { default = [] }
variable "tags" { default = {} }
variable "vpc_id" { default = null }
variable "node_security_group_ntp_ipv4_cidr_block" { default = null }
variable "node_security_group_ntp_ipv6_cidr_block" { default = null }
