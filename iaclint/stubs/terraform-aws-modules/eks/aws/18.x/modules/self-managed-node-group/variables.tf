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
variable "ami_id" { default = "" }
variable "autoscaling_group_tags" { default = {} }
variable "availability_zones" { default = null }
variable "bootstrap_extra_args" { default = "" }
variable "capacity_rebalance" { default = null }
variable "capacity_reservation_specification" { default = {} }
variable "cluster_auth_base64" { default = "" }
variable "cluster_endpoint" { default = "" }
variable "cluster_ip_family" { default = null }
variable "cluster_name" { default = "" }
variable "cluster_primary_security_group_id" { default = null }
variable "cluster_version" { default = null }
variable "cpu_options" { default = {} }
variable "create_autoscaling_group" { default = true }
variable "create_iam_instance_profile" { default = true }
variable "create_schedule" { default = true }
variable "credit_specification" { default = {} }
variable "default_cooldown" { default = null }
variable "delete_timeout" { default = null }
variable "desired_size" { default = 1 }
variable "disable_api_termination" { default = null }
variable "ebs_optimized" { default = null }
variable "elastic_gpu_specifications" { default = {} }
variable "elastic_inference_accelerator" { default = {} }
variable "enable_monitoring" { default = true }
variable "enabled_metrics" { default = [] }
variable "enclave_options" { default = {} }
variable "force_delete" { default = null }
variable "health_check_grace_period" { default = null }
variable "health_check_type" { default = null }
variable "hibernation_options" { default = {} }
variable "iam_instance_profile_arn" { default = null }
variable "iam_role_additional_policies" { default = [] }
variable "iam_role_attach_cni_policy" { default = true }
variable "iam_role_description" { default = null }
variable "iam_role_name" { default = null }
variable "iam_role_path" { default = null }
variable "iam_role_permissions_boundary" { default = null }
variable "iam_role_tags" { default = {} }
variable "iam_role_use_name_prefix" { default = true }
variable "initial_lifecycle_hooks" { default = [] }
variable "instance_initiated_shutdown_behavior" { default = null }
variable "instance_market_options" { default = {} }
variable "instance_refresh" { default = null }
variable "instance_type" { default = "" }
variable "kernel_id" { default = null }
variable "key_name" { default = null }
variable "launch_template_default_version" { default = null }
variable "launch_template_description" { default = null }
variable "launch_template_tags" { default = {} }
variable "launch_template_version" { default = null }
variable "license_specifications" { default = {} }
variable "max_instance_lifetime" { default = null }
variable "max_size" { default = 3 }
variable "metadata_options" { default = null }
variable "metrics_granularity" { default = null }
variable "min_elb_capacity" { default = null }
variable "min_size" { default = 0 }
variable "mixed_instances_policy" { default = null }
variable "network_interfaces" { default = [] }
variable "placement" { default = {} }
variable "placement_group" { default = null }
variable "platform" { default = null }
variable "post_bootstrap_user_data" { default = "" }
variable "pre_bootstrap_user_data" { default = "" }
variable "protect_from_scale_in" { default = false }
variable "ram_disk_id" { default = null }
variable "schedules" { default = {} }
variable "service_linked_role_arn" { default = null }
variable "subnet_ids" { default = null }
variable "suspended_processes" { default = [] }
variable "tags" { default = {} }
variable "target_group_arns" { default = [] }
variable "termination_policies" { default = [] }
variable "update_launch_template_default_version" { default = true }
variable "use_mixed_instances_policy" { default = false }
variable "use_name_prefix" { default = true }
variable "user_data_template_path" { default = "" }
variable "vpc_security_group_ids" { default = [] }
variable "wait_for_capacity_timeout" { default = null }
variable "wait_for_elb_capacity" { default = null }
variable "warm_pool" { default = {} }
variable "use_default_tags" { default = null }
variable "create_security_group" { default = null }
variable "security_group_name" { default = null }
variable "security_group_use_name_prefix" { default = null }
variable "security_group_description" { default = null }
variable "vpc_id" { default = null }
variable "security_group_rules" { default = null }
variable "cluster_security_group_id" { default = null }
variable "security_group_tags" { default = null }
variable "propagate_tags" { default = null }
