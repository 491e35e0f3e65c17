data "iaclint_unknown" "stream" {}

output "encryption_key_arn" { value = one(aws_kms_key.encryption_key[*].arn) }
output "encryption_key_id" { value = one(aws_kms_key.encryption_key[*].key_id) }
output "log_group_arn" { value = aws_cloudwatch_log_group.log_group.arn }
output "log_group_name" { value = aws_cloudwatch_log_group.log_group.name }
output "log_group_retention_in_days" { value = var.log_group_retention_in_days }
output "log_stream_arn" { value = data.iaclint_unknown.stream.arn }
output "log_stream_log_group_name" { value = aws_cloudwatch_log_group.log_group.name }
output "log_stream_name" { value = var.logs_path }
output "logs_path" { value = var.logs_path }
