# Variables that decide a verdict.
variable "create" {
  type    = bool
  default = true
}

variable "create_launch_template" {
  type    = bool
  default = true
}

variable "use_custom_launch_template" {
  type    = bool
  default = true
}

variable "launch_template_name" {
  type    = string
  default = null
}

variable "launch_template_use_name_prefix" {
  type    = bool
  default = true
}

variable "block_device_mappings" {
  type    = any
  default = {}
}

variable "name" {
  type    = string
  default = ""
}

# Variables that decide none.
variable "tags" { default = {} }
variable "platform" { default = "linux" }
variable "enable_bootstrap_user_data" { default = false }
variable "cluster_name" { default = null }
variable "cluster_endpoint" { default = "" }
variable "cluster_auth_base64" { default = "" }
variable "cluster_service_cidr" { default = "" }
variable "cluster_service_ipv4_cidr" { default = null }
variable "pre_bootstrap_user_data" { default = "" }
variable "post_bootstrap_user_data" { default = "" }
variable "bootstrap_extra_args" { default = "" }
variable "user_data_template_path" { default = "" }
variable "cloudinit_pre_nodeadm" { default = [] }
variable "cloudinit_post_nodeadm" { default = [] }
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
variable "capacity_reservation_specification" { default = {} }
variable "cpu_options" { default = {} }
variable "credit_specification" { default = {} }
variable "elastic_gpu_specifications" { default = {} }
variable "elastic_inference_accelerator" { default = {} }
variable "enclave_options" { default = {} }
variable "instance_market_options" { default = {} }
variable "maintenance_options" { default = {} }
variable "license_specifications" { default = {} }
variable "metadata_options" { default = null }
variable "enable_monitoring" { default = true }
variable "enable_efa_support" { default = false }
variable "enable_efa_only" { default = false }
variable "efa_indices" { default = [0] }
variable "network_interfaces" { default = [] }
variable "placement" { default = {} }
variable "create_placement_group" { default = false }
variable "placement_group_strategy" { default = "cluster" }
variable "private_dns_name_options" { default = {} }
variable "launch_template_tags" { default = {} }
variable "tag_specifications" { default = ["instance", "volume", "network-interface"] }
variable "subnet_ids" { default = null }
variable "placement_group_az" { default = null }
variable "min_size" { default = 0 }
variable "max_size" { default = 3 }
variable "desired_size" { default = 1 }
variable "use_name_prefix" { default = true }
variable "ami_type" { default = null }
variable "ami_release_version" { default = null }
variable "use_latest_ami_release_version" { default = false }
variable "capacity_type" { default = "ON_DEMAND" }
variable "disk_size" { default = null }
variable "force_update_version" { default = null }
variable "instance_types" { default = null }
variable "labels" { default = null }
variable "cluster_version" { default = null }
variable "launch_template_version" { default = null }
variable "remote_access" { default = {} }
variable "taints" { default = {} }
variable "update_config" { default = null }
variable "node_repair_config" { default = null }
variable "timeouts" { default = {} }
variable "create_iam_role" { default = true }
variable "cluster_ip_family" { default = "ipv4" }
variable "iam_role_arn" { default = null }
variable "iam_role_name" { default = null }
variable "iam_role_use_name_prefix" { default = true }
variable "iam_role_path" { default = null }
variable "iam_role_description" { default = null }
variable "iam_role_permissions_boundary" { default = null }
variable "iam_role_attach_cni_policy" { default = true }
variable "iam_role_additional_policies" { default = {} }
variable "iam_role_tags" { default = {} }
variable "create_iam_role_policy" { default = true }
variable "iam_role_policy_statements" { default = [] }
variable "create_schedule" { default = true }
variable "schedules" { default = {} }
