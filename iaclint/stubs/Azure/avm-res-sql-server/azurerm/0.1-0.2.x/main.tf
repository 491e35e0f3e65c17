locals {
  password = var.administrator_login_password != null ? var.administrator_login_password : var.generate_administrator_login_password ? random_password.administrator_login_password[0].result : null
}

resource "random_password" "administrator_login_password" {
  count = var.generate_administrator_login_password && var.administrator_login_password == null ? 1 : 0

  length = 128
}

resource "azurerm_key_vault_secret" "administrator_login_password" {
  count = var.administrator_login_password_key_vault_configuration != null && (var.administrator_login_password != null || var.generate_administrator_login_password) ? 1 : 0

  name            = var.administrator_login_password_key_vault_configuration.secret_name
  key_vault_id    = var.administrator_login_password_key_vault_configuration.key_vault_resource_id
  content_type    = var.administrator_login_password_key_vault_configuration.content_type
  expiration_date = var.administrator_login_password_key_vault_configuration.expiration_date
  value           = local.password
}

resource "azurerm_mssql_server" "this" {
  name                = var.name
  location            = var.location
  resource_group_name = var.resource_group_name
  version             = var.server_version
  tags                = var.tags

  administrator_login                          = var.administrator_login
  administrator_login_password                 = local.password
  connection_policy                            = var.connection_policy
  minimum_tls_version                          = "1.2"
  public_network_access_enabled                = var.public_network_access_enabled
  outbound_network_restriction_enabled         = var.outbound_network_restriction_enabled
  transparent_data_encryption_key_vault_key_id = var.transparent_data_encryption_key_vault_key_id

  dynamic "azuread_administrator" {
    for_each = var.azuread_administrator == null ? [] : [var.azuread_administrator]

    content {
      login_username              = azuread_administrator.value.login_username
      object_id                   = azuread_administrator.value.object_id
      azuread_authentication_only = azuread_administrator.value.azuread_authentication_only
      tenant_id                   = azuread_administrator.value.tenant_id
    }
  }
}

module "database" {
  source   = "./modules/database"
  for_each = var.databases

  name                                         = each.value.name
  sql_server                                   = { resource_id = azurerm_mssql_server.this.id }
  sku_name                                     = each.value.sku_name
  ledger_enabled                               = each.value.ledger_enabled
  zone_redundant                               = each.value.zone_redundant
  transparent_data_encryption_enabled          = each.value.transparent_data_encryption_enabled
  transparent_data_encryption_key_vault_key_id = each.value.transparent_data_encryption_key_vault_key_id
  threat_detection_policy                      = each.value.threat_detection_policy
  diagnostic_settings                          = each.value.diagnostic_settings
  tags                                         = each.value.tags
}

resource "azurerm_mssql_firewall_rule" "this" {
  for_each = var.firewall_rules

  name             = each.key
  server_id        = azurerm_mssql_server.this.id
  start_ip_address = each.value.start_ip_address
  end_ip_address   = each.value.end_ip_address
}

resource "azurerm_private_endpoint" "this" {
  for_each = { for key, each in var.private_endpoints : key => each if var.private_endpoints_manage_dns_zone_group }

  name                = try(coalesce(each.value.name), "pep-${var.name}")
  location            = var.location
  resource_group_name = var.resource_group_name
  subnet_id           = each.value.subnet_resource_id

  private_service_connection {
    name                           = "pse-${var.name}"
    is_manual_connection           = false
    private_connection_resource_id = azurerm_mssql_server.this.id
    subresource_names              = ["sqlServer"]
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
    private_connection_resource_id = azurerm_mssql_server.this.id
    subresource_names              = ["sqlServer"]
  }
}

resource "azurerm_monitor_diagnostic_setting" "this" {
  for_each = var.diagnostic_settings

  name                       = try(coalesce(each.value.name), "diag-${var.name}")
  target_resource_id         = azurerm_mssql_server.this.id
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
