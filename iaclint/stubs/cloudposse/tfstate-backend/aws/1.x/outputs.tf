data "iaclint_unknown" "other" {}

output "s3_bucket_id" { value = one(aws_s3_bucket.default[*].id) }
output "s3_bucket_arn" { value = one(aws_s3_bucket.default[*].arn) }
output "s3_replication_role_arn" { value = one(aws_iam_role.replication[*].arn) }
output "dynamodb_table_name" { value = one(aws_dynamodb_table.with_server_side_encryption[*].name) }
output "dynamodb_table_id" { value = one(aws_dynamodb_table.with_server_side_encryption[*].id) }
output "dynamodb_table_arn" { value = one(aws_dynamodb_table.with_server_side_encryption[*].arn) }
output "s3_bucket_domain_name" { value = one(aws_s3_bucket.default[*].bucket_domain_name) }
output "terraform_backend_config" { value = data.iaclint_unknown.other.terraform_backend_config }
