data "iaclint_unknown" "other" {}

output "backup_vault_id" { value = join("", local.has_vault ? aws_backup_vault.default[*].id : data.aws_backup_vault.existing[*].id) }
output "backup_vault_arn" { value = join("", local.has_vault ? aws_backup_vault.default[*].arn : data.aws_backup_vault.existing[*].arn) }
output "backup_plan_arn" { value = join("", aws_backup_plan.default[*].arn) }
output "backup_plan_version" { value = data.iaclint_unknown.other.backup_plan_version }
output "backup_selection_id" { value = data.iaclint_unknown.other.backup_selection_id }
output "role_name" { value = data.iaclint_unknown.other.role_name }
output "role_arn" { value = data.iaclint_unknown.other.role_arn }
