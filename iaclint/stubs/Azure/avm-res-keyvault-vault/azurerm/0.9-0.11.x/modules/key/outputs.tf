data "iaclint_unknown" "other" {}

output "id" { value = azurerm_key_vault_key.this.id }
output "name" { value = azurerm_key_vault_key.this.name }
output "resource_id" { value = azurerm_key_vault_key.this.resource_id }
output "resource_versionless_id" { value = azurerm_key_vault_key.this.resource_versionless_id }
output "versionless_id" { value = azurerm_key_vault_key.this.versionless_id }
output "e" { value = data.iaclint_unknown.other.e }
output "n" { value = data.iaclint_unknown.other.n }
output "public_key_openssh" { value = data.iaclint_unknown.other.public_key_openssh }
output "public_key_pem" { value = data.iaclint_unknown.other.public_key_pem }
output "x" { value = data.iaclint_unknown.other.x }
output "y" { value = data.iaclint_unknown.other.y }
