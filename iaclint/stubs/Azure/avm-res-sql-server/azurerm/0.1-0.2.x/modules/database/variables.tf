# Variables that decide a verdict.
variable "name" {
  type     = string
  nullable = false
}

variable "sql_server" {
  type     = object({
    resource_id = string
  })
  nullable = false
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

variable "ledger_enabled" {
  type    = bool
  default = false
}

variable "sku_name" {
  type    = string
  default = "P2"
}

variable "tags" {
  type    = map(string)
  default = null
}

variable "threat_detection_policy" {
  type    = object({
    state                      = string
    disabled_alerts            = list(string)
    email_account_admins       = string
    email_addresses            = list(string)
    retention_days             = number
    storage_account_access_key = string
    storage_endpoint           = string
  })
  default = null
}

variable "transparent_data_encryption_enabled" {
  type    = bool
  default = true
}

variable "transparent_data_encryption_key_vault_key_id" {
  type    = string
  default = null
}

variable "zone_redundant" {
  type    = bool
  default = true
}

# Variables that decide none.
variable "auto_pause_delay_in_minutes" { default = null }
variable "collation" { default = null }
variable "create_mode" { default = null }
variable "elastic_pool_id" { default = null }
variable "geo_backup_enabled" { default = null }
variable "import" { default = null }
variable "license_type" { default = null }
variable "lock" { default = null }
variable "long_term_retention_policy" { default = null }
variable "maintenance_configuration_name" { default = null }
variable "managed_identities" { default = null }
variable "max_size_gb" { default = null }
variable "min_capacity" { default = null }
variable "read_replica_count" { default = null }
variable "read_scale" { default = null }
variable "recover_database_id" { default = null }
variable "restore_dropped_database_id" { default = null }
variable "restore_point_in_time" { default = null }
variable "role_assignments" { default = null }
variable "sample_name" { default = null }
variable "short_term_retention_policy" { default = null }
variable "storage_account_type" { default = null }
variable "transparent_data_encryption_key_automatic_rotation_enabled" { default = null }
