resource "azurerm_storage_account" "this" {
  name                              = var.name
  location                          = var.location
  resource_group_name               = var.resource_group_name
  account_kind                      = var.account_kind
  account_tier                      = var.account_tier
  account_replication_type          = var.account_replication_type
  allow_nested_items_to_be_public   = var.allow_nested_items_to_be_public
  cross_tenant_replication_enabled  = var.cross_tenant_replication_enabled
  https_traffic_only_enabled        = var.https_traffic_only_enabled
  infrastructure_encryption_enabled = var.infrastructure_encryption_enabled
  is_hns_enabled                    = var.is_hns_enabled
  local_user_enabled                = var.local_user_enabled
  min_tls_version                   = var.min_tls_version
  nfsv3_enabled                     = var.nfsv3_enabled
  public_network_access_enabled     = var.public_network_access_enabled
  sftp_enabled                      = var.sftp_enabled
  shared_access_key_enabled         = var.shared_access_key_enabled
  tags                              = var.tags

  dynamic "blob_properties" {
    for_each = var.blob_properties == null ? [] : [var.blob_properties]

    content {
      change_feed_enabled           = blob_properties.value.change_feed_enabled
      change_feed_retention_in_days = blob_properties.value.change_feed_retention_in_days
      versioning_enabled            = blob_properties.value.versioning_enabled

      dynamic "container_delete_retention_policy" {
        for_each = blob_properties.value.container_delete_retention_policy.enabled ? [blob_properties.value.container_delete_retention_policy] : []

        content {
          days = container_delete_retention_policy.value.days
        }
      }

      dynamic "delete_retention_policy" {
        for_each = blob_properties.value.delete_retention_policy.enabled ? [blob_properties.value.delete_retention_policy] : []

        content {
          days = delete_retention_policy.value.days
        }
      }
    }
  }

  dynamic "immutability_policy" {
    for_each = var.immutability_policy == null ? [] : [var.immutability_policy]

    content {
      allow_protected_append_writes = immutability_policy.value.allow_protected_append_writes
      period_since_creation_in_days = immutability_policy.value.period_since_creation_in_days
      state                         = immutability_policy.value.state
    }
  }

  dynamic "network_rules" {
    for_each = var.network_rules == null ? [] : [var.network_rules]

    content {
      default_action             = network_rules.value.default_action
      bypass                     = network_rules.value.bypass
      ip_rules                   = network_rules.value.ip_rules
      virtual_network_subnet_ids = network_rules.value.virtual_network_subnet_ids
    }
  }

  dynamic "sas_policy" {
    for_each = var.sas_policy == null ? [] : [var.sas_policy]

    content {
      expiration_period = sas_policy.value.expiration_period
      expiration_action = sas_policy.value.expiration_action
    }
  }
}

resource "azurerm_storage_account_customer_managed_key" "this" {
  count = var.customer_managed_key == null ? 0 : 1

  storage_account_id = azurerm_storage_account.this.id
  key_vault_id       = var.customer_managed_key.key_vault_resource_id
  key_name           = var.customer_managed_key.key_name
  key_version        = var.customer_managed_key.key_version
}

resource "azurerm_storage_account_queue_properties" "this" {
  for_each = var.queue_properties

  storage_account_id = azurerm_storage_account.this.id

  dynamic "logging" {
    for_each = each.value.logging == null ? [] : [each.value.logging]

    content {
      version = logging.value.version
      read    = logging.value.read
      write   = logging.value.write
      delete  = logging.value.delete
    }
  }
}

resource "azapi_resource" "containers" {
  for_each = var.containers

  type      = "Microsoft.Storage/storageAccounts/blobServices/containers@2023-01-01"
  name      = each.value.name
  parent_id = "${azurerm_storage_account.this.id}/blobServices/default"

  body = {
    properties = {
      publicAccess = each.value.public_access
    }
  }
}

resource "azapi_resource" "share" {
  for_each = var.shares

  type      = "Microsoft.Storage/storageAccounts/fileServices/shares@2023-01-01"
  name      = each.value.name
  parent_id = "${azurerm_storage_account.this.id}/fileServices/default"

  body = {
    properties = {
      enabledProtocols  = each.value.enabled_protocol
      shareQuota        = each.value.quota
      signedIdentifiers = each.value.signed_identifiers == null ? [] : each.value.signed_identifiers
    }
  }
}

resource "azurerm_private_endpoint" "this" {
  for_each = { for key, each in var.private_endpoints : key => each if var.private_endpoints_manage_dns_zone_group }

  name                = each.value.name != null ? each.value.name : "pe-${var.name}"
  location            = var.location
  resource_group_name = var.resource_group_name
  subnet_id           = each.value.subnet_resource_id

  private_service_connection {
    name                           = "pse-${var.name}"
    is_manual_connection           = false
    private_connection_resource_id = azurerm_storage_account.this.id
    subresource_names              = [each.value.subresource_name]
  }
}

