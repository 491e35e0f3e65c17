variable "create_vpc" {
  type    = bool
  default = true
}

variable "enable_flow_log" {
  type    = bool
  default = false
}

variable "create_flow_log_cloudwatch_log_group" {
  type    = bool
  default = false
}

variable "create_flow_log_cloudwatch_iam_role" {
  type    = bool
  default = false
}

variable "flow_log_traffic_type" {
  type    = string
  default = "ALL"
}

variable "flow_log_destination_type" {
  type    = string
  default = "cloud-watch-logs"
}

variable "flow_log_destination_arn" {
  type    = string
  default = ""
}

variable "flow_log_cloudwatch_log_group_name_prefix" {
  type    = string
  default = "/aws/vpc-flow-log/"
}

variable "flow_log_cloudwatch_log_group_name_suffix" {
  type    = string
  default = ""
}

variable "flow_log_cloudwatch_log_group_retention_in_days" {
  type    = number
  default = null
}

variable "flow_log_cloudwatch_log_group_kms_key_id" {
  type    = string
  default = null
}

variable "flow_log_cloudwatch_log_group_class" {
  type    = string
  default = null
}

variable "flow_log_cloudwatch_log_group_skip_destroy" {
  type    = bool
  default = false
}

variable "tags" {
  type    = map(string)
  default = {}
}

variable "vpc_flow_log_tags" {
  type    = map(string)
  default = {}
}

variable "cidr" {
  type    = string
  default = null
}

variable "putin_khuylo" {
  type    = bool
  default = true
}

