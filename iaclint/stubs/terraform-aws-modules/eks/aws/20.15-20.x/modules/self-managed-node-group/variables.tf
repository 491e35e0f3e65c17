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
variable "tags" { default = {} }
variable "platform" { default = null }
variable "cluster_name" { default = "" }
variable "cluster_endpoint" { default = "" }
variable "cluster_auth_base64" { default = "" }
variable "cluster_service_cidr" { default = "" }
variable "cluster_ip_family" { default = "ipv4" }
variable "additional_cluster_dns_ips" { default = [] }
variable "pre_bootstrap_user_data" { default = "" }
variable "post_bootstrap_user_data" { default = "" }
variable "bootstrap_extra_args" { default = "" }
variable "user_data_template_path" { default = "" }
variable "cloudinit_pre_nodeadm" { default = [] }
variable "cloudinit_post_nodeadm" { default = [] }
variable "launch_template_id" { default = "" }
variable "launch_template_description" { default = null }
variable "launch_template_default_version" { default = null }
variable "update_launch_template_default_version" { default = true }
variable "disable_api_termination" { default = null }
variable "instance_initiated_shutdown_behavior" { default = null }
variable "kernel_id" { default = null }
variable "ram_disk_id" { default = null }
variable "capacity_reservation_specification" { default = {} }
variable "cpu_options" { default = {} }
variable "credit_specification" { default = {} }
variable "elastic_gpu_specifications" { default = {} }
variable "elastic_inference_accelerator" { default = {} }
variable "enclave_options" { default = {} }
variable "hibernation_options" { default = {} }
variable "instance_market_options" { default = {} }
variable "maintenance_options" { default = {} }
variable "license_specifications" { default = {} }
variable "network_interfaces" { default = [] }
variable "placement" { default = {} }
variable "create_placement_group" { default = false }
variable "private_dns_name_options" { default = {} }
variable "ebs_optimized" { default = null }
variable "ami_id" { default = "" }
variable "ami_type" { default = "AL2_x86_64" }
variable "cluster_version" { default = null }
variable "instance_requirements" { default = {} }
variable "instance_type" { default = "" }
variable "key_name" { default = null }
variable "vpc_security_group_ids" { default = [] }
variable "cluster_primary_security_group_id" { default = null }
variable "enable_monitoring" { default = true }
variable "enable_efa_support" { default = false }
variable "enable_efa_only" { default = false }
variable "efa_indices" { default = [0] }
variable "metadata_options" { default = null }
variable "launch_template_tags" { default = {} }
variable "tag_specifications" { default = ["instance", "volume", "network-interface"] }
variable "create_autoscaling_group" { default = true }
variable "use_name_prefix" { default = true }
variable "launch_template_version" { default = null }
variable "availability_zones" { default = null }
variable "placement_group_az" { default = null }
variable "subnet_ids" { default = null }
variable "min_size" { default = 0 }
variable "max_size" { default = 3 }
variable "desired_size" { default = 1 }
variable "desired_size_type" { default = null }
variable "ignore_failed_scaling_activities" { default = null }
variable "context" { default = null }
variable "capacity_rebalance" { default = null }
variable "min_elb_capacity" { default = null }
variable "wait_for_elb_capacity" { default = null }
variable "wait_for_capacity_timeout" { default = null }
variable "default_cooldown" { default = null }
variable "default_instance_warmup" { default = null }
variable "protect_from_scale_in" { default = false }
variable "target_group_arns" { default = [] }
variable "placement_group" { default = null }
variable "health_check_type" { default = null }
variable "health_check_grace_period" { default = null }
variable "force_delete" { default = null }
variable "force_delete_warm_pool" { default = null }
variable "termination_policies" { default = [] }
variable "suspended_processes" { default = [] }
variable "max_instance_lifetime" { default = null }
variable "enabled_metrics" { default = [] }
variable "metrics_granularity" { default = null }
variable "service_linked_role_arn" { default = null }
variable "initial_lifecycle_hooks" { default = [] }
variable "instance_maintenance_policy" { default = {} }
variable "instance_refresh" { default = null }
variable "use_mixed_instances_policy" { default = false }
variable "mixed_instances_policy" { default = null }
variable "warm_pool" { default = {} }
variable "delete_timeout" { default = null }
variable "autoscaling_group_tags" { default = {} }
variable "create_iam_instance_profile" { default = true }
variable "iam_instance_profile_arn" { default = null }
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
variable "create_access_entry" { default = true }
variable "iam_role_arn" { default = null }
variable "create_schedule" { default = true }
variable "schedules" { default = {} }
