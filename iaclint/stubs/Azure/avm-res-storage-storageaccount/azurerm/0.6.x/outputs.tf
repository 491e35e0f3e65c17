data "iaclint_unknown" "other" {}

output "name" { value = azurerm_storage_account.this.name }
output "resource_id" { value = azurerm_storage_account.this.id }
output "resource" {
  value     = azurerm_storage_account.this
  sensitive = true
}
output "private_endpoints" {
  value = var.private_endpoints_manage_dns_zone_group ? azurerm_private_endpoint.this : azurerm_private_endpoint.this_unmanaged_dns_zone_groups
}
output "containers" { value = data.iaclint_unknown.other.containers }
output "data_lake_gen2_filesystems" { value = data.iaclint_unknown.other.data_lake_gen2_filesystems }
output "fqdn" { value = data.iaclint_unknown.other.fqdn }
output "local_users" { value = data.iaclint_unknown.other.local_users }
output "primary_access_key" { value = data.iaclint_unknown.other.primary_access_key }
output "queues" { value = data.iaclint_unknown.other.queues }
output "secondary_access_key" { value = data.iaclint_unknown.other.secondary_access_key }
output "shares" { value = data.iaclint_unknown.other.shares }
output "tables" { value = data.iaclint_unknown.other.tables }