variable "amazon_side_asn" { default = null }
variable "assign_ipv6_address_on_creation" { default = null }
variable "azs" { default = null }
variable "create_database_internet_gateway_route" { default = null }
variable "create_database_nat_gateway_route" { default = null }
variable "create_database_subnet_group" { default = null }
variable "create_database_subnet_route_table" { default = null }
variable "create_egress_only_igw" { default = null }
variable "create_elasticache_subnet_group" { default = null }
variable "create_elasticache_subnet_route_table" { default = null }
variable "create_igw" { default = null }
variable "create_multiple_intra_route_tables" { default = null }
variable "create_multiple_public_route_tables" { default = null }
variable "create_private_nat_gateway_route" { default = null }
variable "create_redshift_subnet_group" { default = null }
variable "create_redshift_subnet_route_table" { default = null }
variable "customer_gateway_tags" { default = null }
variable "customer_gateways" { default = null }
variable "customer_owned_ipv4_pool" { default = null }
variable "database_acl_tags" { default = null }
variable "database_dedicated_network_acl" { default = null }
variable "database_inbound_acl_rules" { default = null }
variable "database_outbound_acl_rules" { default = null }
variable "database_route_table_tags" { default = null }
variable "database_subnet_assign_ipv6_address_on_creation" { default = null }
variable "database_subnet_enable_dns64" { default = null }
variable "database_subnet_enable_resource_name_dns_a_record_on_launch" { default = null }
variable "database_subnet_enable_resource_name_dns_aaaa_record_on_launch" { default = null }
variable "database_subnet_group_name" { default = null }
variable "database_subnet_group_tags" { default = null }
variable "database_subnet_ipv6_native" { default = null }
variable "database_subnet_ipv6_prefixes" { default = null }
variable "database_subnet_names" { default = null }
variable "database_subnet_private_dns_hostname_type_on_launch" { default = null }
variable "database_subnet_suffix" { default = null }
variable "database_subnet_tags" { default = null }
variable "database_subnets" { default = null }
variable "default_network_acl_egress" { default = null }
variable "default_network_acl_ingress" { default = null }
variable "default_network_acl_name" { default = null }
variable "default_network_acl_tags" { default = null }
variable "default_route_table_name" { default = null }
variable "default_route_table_propagating_vgws" { default = null }
variable "default_route_table_routes" { default = null }
variable "default_route_table_tags" { default = null }
variable "default_security_group_egress" { default = null }
variable "default_security_group_ingress" { default = null }
variable "default_security_group_name" { default = null }
variable "default_security_group_tags" { default = null }
variable "default_vpc_enable_classiclink" { default = null }
variable "default_vpc_enable_dns_hostnames" { default = null }
variable "default_vpc_enable_dns_support" { default = null }
variable "default_vpc_name" { default = null }
variable "default_vpc_tags" { default = null }
variable "dhcp_options_domain_name" { default = null }
variable "dhcp_options_domain_name_servers" { default = null }
variable "dhcp_options_ipv6_address_preferred_lease_time" { default = null }
variable "dhcp_options_netbios_name_servers" { default = null }
variable "dhcp_options_netbios_node_type" { default = null }
variable "dhcp_options_ntp_servers" { default = null }
variable "dhcp_options_tags" { default = null }
variable "elasticache_acl_tags" { default = null }
variable "elasticache_dedicated_network_acl" { default = null }
variable "elasticache_inbound_acl_rules" { default = null }
variable "elasticache_outbound_acl_rules" { default = null }
variable "elasticache_route_table_tags" { default = null }
variable "elasticache_subnet_assign_ipv6_address_on_creation" { default = null }
variable "elasticache_subnet_enable_dns64" { default = null }
variable "elasticache_subnet_enable_resource_name_dns_a_record_on_launch" { default = null }
variable "elasticache_subnet_enable_resource_name_dns_aaaa_record_on_launch" { default = null }
variable "elasticache_subnet_group_name" { default = null }
variable "elasticache_subnet_group_tags" { default = null }
variable "elasticache_subnet_ipv6_native" { default = null }
variable "elasticache_subnet_ipv6_prefixes" { default = null }
variable "elasticache_subnet_names" { default = null }
variable "elasticache_subnet_private_dns_hostname_type_on_launch" { default = null }
variable "elasticache_subnet_suffix" { default = null }
variable "elasticache_subnet_tags" { default = null }
variable "elasticache_subnets" { default = null }
variable "enable_classiclink" { default = null }
variable "enable_classiclink_dns_support" { default = null }
variable "enable_dhcp_options" { default = null }
variable "enable_dns_hostnames" { default = null }
variable "enable_dns_support" { default = null }
variable "enable_ipv6" { default = null }
variable "enable_nat_gateway" { default = null }
variable "enable_network_address_usage_metrics" { default = null }
variable "enable_public_redshift" { default = null }
variable "enable_vpn_gateway" { default = null }
variable "external_nat_ip_ids" { default = null }
variable "external_nat_ips" { default = null }
variable "flow_log_cloudwatch_iam_role_arn" { default = null }
variable "flow_log_cloudwatch_iam_role_conditions" { default = null }
variable "flow_log_deliver_cross_account_role" { default = null }
variable "flow_log_file_format" { default = null }
variable "flow_log_hive_compatible_partitions" { default = null }
variable "flow_log_log_format" { default = null }
variable "flow_log_max_aggregation_interval" { default = null }
variable "flow_log_per_hour_partition" { default = null }
variable "igw_tags" { default = null }
variable "instance_tenancy" { default = null }
variable "intra_acl_tags" { default = null }
variable "intra_dedicated_network_acl" { default = null }
variable "intra_inbound_acl_rules" { default = null }
variable "intra_outbound_acl_rules" { default = null }
variable "intra_route_table_tags" { default = null }
variable "intra_subnet_assign_ipv6_address_on_creation" { default = null }
variable "intra_subnet_enable_dns64" { default = null }
variable "intra_subnet_enable_resource_name_dns_a_record_on_launch" { default = null }
variable "intra_subnet_enable_resource_name_dns_aaaa_record_on_launch" { default = null }
variable "intra_subnet_ipv6_native" { default = null }
variable "intra_subnet_ipv6_prefixes" { default = null }
variable "intra_subnet_names" { default = null }
variable "intra_subnet_private_dns_hostname_type_on_launch" { default = null }
variable "intra_subnet_suffix" { default = null }
variable "intra_subnet_tags" { default = null }
variable "intra_subnets" { default = null }
variable "ipv4_ipam_pool_id" { default = null }
variable "ipv4_netmask_length" { default = null }
variable "ipv6_cidr" { default = null }
variable "ipv6_cidr_block_network_border_group" { default = null }
variable "ipv6_ipam_pool_id" { default = null }
variable "ipv6_netmask_length" { default = null }
variable "manage_default_network_acl" { default = null }
variable "manage_default_route_table" { default = null }
variable "manage_default_security_group" { default = null }
variable "manage_default_vpc" { default = null }
variable "map_customer_owned_ip_on_launch" { default = null }
variable "map_public_ip_on_launch" { default = null }
variable "name" { default = null }
variable "nat_eip_tags" { default = null }
variable "nat_gateway_destination_cidr_block" { default = null }
variable "nat_gateway_tags" { default = null }
variable "one_nat_gateway_per_az" { default = null }
variable "outpost_acl_tags" { default = null }
variable "outpost_arn" { default = null }
variable "outpost_az" { default = null }
variable "outpost_dedicated_network_acl" { default = null }
variable "outpost_inbound_acl_rules" { default = null }
variable "outpost_outbound_acl_rules" { default = null }
variable "outpost_subnet_assign_ipv6_address_on_creation" { default = null }
variable "outpost_subnet_enable_dns64" { default = null }
variable "outpost_subnet_enable_resource_name_dns_a_record_on_launch" { default = null }
variable "outpost_subnet_enable_resource_name_dns_aaaa_record_on_launch" { default = null }
variable "outpost_subnet_ipv6_native" { default = null }
variable "outpost_subnet_ipv6_prefixes" { default = null }
variable "outpost_subnet_names" { default = null }
variable "outpost_subnet_private_dns_hostname_type_on_launch" { default = null }
variable "outpost_subnet_suffix" { default = null }
variable "outpost_subnet_tags" { default = null }
variable "outpost_subnets" { default = null }
variable "private_acl_tags" { default = null }
variable "private_dedicated_network_acl" { default = null }
variable "private_inbound_acl_rules" { default = null }
variable "private_outbound_acl_rules" { default = null }
variable "private_route_table_tags" { default = null }
variable "private_subnet_assign_ipv6_address_on_creation" { default = null }
variable "private_subnet_enable_dns64" { default = null }
variable "private_subnet_enable_resource_name_dns_a_record_on_launch" { default = null }
variable "private_subnet_enable_resource_name_dns_aaaa_record_on_launch" { default = null }
variable "private_subnet_ipv6_native" { default = null }
variable "private_subnet_ipv6_prefixes" { default = null }
variable "private_subnet_names" { default = null }
variable "private_subnet_private_dns_hostname_type_on_launch" { default = null }
variable "private_subnet_suffix" { default = null }
variable "private_subnet_tags" { default = null }
variable "private_subnet_tags_per_az" { default = null }
variable "private_subnets" { default = null }
variable "propagate_intra_route_tables_vgw" { default = null }
variable "propagate_private_route_tables_vgw" { default = null }
variable "propagate_public_route_tables_vgw" { default = null }
variable "public_acl_tags" { default = null }
variable "public_dedicated_network_acl" { default = null }
variable "public_inbound_acl_rules" { default = null }
variable "public_outbound_acl_rules" { default = null }
variable "public_route_table_tags" { default = null }
variable "public_subnet_assign_ipv6_address_on_creation" { default = null }
variable "public_subnet_enable_dns64" { default = null }
variable "public_subnet_enable_resource_name_dns_a_record_on_launch" { default = null }
variable "public_subnet_enable_resource_name_dns_aaaa_record_on_launch" { default = null }
variable "public_subnet_ipv6_native" { default = null }
variable "public_subnet_ipv6_prefixes" { default = null }
variable "public_subnet_names" { default = null }
variable "public_subnet_private_dns_hostname_type_on_launch" { default = null }
variable "public_subnet_suffix" { default = null }
variable "public_subnet_tags" { default = null }
variable "public_subnet_tags_per_az" { default = null }
variable "public_subnets" { default = null }
variable "redshift_acl_tags" { default = null }
variable "redshift_dedicated_network_acl" { default = null }
variable "redshift_inbound_acl_rules" { default = null }
variable "redshift_outbound_acl_rules" { default = null }
variable "redshift_route_table_tags" { default = null }
variable "redshift_subnet_assign_ipv6_address_on_creation" { default = null }
variable "redshift_subnet_enable_dns64" { default = null }
variable "redshift_subnet_enable_resource_name_dns_a_record_on_launch" { default = null }
variable "redshift_subnet_enable_resource_name_dns_aaaa_record_on_launch" { default = null }
variable "redshift_subnet_group_name" { default = null }
variable "redshift_subnet_group_tags" { default = null }
variable "redshift_subnet_ipv6_native" { default = null }
variable "redshift_subnet_ipv6_prefixes" { default = null }
variable "redshift_subnet_names" { default = null }
variable "redshift_subnet_private_dns_hostname_type_on_launch" { default = null }
variable "redshift_subnet_suffix" { default = null }
variable "redshift_subnet_tags" { default = null }
variable "redshift_subnets" { default = null }
variable "region" { default = null }
variable "reuse_nat_ips" { default = null }
variable "secondary_cidr_blocks" { default = null }
variable "single_nat_gateway" { default = null }
variable "use_ipam_pool" { default = null }
variable "vpc_block_public_access_exclusions" { default = null }
variable "vpc_block_public_access_options" { default = null }
variable "vpc_flow_log_iam_policy_name" { default = null }
variable "vpc_flow_log_iam_policy_use_name_prefix" { default = null }
variable "vpc_flow_log_iam_role_name" { default = null }
variable "vpc_flow_log_iam_role_path" { default = null }
variable "vpc_flow_log_iam_role_use_name_prefix" { default = null }
variable "vpc_flow_log_permissions_boundary" { default = null }
variable "vpc_tags" { default = null }
variable "vpn_gateway_az" { default = null }
variable "vpn_gateway_id" { default = null }
variable "vpn_gateway_tags" { default = null }
