data "iaclint_unknown" "other" {}

output "resource_id" { value = azurerm_mssql_server.this.id }
output "resource_name" { value = azurerm_mssql_server.this.name }
output "resource_databases" {
  value     = module.database
  sensitive = true
}
output "administrator_login_password_key_vault_secret" { value = data.iaclint_unknown.other.administrator_login_password_key_vault_secret }
output "generated_administrator_login_password" { value = data.iaclint_unknown.other.generated_administrator_login_password }
output "private_endpoints" { value = data.iaclint_unknown.other.private_endpoints }
output "resource" { value = data.iaclint_unknown.other.resource }
output "resource_elasticpools" { value = data.iaclint_unknown.other.resource_elasticpools }
