# Variables that decide a verdict.
variable "create" {
  type    = bool
  default = true
}

variable "name" {
  type    = string
  default = ""
}

variable "outpost_config" {
  type = object({
    control_plane_instance_type = optional(string)
    control_plane_placement = optional(object({
      group_name = string
    }))
    outpost_arns = list(string)
  })
  default = null
}

variable "encryption_config" {
  type = object({
    provider_key_arn = optional(string)
    resources        = optional(list(string), ["secrets"])
  })
  default = {}
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

variable "kms_key_rotation_period_in_days" {
  type    = number
  default = null
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
  type = map(object({
    create                 = optional(bool)
    name                   = optional(string)
    create_launch_template = optional(bool)
    launch_template_name   = optional(string)
    block_device_mappings = optional(map(object({
      device_name = optional(string)
      ebs = optional(object({
        encrypted   = optional(bool)
        kms_key_id  = optional(string)
        snapshot_id = optional(string)
        volume_size = optional(number)
      }))
      no_device    = optional(string)
      virtual_name = optional(string)
    })))
  }))
  default = null
}

variable "eks_managed_node_groups" {
  type = map(object({
    create                     = optional(bool)
    name                       = optional(string)
    create_launch_template     = optional(bool)
    use_custom_launch_template = optional(bool)
    launch_template_name       = optional(string)
    block_device_mappings = optional(map(object({
      device_name = optional(string)
      ebs = optional(object({
        encrypted   = optional(bool)
        kms_key_id  = optional(string)
        snapshot_id = optional(string)
        volume_size = optional(number)
      }))
      no_device    = optional(string)
      virtual_name = optional(string)
    })))
  }))
  default = null
}

variable "putin_khuylo" {
  type    = bool
  default = true
}

# Variables that decide none.
variable "prefix_separator" { default = "-" }
variable "region" { default = null }
variable "tags" { default = {} }
variable "kubernetes_version" { default = null }
variable "enabled_log_types" { default = ["audit", "api", "authenticator"] }
variable "deletion_protection" { default = null }
variable "force_update_version" { default = null }
variable "authentication_mode" { default = "API_AND_CONFIG_MAP" }
variable "compute_config" { default = null }
variable "control_plane_scaling_config" { default = null }
variable "upgrade_policy" { default = null }
variable "remote_network_config" { default = null }
variable "zonal_shift_config" { default = null }
variable "additional_security_group_ids" { default = [] }
variable "control_plane_subnet_ids" { default = [] }
variable "subnet_ids" { default = [] }
variable "endpoint_private_access" { default = true }
variable "endpoint_public_access" { default = false }
variable "endpoint_public_access_cidrs" { default = ["0.0.0.0/0"] }
variable "ip_family" { default = "ipv4" }
variable "service_ipv4_cidr" { default = null }
variable "service_ipv6_cidr" { default = null }
variable "attach_encryption_policy" { default = true }
variable "cluster_tags" { default = {} }
variable "create_primary_security_group_tags" { default = true }
variable "timeouts" { default = null }
variable "access_entries" { default = {} }
variable "enable_cluster_creator_admin_permissions" { default = false }
variable "kms_key_description" { default = null }
variable "kms_key_aliases" { default = [] }
variable "cloudwatch_log_group_tags" { default = {} }
variable "create_security_group" { default = true }
variable "security_group_id" { default = "" }
variable "vpc_id" { default = null }
variable "security_group_name" { default = null }
variable "security_group_use_name_prefix" { default = true }
variable "security_group_description" { default = "EKS cluster security group" }
variable "security_group_additional_rules" { default = {} }
variable "security_group_tags" { default = {} }
variable "create_cni_ipv6_iam_policy" { default = false }
variable "create_node_security_group" { default = true }
variable "node_security_group_id" { default = "" }
variable "node_security_group_name" { default = null }
variable "node_security_group_use_name_prefix" { default = true }
variable "node_security_group_description" { default = "EKS node shared security group" }
variable "node_security_group_additional_rules" { default = {} }
variable "node_security_group_enable_recommended_rules" { default = true }
variable "node_security_group_tags" { default = {} }
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
variable "iam_role_tags" { default = {} }
variable "encryption_policy_use_name_prefix" { default = true }
variable "encryption_policy_name" { default = null }
variable "encryption_policy_description" { default = "Cluster encryption policy to allow cluster role to utilize CMK provided" }
variable "encryption_policy_path" { default = null }
variable "encryption_policy_tags" { default = {} }
variable "dataplane_wait_duration" { default = "30s" }
variable "enable_auto_mode_custom_tags" { default = true }
variable "create_auto_mode_iam_resources" { default = false }
variable "addons" { default = null }
variable "addons_timeouts" { default = {} }
variable "identity_providers" { default = null }
variable "create_node_iam_role" { default = true }
variable "node_iam_role_name" { default = null }
variable "node_iam_role_use_name_prefix" { default = true }
variable "node_iam_role_path" { default = null }
variable "node_iam_role_description" { default = null }
variable "node_iam_role_permissions_boundary" { default = null }
variable "node_iam_role_additional_policies" { default = {} }
variable "node_iam_role_tags" { default = {} }
variable "fargate_profiles" { default = null }
