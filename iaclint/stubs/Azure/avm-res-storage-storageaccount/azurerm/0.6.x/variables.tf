# Variables that decide a verdict.
variable "blob_properties" {
  type    = object({
    change_feed_enabled           = optional(bool)
    change_feed_retention_in_days = optional(number)
    default_service_version       = optional(string)
    last_access_time_enabled      = optional(bool)
    versioning_enabled            = optional(bool, true)
    container_delete_retention_policy = optional(object({
      enabled = optional(bool, true)
      days    = optional(number, 7)
    }), {})
    cors_rule = optional(list(object({
      allowed_headers    = list(string)
      allowed_methods    = list(string)
      allowed_origins    = list(string)
      exposed_headers    = list(string)
      max_age_in_seconds = number
    })))
    delete_retention_policy = optional(object({
      enabled                  = optional(bool, true)
      days                     = optional(number, 7)
      permanent_delete_enabled = optional(bool, false)
    }), {})
    diagnostic_settings = optional(map(object({
      name                                     = optional(string, null)
      log_categories                           = optional(set(string), [])
      log_groups                               = optional(set(string), ["allLogs"])
      metric_categories                        = optional(set(string), ["AllMetrics"])
      log_analytics_destination_type           = optional(string, "Dedicated")
      workspace_resource_id                    = optional(string, null)
      resource_id                              = optional(string, null)
      event_hub_authorization_rule_resource_id = optional(string, null)
      event_hub_name                           = optional(string, null)
      marketplace_partner_resource_id          = optional(string, null)
    })), {})
    restore_policy = optional(object({
      days = number
    }))
  })
  default = null
}

variable "containers" {
  type     = map(object({
    public_access                  = optional(string, "None")
    metadata                       = optional(map(string))
    name                           = string
    default_encryption_scope       = optional(string)
    deny_encryption_scope_override = optional(bool)
    enable_nfs_v3_all_squash       = optional(bool)
    enable_nfs_v3_root_squash      = optional(bool)
    immutable_storage_with_versioning = optional(object({
      enabled = bool
    }))
    role_assignments = optional(map(object({
      role_definition_id_or_name             = string
      principal_id                           = string
      principal_type                         = optional(string, null)
      description                            = optional(string, null)
      skip_service_principal_aad_check       = optional(bool, false)
      condition                              = optional(string, null)
      condition_version                      = optional(string, null)
      delegated_managed_identity_resource_id = optional(string, null)
    })), {})
    timeouts = optional(object({
      create = optional(string)
      delete = optional(string)
      read   = optional(string)
      update = optional(string)
    }))
  }))
  default  = {}
  nullable = false
}

variable "immutability_policy" {
  type    = object({
    allow_protected_append_writes = bool
    period_since_creation_in_days = number
    state                         = string
  })
  default = null
}

variable "is_hns_enabled" {
  type    = bool
  default = null
}

variable "diagnostic_settings_blob" {
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
    condition     = alltrue([for each in var.diagnostic_settings_blob : contains(["Dedicated", "AzureDiagnostics"], each.log_analytics_destination_type) && anytrue([for id in [each.workspace_resource_id, each.storage_account_resource_id, each.event_hub_authorization_rule_resource_id, each.marketplace_partner_resource_id] : id != null])])
    error_message = "Must have a destination."
  }
}

variable "diagnostic_settings_file" {
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
    category                                 = optional(set(string), [])
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for each in var.diagnostic_settings_file : contains(["Dedicated", "AzureDiagnostics"], each.log_analytics_destination_type) && anytrue([for id in [each.workspace_resource_id, each.storage_account_resource_id, each.event_hub_authorization_rule_resource_id, each.marketplace_partner_resource_id] : id != null])])
    error_message = "Must have a destination."
  }
}

variable "diagnostic_settings_queue" {
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
    condition     = alltrue([for each in var.diagnostic_settings_queue : contains(["Dedicated", "AzureDiagnostics"], each.log_analytics_destination_type) && anytrue([for id in [each.workspace_resource_id, each.storage_account_resource_id, each.event_hub_authorization_rule_resource_id, each.marketplace_partner_resource_id] : id != null])])
    error_message = "Must have a destination."
  }
}

