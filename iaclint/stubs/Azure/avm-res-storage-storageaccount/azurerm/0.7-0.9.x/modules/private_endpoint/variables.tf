# Variables that decide a verdict.
variable "location" {
  type = string
}

variable "name" {
  type = string
}

variable "parent_id" {
  type = string
}

variable "private_connection_resource_id" {
  type = string
}

variable "subnet_resource_id" {
  type = string
}

variable "subresource_name" {
  type = string
}

variable "private_service_connection_name" {
  type    = string
  default = null
}

variable "resource_type" {
  type    = string
  default = "Microsoft.Network/privateEndpoints@2025-05-01"
}

variable "tags" {
  type    = map(string)
  default = null
}

# Variables that decide none.
variable "application_security_group_resource_ids" { default = null }
variable "dns_zone_group_resource_type" { default = null }
variable "edge_zone" { default = null }
variable "ip_configurations" { default = null }
variable "lock" { default = null }
variable "lock_resource_type" { default = null }
variable "manage_dns_zone_group" { default = null }
variable "network_interface_name" { default = null }
variable "private_dns_zone_group_name" { default = null }
variable "private_dns_zone_resource_ids" { default = null }
variable "retry" { default = null }
variable "role_assignment_definition_lookup_enabled" { default = null }
variable "role_assignments" { default = null }
variable "timeouts" { default = null }
variable "tracing_tags_header" { default = null }
