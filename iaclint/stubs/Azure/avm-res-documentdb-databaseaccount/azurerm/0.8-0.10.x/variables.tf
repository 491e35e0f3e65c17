# Variables that decide a verdict.
variable "sql_databases" {
  type     = any
  default  = {}
  nullable = false
}

variable "minimal_tls_version" {
  type     = string
  default  = "Tls12"
  nullable = false
}

variable "public_network_access_enabled" {
  type     = bool
  default  = false
  nullable = false
}

variable "network_acl_bypass_for_azure_services" {
  type     = bool
  default  = false
  nullable = false
}

variable "network_acl_bypass_resource_ids" {
  type     = set(string)
  default  = []
  nullable = false
}

variable "ip_range_filter" {
  type     = set(string)
  default  = []
  nullable = false
}

variable "virtual_network_rules" {
  type     = set(object({
    subnet_id = string
  }))
  default  = []
  nullable = false
}

variable "local_authentication_disabled" {
  type     = bool
  default  = true
  nullable = false
}

variable "access_key_metadata_writes_enabled" {
  type    = bool
  default = false
}

variable "automatic_failover_enabled" {
  type     = bool
  default  = true
  nullable = false
}

variable "consistency_policy" {
  type     = object({
    max_interval_in_seconds = optional(number, 5)
    max_staleness_prefix    = optional(number, 100)
    consistency_level       = optional(string, "BoundedStaleness")
  })
  default  = {}
  nullable = false
}

variable "backup" {
  type    = object({
    retention_in_hours  = optional(number, 8)
    interval_in_minutes = optional(number, 240)
    storage_redundancy  = optional(string, "Geo")
    type                = optional(string, "Continuous")
    tier                = optional(string, "Continuous30Days")
  })
  default = {}
}

variable "cors_rule" {
  type    = object({
    allowed_headers    = set(string)
    allowed_methods    = set(string)
    allowed_origins    = set(string)
    exposed_headers    = set(string)
    max_age_in_seconds = optional(number, null)
  })
  default = null
}

variable "customer_managed_key" {
  type    = object({
    key_name              = string
    key_vault_resource_id = string
    key_version = optional(string, null)
    user_assigned_identity = optional(object({
      resource_id = string
    }), null)
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

variable "mongo_databases" {
  type     = map(object({
    name = string
    throughput = optional(number, null)
    autoscale_settings = optional(object({
      max_throughput = number
    }), null)
    collections = optional(map(object({
      name = string
      default_ttl_seconds = optional(string, null)
      shard_key           = optional(string, null)
      throughput          = optional(number, null)
      autoscale_settings = optional(object({
        max_throughput = number
      }), null)
      index = optional(object({
        keys   = list(string)
        unique = optional(bool, false)
      }), null)
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

variable "private_endpoints" {
  type     = map(object({
    subnet_resource_id = string
    subresource_name   = string
    name                                    = optional(string, null)
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
    tags = optional(map(string), null)
    lock = optional(object({
      kind = string
      name = optional(string, null)
    }), null)
    role_assignments = optional(map(object({
      role_definition_id_or_name = string
      principal_id               = string
      description                            = optional(string, null)
      skip_service_principal_aad_check       = optional(bool, false)
      delegated_managed_identity_resource_id = optional(string, null)
      principal_type    = optional(string, null)
      condition         = optional(string, null)
      condition_version = optional(string, null)
    })), {})
  }))
  default  = {}
  nullable = false
}

variable "tags" {
  type    = map(string)
  default = null
}

variable "location" {
  type     = string
  nullable = false
}

variable "name" {
  type     = string
  nullable = false
}

variable "resource_group_name" {
  type     = string
  nullable = false
}

# Variables that decide none.
variable "analytical_storage_config" { default = null }
variable "analytical_storage_enabled" { default = null }
variable "capabilities" { default = null }
variable "capacity" { default = null }
variable "enable_telemetry" { default = null }
variable "free_tier_enabled" { default = null }
variable "geo_locations" { default = null }
variable "gremlin_databases" { default = null }
variable "lock" { default = null }
variable "managed_identities" { default = null }
variable "mongo_server_version" { default = null }
variable "multiple_write_locations_enabled" { default = null }
variable "partition_merge_enabled" { default = null }
variable "role_assignments" { default = null }
variable "sql_dedicated_gateway" { default = null }
