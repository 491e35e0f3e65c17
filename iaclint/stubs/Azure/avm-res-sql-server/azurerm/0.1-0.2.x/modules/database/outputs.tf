output "name" { value = azurerm_mssql_database.this.name }
output "resource" { value = azurerm_mssql_database.this }
output "resource_id" { value = azurerm_mssql_database.this.id }
