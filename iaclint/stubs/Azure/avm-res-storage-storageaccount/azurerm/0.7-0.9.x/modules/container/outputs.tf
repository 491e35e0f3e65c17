data "iaclint_unknown" "other" {}

output "resource_id" { value = azapi_resource.this.id }
output "name" { value = data.iaclint_unknown.other.name }
output "resource" { value = data.iaclint_unknown.other.resource }
output "role_assignments" { value = data.iaclint_unknown.other.role_assignments }
