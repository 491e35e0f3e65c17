# Variables that decide a verdict.
variable "create" {
  type    = bool
  default = true
}

variable "name" {
  type    = string
  default = ""
}

variable "ami" {
  type    = string
  default = null
}

variable "ignore_ami_changes" {
  type    = bool
  default = false
}

variable "associate_public_ip_address" {
  type    = bool
  default = null
}

variable "availability_zone" {
  type    = string
  default = null
}

variable "ebs_optimized" {
  type    = bool
  default = null
}

variable "instance_type" {
  type    = string
  default = "t3.micro"
}

variable "launch_template" {
  type    = object({
    id      = optional(string)
    name    = optional(string)
    version = optional(string)
  })
  default = null
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

variable "monitoring" {
  type    = bool
  default = null
}

variable "network_interface" {
  type    = map(object({
    delete_on_termination = optional(bool)
    device_index          = optional(number)
    network_card_index    = optional(number)
    network_interface_id  = string
  }))
  default = null
}

variable "root_block_device" {
  type    = object({
    delete_on_termination = optional(bool)
    encrypted             = optional(bool)
    iops                  = optional(number)
    kms_key_id            = optional(string)
    tags                  = optional(map(string))
    throughput            = optional(number)
    size                  = optional(number)
    type                  = optional(string)
  })
  default = null
}

variable "subnet_id" {
  type    = string
  default = null
}

variable "tags" {
  type    = map(string)
  default = {}
}

variable "user_data" {
  type    = string
  default = null
}

variable "user_data_base64" {
  type    = string
  default = null
}

variable "volume_tags" {
  type    = map(string)
  default = {}
}

variable "vpc_security_group_ids" {
  type    = list(string)
  default = []
}

variable "create_spot_instance" {
  type    = bool
  default = false
}

variable "ebs_volumes" {
  type    = map(object({
    encrypted                  = optional(bool)
    final_snapshot             = optional(bool)
    iops                       = optional(number)
    kms_key_id                 = optional(string)
    multi_attach_enabled       = optional(bool)
    outpost_arn                = optional(string)
    size                       = optional(number)
    snapshot_id                = optional(string)
    tags                       = optional(map(string), {})
    throughput                 = optional(number)
    type                       = optional(string, "gp3")
    volume_initialization_rate = optional(number)
    device_name                    = optional(string)
    force_detach                   = optional(bool)
    skip_destroy                   = optional(bool)
    stop_instance_before_detaching = optional(bool)
  }))
  default = null
}

variable "create_iam_instance_profile" {
  type    = bool
  default = false
}

variable "iam_role_name" {
  type    = string
  default = null
}

variable "iam_role_use_name_prefix" {
  type    = bool
  default = true
}

variable "create_security_group" {
  type    = bool
  default = true
}

variable "security_group_name" {
  type    = string
  default = null
}

variable "security_group_use_name_prefix" {
  type    = bool
  default = true
}

variable "security_group_vpc_id" {
  type    = string
  default = null
}

variable "security_group_ingress_rules" {
  type    = map(object({
    cidr_ipv4                    = optional(string)
    cidr_ipv6                    = optional(string)
    description                  = optional(string)
    from_port                    = optional(number)
    ip_protocol                  = optional(string, "tcp")
    prefix_list_id               = optional(string)
    referenced_security_group_id = optional(string)
    tags                         = optional(map(string), {})
    to_port                      = optional(number)
  }))
  default = null
}

variable "putin_khuylo" {
  type    = bool
  default = true
}

# Variables that decide none.
variable "ami_ssm_parameter" { default = null }
variable "capacity_reservation_specification" { default = null }
variable "cpu_credits" { default = null }
variable "cpu_options" { default = null }
variable "create_eip" { default = null }
variable "disable_api_stop" { default = null }
variable "disable_api_termination" { default = null }
variable "eip_domain" { default = null }
variable "eip_tags" { default = null }
variable "enable_primary_ipv6" { default = null }
variable "enable_volume_tags" { default = null }
variable "enclave_options_enabled" { default = null }
variable "ephemeral_block_device" { default = null }
variable "force_destroy" { default = null }
variable "get_password_data" { default = null }
variable "hibernation" { default = null }
variable "host_id" { default = null }
variable "host_resource_group_arn" { default = null }
variable "iam_instance_profile" { default = null }
variable "iam_role_description" { default = null }
variable "iam_role_path" { default = null }
variable "iam_role_permissions_boundary" { default = null }
variable "iam_role_policies" { default = null }
variable "iam_role_tags" { default = null }
variable "instance_initiated_shutdown_behavior" { default = null }
variable "instance_market_options" { default = null }
variable "instance_tags" { default = null }
variable "ipv6_address_count" { default = null }
variable "ipv6_addresses" { default = null }
variable "key_name" { default = null }
variable "maintenance_options" { default = null }
variable "placement_group" { default = null }
variable "placement_group_id" { default = null }
variable "placement_partition_number" { default = null }
variable "private_dns_name_options" { default = null }
variable "private_ip" { default = null }
variable "region" { default = null }
variable "secondary_network_interface" { default = null }
variable "secondary_private_ips" { default = null }
variable "security_group_description" { default = null }
variable "security_group_egress_rules" { default = null }
variable "security_group_tags" { default = null }
variable "source_dest_check" { default = null }
variable "spot_instance_interruption_behavior" { default = null }
variable "spot_launch_group" { default = null }
variable "spot_price" { default = null }
variable "spot_type" { default = null }
variable "spot_valid_from" { default = null }
variable "spot_valid_until" { default = null }
variable "spot_wait_for_fulfillment" { default = null }
variable "tenancy" { default = null }
variable "timeouts" { default = null }
variable "user_data_replace_on_change" { default = null }
