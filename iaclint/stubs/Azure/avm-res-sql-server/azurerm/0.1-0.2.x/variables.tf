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

variable "diagnostic_settings" {
  type     = map(object({
    name                                     = optional(string, null)
    log_categories                           = optional(set(string), [])
    log_groups                               = optional(set(string), ["allLogs"])
    metric_categories                        = optional(set(string), ["AllMetrics"])
    log_analytics_destination_type           = optional(string, "Dedicated")
    workspace_resource_id                    = optional(string, null)
    storage_account_resource_id              = optional(string, null)
    event_hub_authorization_rule_resource_id = optional(string, null)
    event_hub_name                           = optional(string, null)
    marketplace_partner_resource_id          = optional(string, null)
  }))
  default  = {}
  nullable = false
}

variable "name" {
  type    = string
  default = null
}

variable "private_endpoints" {
  type     = map(object({
    name = optional(string, null)
    role_assignments = optional(map(object({
      role_definition_id_or_name             = string
      principal_id                           = string
      description                            = optional(string, null)
      skip_service_principal_aad_check       = optional(bool, false)
      condition                              = optional(string, null)
      condition_version                      = optional(string, null)
      delegated_managed_identity_resource_id = optional(string, null)
      principal_type                         = optional(string, null)
    })), {})
    lock = optional(object({
      kind = string
      name = optional(string, null)
    }), null)
    tags                                    = optional(map(string), null)
    subnet_resource_id                      = string
    subresource_name                        = string
    private_dns_zone_group_name             = optional(string, "default")
    private_dns_zone_resource_ids           = optional(set(string), [])
    application_security_group_associations = optional(map(string), {})
    private_service_connection_name         = optional(string, null)
    network_interface_name                  = optional(string, null)
    location                                = optional(string, null)
    resource_group_name                     = optional(string, null)
    ip_configurations = optional(map(object({
      name               = string
      private_ip_address = string
    })), {})
  }))
  default  = {}
  nullable = false
}

variable "private_endpoints_manage_dns_zone_group" {
  type     = bool
  default  = true
  nullable = false
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
variable "elastic_pools" { default = null }
variable "enable_telemetry" { default = null }
variable "express_vulnerability_assessment_enabled" { default = null }
variable "generate_administrator_login_password" { default = null }
variable "lock" { default = null }
variable "managed_identities" { default = null }
variable "primary_user_assigned_identity_id" { default = null }
variable "role_assignments" { default = null }
