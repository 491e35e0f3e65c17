output "bucket_domain_name" { value = module.s3_bucket.bucket_domain_name }
output "bucket_id" { value = module.s3_bucket.bucket_id }
output "bucket_arn" { value = module.s3_bucket.bucket_arn }
output "prefix" { value = module.s3_bucket.prefix }
output "bucket_notifications_sqs_queue_arn" { value = module.s3_bucket.bucket_notifications_sqs_queue_arn }
