output "bindings_by_member" { value = values(local.by_member) }
output "set_authoritative" { value = toset(keys(local.authoritative)) }
output "set_additive" { value = toset(keys(local.additive)) }
output "bindings_authoritative" { value = local.authoritative }
output "bindings_additive" { value = local.additive }