resource "azurerm_private_endpoint" "this_unmanaged_dns_zone_groups" {
  for_each = { for key, each in var.private_endpoints : key => each if !var.private_endpoints_manage_dns_zone_group }

  name                = each.value.name != null ? each.value.name : "pe-${var.name}"
  location            = var.location
  resource_group_name = var.resource_group_name
  subnet_id           = each.value.subnet_resource_id

  private_service_connection {
    name                           = "pse-${var.name}"
    is_manual_connection           = false
    private_connection_resource_id = azurerm_storage_account.this.id
    subresource_names              = [each.value.subresource_name]
  }
}

resource "azurerm_monitor_diagnostic_setting" "storage_account" {
  for_each = var.diagnostic_settings_storage_account

  name                           = each.value.name
  target_resource_id             = azurerm_storage_account.this.id
  eventhub_authorization_rule_id = each.value.event_hub_authorization_rule_resource_id
  eventhub_name                  = each.value.event_hub_name
  log_analytics_workspace_id     = each.value.workspace_resource_id
  partner_solution_id            = each.value.marketplace_partner_resource_id
  storage_account_id             = each.value.storage_account_resource_id
}

resource "azurerm_monitor_diagnostic_setting" "blob" {
  for_each = var.diagnostic_settings_blob

  name                           = each.value.name
  target_resource_id             = "${azurerm_storage_account.this.id}/blobServices/default/"
  eventhub_authorization_rule_id = each.value.event_hub_authorization_rule_resource_id
  eventhub_name                  = each.value.event_hub_name
  log_analytics_workspace_id     = each.value.workspace_resource_id
  partner_solution_id            = each.value.marketplace_partner_resource_id
  storage_account_id             = each.value.storage_account_resource_id

  dynamic "enabled_log" {
    for_each = try(coalesce(each.value.log_categories), [])

    content {
      category = enabled_log.value
    }
  }

  dynamic "enabled_log" {
    for_each = try(coalesce(each.value.log_groups), [])

    content {
      category_group = enabled_log.value
    }
  }
}

resource "azurerm_monitor_diagnostic_setting" "queue" {
  for_each = var.diagnostic_settings_queue

  name                           = each.value.name
  target_resource_id             = "${azurerm_storage_account.this.id}/queueServices/default/"
  eventhub_authorization_rule_id = each.value.event_hub_authorization_rule_resource_id
  eventhub_name                  = each.value.event_hub_name
  log_analytics_workspace_id     = each.value.workspace_resource_id
  partner_solution_id            = each.value.marketplace_partner_resource_id
  storage_account_id             = each.value.storage_account_resource_id

  dynamic "enabled_log" {
    for_each = try(coalesce(each.value.log_categories), [])

    content {
      category = enabled_log.value
    }
  }

  dynamic "enabled_log" {
    for_each = try(coalesce(each.value.log_groups), [])

    content {
      category_group = enabled_log.value
    }
  }
}

resource "azurerm_monitor_diagnostic_setting" "table" {
  for_each = var.diagnostic_settings_table

  name                           = each.value.name
  target_resource_id             = "${azurerm_storage_account.this.id}/tableServices/default/"
  eventhub_authorization_rule_id = each.value.event_hub_authorization_rule_resource_id
  eventhub_name                  = each.value.event_hub_name
  log_analytics_workspace_id     = each.value.workspace_resource_id
  partner_solution_id            = each.value.marketplace_partner_resource_id
  storage_account_id             = each.value.storage_account_resource_id

  dynamic "enabled_log" {
    for_each = try(coalesce(each.value.log_categories), [])

    content {
      category = enabled_log.value
    }
  }

  dynamic "enabled_log" {
    for_each = try(coalesce(each.value.log_groups), [])

    content {
      category_group = enabled_log.value
    }
  }
}

resource "azurerm_monitor_diagnostic_setting" "azure_file" {
  for_each = var.diagnostic_settings_file

  name                           = each.value.name
  target_resource_id             = "${azurerm_storage_account.this.id}/fileServices/default/"
  eventhub_authorization_rule_id = each.value.event_hub_authorization_rule_resource_id
  eventhub_name                  = each.value.event_hub_name
  log_analytics_workspace_id     = each.value.workspace_resource_id
  partner_solution_id            = each.value.marketplace_partner_resource_id
  storage_account_id             = each.value.storage_account_resource_id

  dynamic "enabled_log" {
    for_each = try(coalesce(each.value.log_categories), [])

    content {
      category = enabled_log.value
    }
  }

  dynamic "enabled_log" {
    for_each = try(coalesce(each.value.log_groups), [])

    content {
      category_group = enabled_log.value
    }
  }
}
