output "s3_bucket_notification_id" { value = element(concat(aws_s3_bucket_notification.this.*.id, [""]), 0) }
