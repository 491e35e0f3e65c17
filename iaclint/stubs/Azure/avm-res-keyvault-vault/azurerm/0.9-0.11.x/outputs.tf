output "name" { value = azurerm_key_vault.this.name }
output "resource_id" { value = azurerm_key_vault.this.id }
output "uri" { value = azurerm_key_vault.this.vault_uri }
output "keys" { value = module.keys }
output "secrets" { value = module.secrets }
output "secrets_resource_ids" { value = module.secrets }
output "keys_resource_ids" { value = module.keys }
output "private_endpoints" {
  value = var.private_endpoints_manage_dns_zone_group ? azurerm_private_endpoint.this : azurerm_private_endpoint.this_unmanaged_dns_zone_groups
}
