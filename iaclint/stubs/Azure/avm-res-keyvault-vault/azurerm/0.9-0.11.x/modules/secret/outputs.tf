output "id" { value = azurerm_key_vault_secret.this.id }
output "name" { value = azurerm_key_vault_secret.this.name }
output "resource_id" { value = azurerm_key_vault_secret.this.resource_id }
output "resource_versionless_id" { value = azurerm_key_vault_secret.this.resource_versionless_id }
output "versionless_id" { value = azurerm_key_vault_secret.this.versionless_id }