variable "diagnostic_settings_storage_account" {
  type     = map(object({
    name                                     = optional(string, null)
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
    condition     = alltrue([for each in var.diagnostic_settings_storage_account : contains(["Dedicated", "AzureDiagnostics"], each.log_analytics_destination_type) && anytrue([for id in [each.workspace_resource_id, each.storage_account_resource_id, each.event_hub_authorization_rule_resource_id, each.marketplace_partner_resource_id] : id != null])])
    error_message = "Must have a destination."
  }
}

variable "diagnostic_settings_table" {
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
    condition     = alltrue([for each in var.diagnostic_settings_table : contains(["Dedicated", "AzureDiagnostics"], each.log_analytics_destination_type) && anytrue([for id in [each.workspace_resource_id, each.storage_account_resource_id, each.event_hub_authorization_rule_resource_id, each.marketplace_partner_resource_id] : id != null])])
    error_message = "Must have a destination."
  }
}

variable "queue_properties" {
  type    = map(object({
    cors_rule = optional(map(object({
      allowed_headers    = list(string)
      allowed_methods    = list(string)
      allowed_origins    = list(string)
      exposed_headers    = list(string)
      max_age_in_seconds = number
    })), {})
    hour_metrics = optional(object({
      include_apis          = optional(bool)
      retention_policy_days = optional(number)
      version               = string
    }))
    logging = optional(object({
      delete                = bool
      read                  = bool
      retention_policy_days = optional(number)
      version               = string
      write                 = bool
    }))
    minute_metrics = optional(object({
      include_apis          = optional(bool)
      retention_policy_days = optional(number)
      version               = string
    }))
  }))
  default = {}
}

variable "shares" {
  type     = map(object({
    access_tier      = optional(string)
    enabled_protocol = optional(string)
    metadata         = optional(map(string))
    name             = string
    quota            = number
    root_squash      = optional(string)
    signed_identifiers = optional(list(object({
      id = string
      access_policy = optional(object({
        expiry_time = string
        permission  = string
        start_time  = string
      }))
    })))
    role_assignments = optional(map(object({
      role_definition_id_or_name             = string
      principal_id                           = string
      principal_type                         = optional(string, null)
      description                            = optional(string, null)
      skip_service_principal_aad_check       = optional(bool, false)
      condition                              = optional(string, null)
      condition_version                      = optional(string, null)
      delegated_managed_identity_resource_id = optional(string, null)
    })), {})
    timeouts = optional(object({
      create = optional(string)
      delete = optional(string)
      read   = optional(string)
      update = optional(string)
    }))
  }))
  default  = {}
  nullable = false
}

variable "account_kind" {
  type    = string
  default = "StorageV2"

  validation {
    condition     = contains(["BlobStorage", "BlockBlobStorage", "FileStorage", "Storage", "StorageV2"], var.account_kind)
    error_message = "Must be a kind of storage account."
  }
}

variable "account_replication_type" {
  type     = string
  default  = "ZRS"
  nullable = false

  validation {
    condition     = contains(["LRS", "GRS", "RAGRS", "ZRS", "GZRS", "RAGZRS"], var.account_replication_type)
    error_message = "Must be a kind of replication."
  }
}

variable "account_tier" {
  type     = string
  default  = "Standard"
  nullable = false

  validation {
    condition     = contains(["Standard", "Premium"], var.account_tier)
    error_message = "Must be Standard or Premium."
  }
}

variable "allow_nested_items_to_be_public" {
  type    = bool
  default = false
}

variable "cross_tenant_replication_enabled" {
  type    = bool
  default = false
}

variable "https_traffic_only_enabled" {
  type    = bool
  default = true
}

variable "infrastructure_encryption_enabled" {
  type    = bool
  default = false
}

variable "local_user_enabled" {
  type    = bool
  default = false
}

variable "min_tls_version" {
  type    = string
  default = "TLS1_2"
}

variable "network_rules" {
  type    = object({
    bypass                     = optional(set(string), ["AzureServices"])
    default_action             = optional(string, "Deny")
    ip_rules                   = optional(set(string), [])
    virtual_network_subnet_ids = optional(set(string), [])
    private_link_access = optional(list(object({
      endpoint_resource_id = string
      endpoint_tenant_id   = optional(string)
    })))
    timeouts = optional(object({
      create = optional(string)
      delete = optional(string)
      read   = optional(string)
      update = optional(string)
    }))
  })
  default = {}
}

variable "nfsv3_enabled" {
  type    = bool
  default = false
}

variable "public_network_access_enabled" {
  type    = bool
  default = false
}

variable "sas_policy" {
  type    = object({
    expiration_action = optional(string, "Log")
    expiration_period = string
  })
  default = null
}

variable "sftp_enabled" {
  type    = bool
  default = false
}

variable "shared_access_key_enabled" {
  type    = bool
  default = false
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
    key_vault_resource_id = string
    key_name              = string
    key_version           = optional(string, null)
    user_assigned_identity = optional(object({
      resource_id = string
    }), null)
  })
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
variable "access_tier" { default = null }
variable "allowed_copy_scope" { default = null }
variable "azure_files_authentication" { default = null }
variable "custom_domain" { default = null }
variable "default_to_oauth_authentication" { default = null }
variable "edge_zone" { default = null }
variable "enable_telemetry" { default = null }
variable "large_file_share_enabled" { default = null }
variable "local_user" { default = null }
variable "lock" { default = null }
variable "managed_identities" { default = null }
variable "provisioned_billing_model_version" { default = null }
variable "queue_encryption_key_type" { default = null }
variable "queues" { default = null }
variable "role_assignments" { default = null }
variable "routing" { default = null }
variable "share_properties" { default = null }
variable "static_website" { default = null }
variable "storage_data_lake_gen2_filesystem" { default = null }
variable "storage_data_lake_gen2_filesystems" { default = null }
variable "storage_data_lake_gen2_paths" { default = null }
variable "storage_management_policy_rule" { default = null }
variable "storage_management_policy_timeouts" { default = null }
variable "table_encryption_key_type" { default = null }
variable "tables" { default = null }
variable "timeouts" { default = null }
