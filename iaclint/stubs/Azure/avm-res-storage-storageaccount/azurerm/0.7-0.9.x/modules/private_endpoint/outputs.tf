data "iaclint_unknown" "other" {}

output "name" { value = azapi_resource.this.name }
output "resource_id" { value = azapi_resource.this.id }
output "extended_location" { value = data.iaclint_unknown.other.extended_location }
output "private_dns_zone_group_id" { value = data.iaclint_unknown.other.private_dns_zone_group_id }
output "role_assignments" { value = data.iaclint_unknown.other.role_assignments }
