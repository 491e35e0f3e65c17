output "arn" { value = one(aws_flow_log.this[*].arn) }
output "cloudwatch_log_group_arn" { value = one(aws_cloudwatch_log_group.this[*].arn) }
output "cloudwatch_log_group_name" { value = one(aws_cloudwatch_log_group.this[*].name) }
output "iam_role_arn" { value = data.iaclint_unknown.role.arn }
output "iam_role_name" { value = data.iaclint_unknown.role.name }
output "iam_role_unique_id" { value = data.iaclint_unknown.role.unique_id }
output "id" { value = one(aws_flow_log.this[*].id) }
