# Variables that decide a verdict.
variable "firewall_rules" {
  type    = map(object({
    end_ip_address   = string
    start_ip_address = string
    timeouts = optional(object({
      create = optional(string)
      delete = optional(string)
      read   = optional(string)
      update = optional(string)
    }))
  }))
  default = {}
}

variable "server_version" {
  type     = string
  nullable = false
}

variable "administrator_login" {
  type    = string
  default = null
}

variable "administrator_login_password" {
  type    = string
  default = null
}

variable "azuread_administrator" {
  type    = object({
    azuread_authentication_only = optional(bool)
    login_username              = string
    object_id                   = string
    tenant_id                   = optional(string)
  })
  default = null
}

variable "connection_policy" {
  type    = string
  default = null
}

variable "outbound_network_restriction_enabled" {
  type    = bool
  default = null
}

variable "public_network_access_enabled" {
  type    = bool
  default = false
}

variable "transparent_data_encryption_key_vault_key_id" {
  type    = string
  default = null
}

variable "location" {
  type     = string
  nullable = false
}

variable "resource_group_name" {
  type = string
}

variable "name" {
  type    = string
  default = null
}

variable "tags" {
  type    = map(string)
  default = null
}

# Variables that decide none.
variable "administrator_login_password_key_vault_configuration" { default = null }
variable "administrator_login_password_wo" { default = null }
variable "administrator_login_password_wo_version" { default = null }
variable "databases" { default = null }
variable "diagnostic_settings" { default = null }
variable "elastic_pools" { default = null }
variable "enable_telemetry" { default = null }
variable "express_vulnerability_assessment_enabled" { default = null }
variable "generate_administrator_login_password" { default = null }
variable "lock" { default = null }
variable "managed_identities" { default = null }
variable "primary_user_assigned_identity_id" { default = null }
variable "private_endpoints" { default = null }
variable "private_endpoints_manage_dns_zone_group" { default = null }
variable "role_assignments" { default = null }
