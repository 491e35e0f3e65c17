# Variables that decide a verdict.
variable "create" {
  type    = bool
  default = true
}

variable "create_launch_template" {
  type    = bool
  default = true
}

variable "launch_template_name" {
  type    = string
  default = ""
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
variable "ami_id" { default = "" }
variable "ami_release_version" { default = null }
variable "ami_type" { default = null }
variable "bootstrap_extra_args" { default = "" }
variable "capacity_reservation_specification" { default = {} }
variable "capacity_type" { default = "ON_DEMAND" }
variable "cluster_auth_base64" { default = "" }
variable "cluster_endpoint" { default = "" }
variable "cluster_ip_family" { default = null }
variable "cluster_name" { default = null }
variable "cluster_primary_security_group_id" { default = null }
variable "cluster_service_ipv4_cidr" { default = null }
variable "cluster_version" { default = null }
variable "cpu_options" { default = {} }
variable "create_iam_role" { default = true }
variable "credit_specification" { default = {} }
variable "desired_size" { default = 1 }
variable "disable_api_termination" { default = null }
variable "disk_size" { default = null }
variable "ebs_optimized" { default = null }
variable "elastic_gpu_specifications" { default = {} }
variable "elastic_inference_accelerator" { default = {} }
variable "enable_bootstrap_user_data" { default = false }
variable "enable_monitoring" { default = true }
variable "enclave_options" { default = {} }
variable "force_update_version" { default = null }
variable "iam_role_additional_policies" { default = [] }
variable "iam_role_arn" { default = null }
variable "iam_role_attach_cni_policy" { default = true }
variable "iam_role_description" { default = null }
variable "iam_role_name" { default = null }
variable "iam_role_path" { default = null }
variable "iam_role_permissions_boundary" { default = null }
variable "iam_role_tags" { default = {} }
variable "iam_role_use_name_prefix" { default = true }
variable "instance_market_options" { default = {} }
variable "instance_types" { default = null }
variable "kernel_id" { default = null }
variable "key_name" { default = null }
variable "labels" { default = null }
variable "launch_template_default_version" { default = null }
variable "launch_template_description" { default = null }
variable "launch_template_tags" { default = {} }
variable "launch_template_version" { default = null }
variable "license_specifications" { default = {} }
variable "max_size" { default = 3 }
variable "metadata_options" { default = null }
variable "min_size" { default = 0 }
variable "network_interfaces" { default = [] }
variable "placement" { default = {} }
variable "platform" { default = "linux" }
variable "post_bootstrap_user_data" { default = "" }
variable "pre_bootstrap_user_data" { default = "" }
variable "ram_disk_id" { default = null }
variable "remote_access" { default = {} }
variable "subnet_ids" { default = null }
variable "tags" { default = {} }
variable "taints" { default = {} }
variable "timeouts" { default = {} }
variable "update_config" { default = null }
variable "update_launch_template_default_version" { default = true }
variable "use_name_prefix" { default = true }
variable "user_data_template_path" { default = "" }
variable "vpc_security_group_ids" { default = [] }
variable "create_security_group" { default = null }
variable "security_group_name" { default = null }
variable "security_group_use_name_prefix" { default = null }
variable "security_group_description" { default = null }
variable "vpc_id" { default = null }
variable "security_group_rules" { default = null }
variable "cluster_security_group_id" { default = null }
variable "security_group_tags" { default = null }
