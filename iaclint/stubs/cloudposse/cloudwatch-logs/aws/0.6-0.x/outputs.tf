data "iaclint_unknown" "other" {}

output "log_group_arn" { value = join("", aws_cloudwatch_log_group.default[*].arn) }
output "log_group_name" { value = join("", aws_cloudwatch_log_group.default[*].name) }
output "stream_arns" { value = data.iaclint_unknown.other.stream_arns }
output "role_arn" { value = data.iaclint_unknown.other.role_arn }
output "role_name" { value = data.iaclint_unknown.other.role_name }
