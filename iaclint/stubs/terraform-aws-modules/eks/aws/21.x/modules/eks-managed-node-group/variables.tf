# Variables that decide a verdict.
variable "create" {
  type     = bool
  default  = true
  nullable = false
}

variable "create_launch_template" {
  type     = bool
  default  = true
  nullable = false
}

variable "use_custom_launch_template" {
  type     = bool
  default  = true
  nullable = false
}

variable "launch_template_name" {
  type    = string
  default = null
}

variable "launch_template_use_name_prefix" {
  type     = bool
  default  = true
  nullable = false
}

variable "block_device_mappings" {
  type = map(object({
    device_name = optional(string)
    ebs = optional(object({
      delete_on_termination      = optional(bool)
      encrypted                  = optional(bool)
      iops                       = optional(number)
      kms_key_id                 = optional(string)
      snapshot_id                = optional(string)
      throughput                 = optional(number)
      volume_initialization_rate = optional(number)
      volume_size                = optional(number)
      volume_type                = optional(string)
    }))
    no_device    = optional(string)
    virtual_name = optional(string)
  }))
  default = null
}

variable "name" {
  type    = string
  default = ""
}

# Variables that decide none.
variable "tags" { default = {} }
variable "region" { default = null }
variable "partition" { default = "" }
variable "account_id" { default = "" }
variable "enable_bootstrap_user_data" { default = false }
variable "cluster_name" { default = "" }
variable "cluster_endpoint" { default = null }
variable "cluster_auth_base64" { default = null }
variable "cluster_service_cidr" { default = null }
variable "pre_bootstrap_user_data" { default = null }
variable "post_bootstrap_user_data" { default = null }
variable "bootstrap_extra_args" { default = null }
variable "user_data_template_path" { default = null }
variable "cloudinit_pre_nodeadm" { default = null }
variable "cloudinit_post_nodeadm" { default = null }
variable "launch_template_id" { default = "" }
variable "launch_template_description" { default = null }
variable "ebs_optimized" { default = null }
variable "ami_id" { default = "" }
variable "key_name" { default = null }
variable "vpc_security_group_ids" { default = [] }
variable "cluster_primary_security_group_id" { default = null }
variable "launch_template_default_version" { default = null }
variable "update_launch_template_default_version" { default = true }
variable "disable_api_termination" { default = null }
variable "kernel_id" { default = null }
variable "ram_disk_id" { default = null }
variable "capacity_reservation_specification" { default = null }
variable "cpu_options" { default = null }
variable "credit_specification" { default = null }
variable "enclave_options" { default = null }
variable "instance_market_options" { default = null }
variable "maintenance_options" { default = null }
variable "license_specifications" { default = null }
variable "metadata_options" { default = null }
variable "enable_monitoring" { default = false }
variable "enable_efa_support" { default = false }
variable "enable_efa_only" { default = true }
variable "efa_indices" { default = [0] }
variable "network_interfaces" { default = [] }
variable "placement" { default = null }
variable "create_placement_group" { default = false }
variable "private_dns_name_options" { default = null }
variable "launch_template_tags" { default = {} }
variable "tag_specifications" { default = ["instance", "volume", "network-interface"] }
variable "subnet_ids" { default = null }
variable "min_size" { default = 1 }
variable "max_size" { default = 3 }
variable "desired_size" { default = 1 }
variable "use_name_prefix" { default = true }
variable "ami_type" { default = "AL2023_x86_64_STANDARD" }
variable "ami_release_version" { default = null }
variable "use_latest_ami_release_version" { default = true }
variable "capacity_type" { default = "ON_DEMAND" }
variable "disk_size" { default = null }
variable "force_update_version" { default = null }
variable "instance_types" { default = null }
variable "labels" { default = null }
variable "kubernetes_version" { default = null }
variable "launch_template_version" { default = null }
variable "remote_access" { default = null }
variable "taints" { default = null }
variable "update_config" { default = null }
variable "node_repair_config" { default = null }
variable "timeouts" { default = null }
variable "create_iam_role" { default = true }
variable "cluster_ip_family" { default = "ipv4" }
variable "iam_role_arn" { default = null }
variable "iam_role_name" { default = null }
variable "iam_role_use_name_prefix" { default = true }
variable "iam_role_path" { default = null }
variable "iam_role_description" { default = "EKS managed node group IAM role" }
variable "iam_role_permissions_boundary" { default = null }
variable "iam_role_attach_cni_policy" { default = true }
variable "iam_role_additional_policies" { default = {} }
variable "iam_role_tags" { default = {} }
variable "create_iam_role_policy" { default = true }
variable "iam_role_policy_statements" { default = null }
variable "create_security_group" { default = true }
variable "security_group_name" { default = null }
variable "security_group_use_name_prefix" { default = true }
variable "security_group_description" { default = null }
variable "security_group_ingress_rules" { default = {} }
variable "security_group_egress_rules" { default = {} }
variable "security_group_tags" { default = {} }
