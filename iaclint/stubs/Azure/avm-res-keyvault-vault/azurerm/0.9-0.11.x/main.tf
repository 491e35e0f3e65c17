resource "azurerm_key_vault" "this" {
  name                          = var.name
  location                      = var.location
  resource_group_name           = var.resource_group_name
  tenant_id                     = var.tenant_id
  sku_name                      = var.sku_name
  rbac_authorization_enabled    = !var.legacy_access_policies_enabled
  public_network_access_enabled = var.public_network_access_enabled
  purge_protection_enabled      = var.purge_protection_enabled
  soft_delete_retention_days    = var.soft_delete_retention_days
  tags                          = var.tags

  dynamic "network_acls" {
    for_each = var.network_acls == null ? [] : [var.network_acls]

    content {
      bypass                     = network_acls.value.bypass
      default_action             = network_acls.value.default_action
      ip_rules                   = network_acls.value.ip_rules
      virtual_network_subnet_ids = network_acls.value.virtual_network_subnet_ids
    }
  }
}

module "keys" {
  source   = "./modules/key"
  for_each = var.keys

  key_vault_resource_id = azurerm_key_vault.this.id
  name                  = each.value.name
  type                  = each.value.key_type
  opts                  = each.value.key_opts
  expiration_date       = each.value.expiration_date
  rotation_policy       = each.value.rotation_policy
}

module "secrets" {
  source   = "./modules/secret"
  for_each = var.secrets

  key_vault_resource_id = azurerm_key_vault.this.id
  name                  = each.value.name
  value                 = try(var.secrets_value[each.key], null)
  value_wo              = try(var.secrets_value_wo[each.key], null)
  content_type          = each.value.content_type
  expiration_date       = each.value.expiration_date
}

resource "azurerm_private_endpoint" "this" {
  for_each = { for key, each in var.private_endpoints : key => each if var.private_endpoints_manage_dns_zone_group }

  name                = try(coalesce(each.value.name), "pe-${var.name}")
  location            = var.location
  resource_group_name = var.resource_group_name
  subnet_id           = each.value.subnet_resource_id

  private_service_connection {
    name                           = "pse-${var.name}"
    is_manual_connection           = false
    private_connection_resource_id = azurerm_key_vault.this.id
    subresource_names              = ["vault"]
  }
}

resource "azurerm_private_endpoint" "this_unmanaged_dns_zone_groups" {
  for_each = { for key, each in var.private_endpoints : key => each if !var.private_endpoints_manage_dns_zone_group }

  name                = try(coalesce(each.value.name), "pe-${var.name}")
  location            = var.location
  resource_group_name = var.resource_group_name
  subnet_id           = each.value.subnet_resource_id

  private_service_connection {
    name                           = "pse-${var.name}"
    is_manual_connection           = false
    private_connection_resource_id = azurerm_key_vault.this.id
    subresource_names              = ["vault"]
  }
}

resource "azurerm_monitor_diagnostic_setting" "this" {
  for_each = var.diagnostic_settings

  name                           = each.value.name != null ? each.value.name : "diag-${var.name}"
  target_resource_id             = azurerm_key_vault.this.id
  eventhub_authorization_rule_id = each.value.event_hub_authorization_rule_resource_id
  eventhub_name                  = each.value.event_hub_name
  log_analytics_workspace_id     = each.value.workspace_resource_id
  partner_solution_id            = each.value.marketplace_partner_resource_id
  storage_account_id             = each.value.storage_account_resource_id

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
