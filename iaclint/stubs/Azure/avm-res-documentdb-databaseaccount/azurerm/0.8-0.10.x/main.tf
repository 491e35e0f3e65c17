data "iaclint_unknown" "key" {}

resource "azurerm_cosmosdb_account" "this" {
  name                = var.name
  location            = var.location
  resource_group_name = var.resource_group_name
  offer_type          = "Standard"
  kind                = length(var.mongo_databases) > 0 ? "MongoDB" : "GlobalDocumentDB"
  tags                = var.tags

  public_network_access_enabled         = var.public_network_access_enabled
  ip_range_filter                       = [for each in var.ip_range_filter : trimspace(each)]
  is_virtual_network_filter_enabled     = length(var.virtual_network_rules) > 0
  network_acl_bypass_for_azure_services = var.network_acl_bypass_for_azure_services
  network_acl_bypass_ids                = var.network_acl_bypass_resource_ids
  local_authentication_disabled         = length(var.sql_databases) > 0 ? var.local_authentication_disabled : false
  access_key_metadata_writes_enabled    = var.access_key_metadata_writes_enabled
  minimal_tls_version                   = var.minimal_tls_version
  key_vault_key_id                      = var.customer_managed_key == null ? null : data.iaclint_unknown.key.url
  automatic_failover_enabled            = var.automatic_failover_enabled

  backup {
    type                = var.backup.type
    interval_in_minutes = var.backup.type == "Periodic" ? var.backup.interval_in_minutes : null
    retention_in_hours  = var.backup.type == "Periodic" ? var.backup.retention_in_hours : null
    storage_redundancy  = var.backup.type == "Periodic" ? var.backup.storage_redundancy : null
    tier                = var.backup.type == "Continuous" ? var.backup.tier : null
  }

  consistency_policy {
    consistency_level = var.consistency_policy.consistency_level
  }

  dynamic "cors_rule" {
    for_each = var.cors_rule == null ? [] : [var.cors_rule]

    content {
      allowed_headers = cors_rule.value.allowed_headers
      allowed_methods = cors_rule.value.allowed_methods
      allowed_origins = cors_rule.value.allowed_origins
    }
  }

  dynamic "virtual_network_rule" {
    for_each = var.virtual_network_rules

    content {
      id = virtual_network_rule.value.subnet_id
    }
  }
}

resource "azurerm_private_endpoint" "this_managed_dns_zone_groups" {
  for_each = { for key, each in var.private_endpoints : key => each if var.private_endpoints_manage_dns_zone_group }

  name                = try(coalesce(each.value.name), "pep-${var.name}")
  location            = var.location
  resource_group_name = var.resource_group_name
  subnet_id           = each.value.subnet_resource_id

  private_service_connection {
    name                           = "pse-${var.name}"
    is_manual_connection           = false
    private_connection_resource_id = azurerm_cosmosdb_account.this.id
    subresource_names              = [each.value.subresource_name]
  }
}

resource "azurerm_private_endpoint" "this_unmanaged_dns_zone_groups" {
  for_each = { for key, each in var.private_endpoints : key => each if !var.private_endpoints_manage_dns_zone_group }

  name                = try(coalesce(each.value.name), "pep-${var.name}")
  location            = var.location
  resource_group_name = var.resource_group_name
  subnet_id           = each.value.subnet_resource_id

  private_service_connection {
    name                           = "pse-${var.name}"
    is_manual_connection           = false
    private_connection_resource_id = azurerm_cosmosdb_account.this.id
    subresource_names              = [each.value.subresource_name]
  }
}

resource "azurerm_monitor_diagnostic_setting" "this" {
  for_each = var.diagnostic_settings

  name                       = try(coalesce(each.value.name), "diag-${var.name}")
  target_resource_id         = azurerm_cosmosdb_account.this.id
  log_analytics_workspace_id = each.value.workspace_resource_id
  storage_account_id         = each.value.storage_account_resource_id

  dynamic "enabled_log" {
    for_each = try(each.value.log_categories, [])

    content {
      category = enabled_log.value
    }
  }

  dynamic "enabled_log" {
    for_each = try(each.value.log_groups, [])

    content {
      category_group = enabled_log.value
    }
  }
}
