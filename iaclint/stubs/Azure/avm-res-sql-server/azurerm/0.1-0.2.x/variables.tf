# Variables that decide a verdict.
variable "databases" {
  type    = map(object({
    name                                                       = string
    auto_pause_delay_in_minutes                                = optional(number)
    create_mode                                                = optional(string, "Default")
    collation                                                  = optional(string)
    elastic_pool_key                                           = optional(string)
    geo_backup_enabled                                         = optional(bool, true)
    maintenance_configuration_name                             = optional(string)
    ledger_enabled                                             = optional(bool, false)
    license_type                                               = optional(string)
    max_size_gb                                                = optional(number)
    min_capacity                                               = optional(number)
    restore_point_in_time                                      = optional(string)
    recover_database_id                                        = optional(string)
    restore_dropped_database_id                                = optional(string)
    read_replica_count                                         = optional(number)
    read_scale                                                 = optional(bool)
    sample_name                                                = optional(string)
    sku_name                                                   = optional(string)
    storage_account_type                                       = optional(string, "Geo")
    transparent_data_encryption_enabled                        = optional(bool, true)
    transparent_data_encryption_key_vault_key_id               = optional(string)
    transparent_data_encryption_key_automatic_rotation_enabled = optional(bool)
    zone_redundant                                             = optional(bool)
    import = optional(object({
      storage_uri                  = string
      storage_key                  = string
      storage_key_type             = string
      administrator_login          = string
      administrator_login_password = string
      authentication_type          = string
      storage_account_id           = optional(string)
    }))
    long_term_retention_policy = optional(object({
      weekly_retention  = optional(string)
      monthly_retention = optional(string)
      yearly_retention  = optional(string)
      week_of_year      = optional(number)
    }))
    short_term_retention_policy = optional(object({
      retention_days           = number
      backup_interval_in_hours = optional(number, 12)
    }))
    threat_detection_policy = optional(object({
      state                      = optional(string, "Disabled")
      disabled_alerts            = optional(list(string))
      email_account_admins       = optional(string, "Disabled")
      email_addresses            = optional(list(string))
      retention_days             = optional(number)
      storage_account_access_key = optional(string)
      storage_endpoint           = optional(string)
    }))
    role_assignments = optional(map(object({
      role_definition_id_or_name             = string
      principal_id                           = string
      description                            = optional(string, null)
      skip_service_principal_aad_check       = optional(bool, false)
      condition                              = optional(string, null)
      condition_version                      = optional(string, null)
      delegated_managed_identity_resource_id = optional(string, null)
      principal_type                         = optional(string, null)
    })))
    lock = optional(object({
      kind = string
      name = optional(string, null)
    }))
    diagnostic_settings = optional(map(object({
      name                                     = optional(string, null)
      event_hub_authorization_rule_resource_id = optional(string, null)
      event_hub_name                           = optional(string, null)
      log_analytics_destination_type           = optional(string, null)
      workspace_resource_id                    = optional(string, null)
      marketplace_partner_resource_id          = optional(string, null)
      storage_account_resource_id              = optional(string, null)
      log_categories                           = optional(list(string))
      log_groups                               = optional(list(string))
      metric_categories                        = optional(list(string))
    })))
    managed_identities = optional(object({
      system_assigned            = optional(bool, false)
      user_assigned_resource_ids = optional(set(string), [])
    }))
    tags = optional(map(string))
  }))
  default = {}
}

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

variable "administrator_login_password_key_vault_configuration" {
  type    = object({
    key_vault_resource_id = string
    secret_name           = optional(string, "sql-administrator-login-password")
    expiration_date       = optional(string, null)
    content_type          = optional(string, null)
    tags                  = optional(map(string), null)
  })
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

variable "generate_administrator_login_password" {
  type     = bool
  default  = false
  nullable = false
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

  validation {
    condition     = alltrue([for each in var.diagnostic_settings : contains(["Dedicated", "AzureDiagnostics"], each.log_analytics_destination_type) && anytrue([for id in [each.workspace_resource_id, each.storage_account_resource_id, each.event_hub_authorization_rule_resource_id, each.marketplace_partner_resource_id] : id != null])])
    error_message = "Must have a destination."
  }
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
variable "administrator_login_password_wo" { default = null }
variable "administrator_login_password_wo_version" { default = null }
variable "elastic_pools" { default = null }
variable "enable_telemetry" { default = null }
variable "express_vulnerability_assessment_enabled" { default = null }
variable "lock" { default = null }
variable "managed_identities" { default = null }
variable "primary_user_assigned_identity_id" { default = null }
variable "role_assignments" { default = null }
