# Variables that decide a verdict.
variable "blob_properties" {
  type    = object({
    automatic_snapshot_policy_enabled = optional(bool)
    change_feed = optional(object({
      enabled           = optional(bool)
      retention_in_days = optional(number)
    }))
    container_delete_retention_policy = optional(object({
      allow_permanent_delete = optional(bool)
      days                   = optional(number)
      enabled                = optional(bool)
    }))
    cors_rules = optional(list(object({
      allowed_headers    = list(string)
      allowed_methods    = list(string)
      allowed_origins    = list(string)
      exposed_headers    = list(string)
      max_age_in_seconds = number
    })))
    default_service_version = optional(string)
    delete_retention_policy = optional(object({
      allow_permanent_delete = optional(bool)
      days                   = optional(number)
      enabled                = optional(bool)
    }))
    last_access_time_tracking_policy = optional(object({
      blob_type                    = optional(list(string))
      enable                       = bool
      name                         = optional(string)
      tracking_granularity_in_days = optional(number)
    }))
    restore_policy = optional(object({
      days    = optional(number)
      enabled = bool
    }))
    versioning_enabled = optional(bool)
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

variable "shares" {
  type     = map(object({
    access_tier                 = optional(string)
    enabled_protocol            = optional(string)
    metadata                    = optional(map(string))
    name                        = string
    quota                       = number
    provisioned_bandwidth_mibps = optional(number)
    provisioned_iops            = optional(number)
    root_squash                 = optional(string)
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

variable "account_sku_name" {
  type    = string
  default = "Standard_ZRS"

  validation {
    condition     = var.account_sku_name == null || can(regex("^(Standard|Premium)(V2)?_(LRS|GRS|RAGRS|ZRS|GZRS|RAGZRS)$", coalesce(var.account_sku_name, "Standard_LRS")))
    error_message = "Must be like Standard_LRS."
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

variable "provisioned_billing_model_version" {
  type    = string
  default = null
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

  validation {
    condition     = can(regex("^[a-z0-9]{3,24}$", var.name))
    error_message = "A name has 3 to 24 lowercase letters and digits."
  }
}

variable "parent_id" {
  type     = string
  nullable = false
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

variable "resource_types" {
  type     = object({
    storage_account            = optional(string, "Microsoft.Storage/storageAccounts@2025-08-01")
    customer_managed_key_vault = optional(string, "Microsoft.KeyVault/vaults@2024-11-01")
    lock                       = optional(string, "Microsoft.Authorization/locks@2020-05-01")
    blob_container             = optional(string, "Microsoft.Storage/storageAccounts/blobServices/containers@2025-06-01")
    blob_service               = optional(string, "Microsoft.Storage/storageAccounts/blobServices@2025-06-01")
    file_service               = optional(string, "Microsoft.Storage/storageAccounts/fileServices@2025-06-01")
    queue                      = optional(string, "Microsoft.Storage/storageAccounts/queueServices/queues@2025-06-01")
    table                      = optional(string, "Microsoft.Storage/storageAccounts/tableServices/tables@2025-06-01")
    share                      = optional(string, "Microsoft.Storage/storageAccounts/fileServices/shares@2025-06-01")
    static_website             = optional(string, "Microsoft.Storage/storageAccounts/blobServices@2025-08-01")
    local_user                 = optional(string, "Microsoft.Storage/storageAccounts/localUsers@2025-06-01")
    management_policy          = optional(string, "Microsoft.Storage/storageAccounts/managementPolicies@2025-06-01")
    queue_service              = optional(string, "Microsoft.Storage/storageAccounts/queueServices@2025-06-01")
    table_service              = optional(string, "Microsoft.Storage/storageAccounts/tableServices@2025-06-01")
    private_endpoint           = optional(string, "Microsoft.Network/privateEndpoints@2025-05-01")
    private_dns_zone_group     = optional(string, "Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2025-05-01")
  })
  default  = {}
  nullable = false
}

variable "tags" {
  type    = map(string)
  default = null
}

variable "private_endpoints" {
  type = map(object({
    name                            = optional(string)
    tags                            = optional(map(string))
    subnet_resource_id              = string
    subresource_name                = string
    private_service_connection_name = optional(string)
    location                        = optional(string)
    resource_group_name             = optional(string)
  }))
  default  = {}
  nullable = false
}

# Variables that decide none.
variable "access_tier" { default = null }
variable "allowed_copy_scope" { default = null }
variable "azure_files_authentication" { default = null }
variable "custom_domain" { default = null }
variable "default_to_oauth_authentication" { default = null }
variable "diagnostic_settings_blob" { default = null }
variable "diagnostic_settings_file" { default = null }
variable "diagnostic_settings_queue" { default = null }
variable "diagnostic_settings_storage_account" { default = null }
variable "diagnostic_settings_table" { default = null }
variable "edge_zone" { default = null }
variable "enable_telemetry" { default = null }
variable "file_service_properties" { default = null }
variable "large_file_share_enabled" { default = null }
variable "local_user" { default = null }
variable "lock" { default = null }
variable "managed_identities" { default = null }
variable "private_endpoints_manage_dns_zone_group" { default = null }
variable "queue_encryption_key_type" { default = null }
variable "queue_properties" { default = null }
variable "queues" { default = null }
variable "retry" { default = null }
variable "role_assignment_definition_lookup_enabled" { default = null }
variable "role_assignments" { default = null }
variable "routing" { default = null }
variable "static_website" { default = null }
variable "storage_data_lake_gen2_filesystems" { default = null }
variable "storage_management_policy_rule" { default = null }
variable "storage_management_policy_timeouts" { default = null }
variable "table_encryption_key_type" { default = null }
variable "table_properties" { default = null }
variable "table_service_cors_propagation_wait" { default = null }
variable "tables" { default = null }
variable "timeouts" { default = null }
