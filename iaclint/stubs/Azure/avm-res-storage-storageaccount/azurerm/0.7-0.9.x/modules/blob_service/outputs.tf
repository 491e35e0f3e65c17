data "iaclint_unknown" "other" {}

output "resource_id" { value = azapi_update_resource.this.id }
output "resource" { value = data.iaclint_unknown.other.resource }
output "restore_policy_last_enabled_time" { value = data.iaclint_unknown.other.restore_policy_last_enabled_time }
output "restore_policy_min_restore_time" { value = data.iaclint_unknown.other.restore_policy_min_restore_time }
