# Variables that decide a verdict.
variable "firewall_rules" {
  type    = map(object({
    name             = string
    end_ip_address   = string
    start_ip_address = string
  }))
  default = {
    rule1 = {
      name             = "AllowAllFireWallRule"
      end_ip_address   = "255.255.255.255"
      start_ip_address = "0.0.0.0"
    }
  }
}

variable "administrator_login" {
  type    = string
  default = null
}

variable "administrator_password" {
  type    = string
  default = null
}

variable "authentication" {
  type    = object({
    active_directory_auth_enabled = optional(bool)
    password_auth_enabled         = optional(bool)
    tenant_id                     = optional(string)
  })
  default = null
}

variable "auto_grow_enabled" {
  type    = bool
  default = null
}

variable "backup_retention_days" {
  type    = number
  default = null
}

variable "create_mode" {
  type    = string
  default = null
}

variable "delegated_subnet_id" {
  type    = string
  default = null
}

variable "geo_redundant_backup_enabled" {
  type    = bool
  default = null
}

variable "high_availability" {
  type    = object({
    mode                      = string
    standby_availability_zone = optional(string)
  })
  default = {
    mode = "ZoneRedundant"
  }
}

variable "private_dns_zone_id" {
  type    = string
  default = null
}

variable "public_network_access_enabled" {
  type    = bool
  default = false
}

variable "server_version" {
  type    = string
  default = null
}

variable "sku_name" {
  type    = string
  default = null
}

variable "source_server_id" {
  type    = string
  default = null
}

variable "storage_mb" {
  type    = number
  default = null
}

variable "zone" {
  type    = string
  default = null
}

variable "location" {
  type     = string
  nullable = false
}

variable "name" {
  type = string
}

variable "resource_group_name" {
  type = string
}

variable "customer_managed_key" {
  type    = object({
    key_vault_key_id                     = string
    geo_backup_key_vault_key_id          = optional(string)
    geo_backup_user_assigned_identity_id = optional(string)
    primary_user_assigned_identity_id    = optional(string)
  })
  default = null
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

variable "server_configuration" {
  type     = map(object({
    name   = string
    config = string
  }))
  default  = {}
  nullable = false
}

variable "tags" {
  type    = map(string)
  default = null
}

# Variables that decide none.
variable "ad_administrator" { default = null }
variable "administrator_password_wo" { default = null }
variable "administrator_password_wo_version" { default = null }
variable "databases" { default = null }
variable "enable_telemetry" { default = null }
variable "lock" { default = null }
variable "maintenance_window" { default = null }
variable "managed_identities" { default = null }
variable "point_in_time_restore_time_in_utc" { default = null }
variable "replication_role" { default = null }
variable "role_assignments" { default = null }
variable "storage_tier" { default = null }
variable "timeouts" { default = null }
variable "virtual_endpoint" { default = null }
