data "iaclint_unknown" "other" {}

output "resource_id" { value = azurerm_postgresql_flexible_server.this.id }
output "name" { value = azurerm_postgresql_flexible_server.this.name }
output "database_name" { value = data.iaclint_unknown.other.database_name }
output "database_resource_ids" { value = data.iaclint_unknown.other.database_resource_ids }
output "fqdn" { value = data.iaclint_unknown.other.fqdn }
output "private_endpoints" { value = data.iaclint_unknown.other.private_endpoints }
