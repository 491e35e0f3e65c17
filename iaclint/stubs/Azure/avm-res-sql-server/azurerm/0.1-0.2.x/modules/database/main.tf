resource "azurerm_mssql_database" "this" {
  name                                         = var.name
  server_id                                    = var.sql_server.resource_id
  sku_name                                     = var.sku_name
  ledger_enabled                               = var.ledger_enabled
  zone_redundant                               = var.zone_redundant
  transparent_data_encryption_enabled          = var.transparent_data_encryption_enabled
  transparent_data_encryption_key_vault_key_id = var.transparent_data_encryption_key_vault_key_id
  tags                                         = var.tags

  dynamic "threat_detection_policy" {
    for_each = var.threat_detection_policy == null ? [] : [var.threat_detection_policy]

    content {
      state                = threat_detection_policy.value.state
      disabled_alerts      = threat_detection_policy.value.disabled_alerts
      email_account_admins = threat_detection_policy.value.email_account_admins
      email_addresses      = threat_detection_policy.value.email_addresses
      retention_days       = threat_detection_policy.value.retention_days
    }
  }
}

resource "azurerm_monitor_diagnostic_setting" "this" {
  for_each = var.diagnostic_settings

  name                       = each.value.name != null ? each.value.name : "diag-${var.name}"
  target_resource_id         = azurerm_mssql_database.this.id
  log_analytics_workspace_id = each.value.workspace_resource_id
  storage_account_id         = each.value.storage_account_resource_id

  dynamic "enabled_log" {
    for_each = each.value.log_categories

    content {
      category = enabled_log.value
    }
  }

  dynamic "enabled_log" {
    for_each = each.value.log_groups

    content {
      category_group = enabled_log.value
    }
  }
}
