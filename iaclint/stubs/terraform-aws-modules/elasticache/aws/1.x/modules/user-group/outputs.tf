data "iaclint_unknown" "other" {}

output "group_arn" { value = data.iaclint_unknown.other.group_arn }
output "group_id" { value = data.iaclint_unknown.other.group_id }
output "users" { value = data.iaclint_unknown.other.users }
