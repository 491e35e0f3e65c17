# Variables that decide a verdict.
variable "create" {
  type    = bool
  default = true
}

variable "tags" {
  type    = map(string)
  default = {}
}

variable "name" {
  type = string
}

variable "create_launch_template" {
  type    = bool
  default = true
}

variable "block_device_mappings" {
  type    = list(object({
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

variable "ebs_optimized" {
  type    = bool
  default = null
}

variable "image_id" {
  type    = string
  default = null
}

variable "instance_type" {
  type    = string
  default = null
}

variable "launch_template_name" {
  type    = string
  default = ""
}

variable "launch_template_use_name_prefix" {
  type    = bool
  default = true
}

variable "metadata_options" {
  type    = object({
    http_endpoint               = optional(string, "enabled")
    http_protocol_ipv6          = optional(string)
    http_put_response_hop_limit = optional(number, 1)
    http_tokens                 = optional(string, "required")
    instance_metadata_tags      = optional(string)
  })
  default = {
    http_endpoint               = "enabled"
    http_put_response_hop_limit = 1
    http_tokens                 = "required"
  }
}

variable "network_interfaces" {
  type    = list(object({
    associate_carrier_ip_address = optional(bool)
    associate_public_ip_address  = optional(bool)
    connection_tracking_specification = optional(object({
      tcp_established_timeout = optional(number)
      udp_stream_timeout      = optional(number)
      udp_timeout             = optional(number)
    }))
    delete_on_termination = optional(bool)
    description           = optional(string)
    device_index          = optional(number)
    ena_srd_specification = optional(object({
      ena_srd_enabled = optional(bool)
      ena_srd_udp_specification = optional(object({
        ena_srd_udp_enabled = optional(bool)
      }))
    }))
    interface_type       = optional(string)
    ipv4_address_count   = optional(number)
    ipv4_addresses       = optional(list(string))
    ipv4_prefix_count    = optional(number)
    ipv4_prefixes        = optional(list(string))
    ipv6_address_count   = optional(number)
    ipv6_addresses       = optional(list(string))
    ipv6_prefix_count    = optional(number)
    ipv6_prefixes        = optional(list(string))
    network_card_index   = optional(number)
    network_interface_id = optional(string)
    primary_ipv6         = optional(bool)
    private_ip_address   = optional(string)
    security_groups      = optional(list(string), [])
    subnet_id            = optional(string)
  }))
  default = null
}

variable "user_data" {
  type    = string
  default = null
}

variable "security_groups" {
  type    = list(string)
  default = []
}

variable "launch_template_tags" {
  type    = map(string)
  default = {}
}

variable "create_iam_instance_profile" {
  type    = bool
  default = false
}

variable "iam_instance_profile_name" {
  type    = string
  default = null
}

variable "iam_role_name" {
  type    = string
  default = null
}

variable "iam_role_use_name_prefix" {
  type    = bool
  default = true
}

# Variables that decide none.
variable "autoscaling_group_tags" { default = null }
variable "autoscaling_group_tags_not_propagate_at_launch" { default = null }
variable "availability_zone_distribution" { default = null }
variable "availability_zones" { default = null }
variable "capacity_rebalance" { default = null }
variable "capacity_reservation_specification" { default = null }
variable "context" { default = null }
variable "cpu_options" { default = null }
variable "create_scaling_policy" { default = true }
variable "create_schedule" { default = true }
variable "create_traffic_source_attachment" { default = false }
variable "credit_specification" { default = null }
variable "default_cooldown" { default = null }
variable "default_instance_warmup" { default = null }
variable "default_version" { default = null }
variable "delete_timeout" { default = null }
variable "desired_capacity" { default = null }
variable "desired_capacity_type" { default = null }
variable "disable_api_stop" { default = null }
variable "disable_api_termination" { default = null }
variable "elastic_gpu_specifications" { default = {} }
variable "elastic_inference_accelerator" { default = {} }
variable "enable_monitoring" { default = null }
variable "enabled_metrics" { default = null }
variable "enclave_options" { default = null }
variable "force_delete" { default = null }
variable "force_delete_warm_pool" { default = null }
variable "health_check_grace_period" { default = null }
variable "health_check_type" { default = null }
variable "hibernation_options" { default = null }
variable "iam_instance_profile_arn" { default = null }
variable "iam_role_description" { default = null }
variable "iam_role_path" { default = null }
variable "iam_role_permissions_boundary" { default = null }
variable "iam_role_policies" { default = null }
variable "iam_role_tags" { default = null }
variable "ignore_desired_capacity_changes" { default = null }
variable "ignore_failed_scaling_activities" { default = null }
variable "initial_lifecycle_hooks" { default = null }
variable "instance_initiated_shutdown_behavior" { default = null }
variable "instance_maintenance_policy" { default = null }
variable "instance_market_options" { default = null }
variable "instance_name" { default = null }
variable "instance_refresh" { default = null }
variable "instance_requirements" { default = null }
variable "kernel_id" { default = null }
variable "key_name" { default = null }
variable "launch_template_description" { default = null }
variable "launch_template_id" { default = null }
variable "launch_template_version" { default = null }
variable "license_specifications" { default = null }
variable "load_balancers" { default = [] }
variable "maintenance_options" { default = null }
variable "max_instance_lifetime" { default = null }
variable "max_size" { default = null }
variable "metrics_granularity" { default = null }
variable "min_elb_capacity" { default = null }
variable "min_size" { default = null }
variable "mixed_instances_policy" { default = null }
variable "network_performance_options" { default = null }
variable "placement" { default = null }
variable "placement_group" { default = null }
variable "private_dns_name_options" { default = null }
variable "protect_from_scale_in" { default = null }
variable "putin_khuylo" { default = null }
variable "ram_disk_id" { default = null }
variable "region" { default = null }
variable "scaling_policies" { default = null }
variable "schedules" { default = null }
variable "secondary_interfaces" { default = null }
variable "service_linked_role_arn" { default = null }
variable "suspended_processes" { default = null }
variable "tag_specifications" { default = null }
variable "target_group_arns" { default = [] }
variable "termination_policies" { default = null }
variable "timeouts" { default = null }
variable "traffic_source_attachments" { default = null }
variable "traffic_source_identifier" { default = "" }
variable "traffic_source_type" { default = "elbv2" }
variable "update_default_version" { default = null }
variable "use_mixed_instances_policy" { default = null }
variable "use_name_prefix" { default = null }
variable "vpc_zone_identifier" { default = null }
variable "wait_for_capacity_timeout" { default = null }
variable "wait_for_elb_capacity" { default = null }
variable "warm_pool" { default = null }
variable "launch_template" { default = null }
variable "availability_zone" { default = null }
variable "user_data_base64" { default = null }
