# Variables that decide a verdict.
variable "create" {
  type    = bool
  default = true
}

variable "cluster_name" {
  type    = string
  default = ""
}

variable "outpost_config" {
  type    = any
  default = {}
}

variable "cluster_encryption_config" {
  type = any
  default = {
    resources = ["secrets"]
  }
}

variable "create_kms_key" {
  type    = bool
  default = true
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
  default = true
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

variable "cloudwatch_log_group_class" {
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
variable "tags" { default = {} }
variable "prefix_separator" { default = "-" }
variable "cluster_version" { default = null }
variable "cluster_enabled_log_types" { default = ["audit", "api", "authenticator"] }
variable "cluster_force_update_version" { default = null }
variable "authentication_mode" { default = "API_AND_CONFIG_MAP" }
variable "cluster_compute_config" { default = {} }
variable "cluster_upgrade_policy" { default = {} }
variable "cluster_remote_network_config" { default = {} }
variable "cluster_zonal_shift_config" { default = {} }
variable "cluster_additional_security_group_ids" { default = [] }
variable "control_plane_subnet_ids" { default = [] }
variable "subnet_ids" { default = [] }
variable "cluster_endpoint_private_access" { default = true }
variable "cluster_endpoint_public_access" { default = false }
variable "cluster_endpoint_public_access_cidrs" { default = ["0.0.0.0/0"] }
variable "cluster_ip_family" { default = "ipv4" }
variable "cluster_service_ipv4_cidr" { default = null }
variable "cluster_service_ipv6_cidr" { default = null }
variable "attach_cluster_encryption_policy" { default = true }
variable "cluster_tags" { default = {} }
variable "create_cluster_primary_security_group_tags" { default = true }
variable "cluster_timeouts" { default = {} }
variable "bootstrap_self_managed_addons" { default = null }
variable "access_entries" { default = {} }
variable "enable_cluster_creator_admin_permissions" { default = false }
variable "kms_key_description" { default = null }
variable "kms_key_aliases" { default = [] }
variable "cloudwatch_log_group_tags" { default = {} }
variable "create_cluster_security_group" { default = true }
variable "cluster_security_group_id" { default = "" }
variable "vpc_id" { default = null }
variable "cluster_security_group_name" { default = null }
variable "cluster_security_group_use_name_prefix" { default = true }
variable "cluster_security_group_description" { default = "EKS cluster security group" }
variable "cluster_security_group_additional_rules" { default = {} }
variable "cluster_security_group_tags" { default = {} }
variable "create_cni_ipv6_iam_policy" { default = false }
variable "create_node_security_group" { default = true }
variable "node_security_group_id" { default = "" }
variable "node_security_group_name" { default = null }
variable "node_security_group_use_name_prefix" { default = true }
variable "node_security_group_description" { default = "EKS node shared security group" }
variable "node_security_group_additional_rules" { default = {} }
variable "node_security_group_enable_recommended_rules" { default = true }
variable "node_security_group_tags" { default = {} }
variable "enable_efa_support" { default = false }
variable "enable_irsa" { default = true }
variable "openid_connect_audiences" { default = [] }
variable "include_oidc_root_ca_thumbprint" { default = true }
variable "custom_oidc_thumbprints" { default = [] }
variable "create_iam_role" { default = true }
variable "iam_role_arn" { default = null }
variable "iam_role_name" { default = null }
variable "iam_role_use_name_prefix" { default = true }
variable "iam_role_path" { default = null }
variable "iam_role_description" { default = null }
variable "iam_role_permissions_boundary" { default = null }
variable "iam_role_additional_policies" { default = {} }
variable "enable_security_groups_for_pods" { default = true }
variable "iam_role_tags" { default = {} }
variable "cluster_encryption_policy_use_name_prefix" { default = true }
variable "cluster_encryption_policy_name" { default = null }
variable "cluster_encryption_policy_description" { default = "Cluster encryption policy to allow cluster role to utilize CMK provided" }
variable "cluster_encryption_policy_path" { default = null }
variable "cluster_encryption_policy_tags" { default = {} }
variable "dataplane_wait_duration" { default = "30s" }
variable "enable_auto_mode_custom_tags" { default = true }
variable "cluster_addons" { default = {} }
variable "cluster_addons_timeouts" { default = {} }
variable "cluster_identity_providers" { default = {} }
variable "create_node_iam_role" { default = true }
variable "node_iam_role_name" { default = null }
variable "node_iam_role_use_name_prefix" { default = true }
variable "node_iam_role_path" { default = null }
variable "node_iam_role_description" { default = null }
variable "node_iam_role_permissions_boundary" { default = null }
variable "node_iam_role_policy_statements" { default = [] }
variable "enable_node_custom_tags_permissions" { default = true }
variable "node_iam_role_additional_policies" { default = {} }
variable "node_iam_role_tags" { default = {} }
variable "fargate_profiles" { default = {} }
variable "fargate_profile_defaults" { default = {} }
