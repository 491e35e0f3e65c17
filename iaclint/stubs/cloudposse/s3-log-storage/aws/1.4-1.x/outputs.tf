data "iaclint_unknown" "other" {}

output "bucket_domain_name" { value = module.aws_s3_bucket.bucket_domain_name }
output "bucket_id" { value = module.aws_s3_bucket.bucket_id }
output "bucket_arn" { value = module.aws_s3_bucket.bucket_arn }
output "enabled" { value = module.this.enabled }
output "prefix" { value = data.iaclint_unknown.other.prefix }
output "bucket_notifications_sqs_queue_arn" { value = data.iaclint_unknown.other.bucket_notifications_sqs_queue_arn }
