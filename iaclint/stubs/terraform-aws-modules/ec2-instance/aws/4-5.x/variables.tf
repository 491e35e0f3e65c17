# Variables that decide a verdict.
variable "create" {
  type    = bool
  default = true
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

variable "ebs_block_device" {
  type    = list(any)
  default = []
}

variable "instance_type" {
  type    = string
  default = "t3.micro"
}

variable "launch_template" {
  type    = map(string)
  default = {}
}

variable "root_block_device" {
  type    = list(any)
  default = []
}

variable "subnet_id" {
  type    = string
  default = null
}

variable "user_data" {
  type    = string
  default = null
}

variable "user_data_base64" {
  type    = string
  default = null
}

variable "vpc_security_group_ids" {
  type    = list(string)
  default = null
}

variable "create_spot_instance" {
  type    = bool
  default = false
}

variable "putin_khuylo" {
  type    = bool
  default = true
}

# Variables that decide none.
variable "name" { default = "" }
variable "ami_ssm_parameter" { default = "/aws/service/ami-amazon-linux-latest/amzn2-ami-hvm-x86_64-gp2" }
variable "maintenance_options" { default = {} }
variable "availability_zone" { default = null }
variable "capacity_reservation_specification" { default = {} }
variable "cpu_credits" { default = null }
variable "disable_api_termination" { default = null }
variable "ebs_optimized" { default = null }
variable "enclave_options_enabled" { default = null }
variable "ephemeral_block_device" { default = [] }
variable "get_password_data" { default = null }
variable "hibernation" { default = null }
variable "host_id" { default = null }
variable "iam_instance_profile" { default = null }
variable "instance_initiated_shutdown_behavior" { default = null }
variable "instance_tags" { default = {} }
variable "ipv6_address_count" { default = null }
variable "ipv6_addresses" { default = null }
variable "key_name" { default = null }
variable "metadata_options" { default = null }
variable "monitoring" { default = null }
variable "network_interface" { default = [] }
variable "private_dns_name_options" { default = {} }
variable "placement_group" { default = null }
variable "private_ip" { default = null }
variable "secondary_private_ips" { default = null }
variable "source_dest_check" { default = null }
variable "tags" { default = {} }
variable "tenancy" { default = null }
variable "user_data_replace_on_change" { default = null }
variable "volume_tags" { default = {} }
variable "enable_volume_tags" { default = true }
variable "timeouts" { default = {} }
variable "cpu_options" { default = {} }
variable "cpu_core_count" { default = null }
variable "cpu_threads_per_core" { default = null }
variable "spot_price" { default = null }
variable "spot_wait_for_fulfillment" { default = null }
variable "spot_type" { default = null }
variable "spot_launch_group" { default = null }
variable "spot_block_duration_minutes" { default = null }
variable "spot_instance_interruption_behavior" { default = null }
variable "spot_valid_until" { default = null }
variable "spot_valid_from" { default = null }
variable "disable_api_stop" { default = null }
variable "create_iam_instance_profile" { default = false }
variable "iam_role_name" { default = null }
variable "iam_role_use_name_prefix" { default = true }
variable "iam_role_path" { default = null }
variable "iam_role_description" { default = null }
variable "iam_role_permissions_boundary" { default = null }
variable "iam_role_policies" { default = {} }
variable "iam_role_tags" { default = {} }
variable "create_eip" { default = false }
variable "eip_domain" { default = "vpc" }
variable "eip_tags" { default = {} }
