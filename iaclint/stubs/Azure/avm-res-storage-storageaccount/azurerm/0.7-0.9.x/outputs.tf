data "iaclint_unknown" "other" {}

output "name" { value = azapi_resource.this.name }
output "resource_id" { value = azapi_resource.this.id }
output "containers" { value = data.iaclint_unknown.other.containers }
output "data_lake_gen2_filesystems" { value = data.iaclint_unknown.other.data_lake_gen2_filesystems }
output "fqdn" { value = data.iaclint_unknown.other.fqdn }
output "local_users" { value = data.iaclint_unknown.other.local_users }
output "private_endpoints" { value = data.iaclint_unknown.other.private_endpoints }
output "queues" { value = data.iaclint_unknown.other.queues }
output "resource" { value = data.iaclint_unknown.other.resource }
output "shares" { value = data.iaclint_unknown.other.shares }
output "tables" { value = data.iaclint_unknown.other.tables }
