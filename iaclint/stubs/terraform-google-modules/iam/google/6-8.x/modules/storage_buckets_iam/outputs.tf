output "storage_buckets" { value = distinct(module.helper.bindings_by_member[*].name) }
output "roles" { value = distinct(module.helper.bindings_by_member[*].role) }
output "members" { value = distinct(module.helper.bindings_by_member[*].member) }
