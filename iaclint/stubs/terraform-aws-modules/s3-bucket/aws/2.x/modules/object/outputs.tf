data "iaclint_unknown" "other" {}

output "s3_bucket_object_id" { value = element(concat(aws_s3_bucket_object.this.*.id, [""]), 0) }
output "s3_bucket_object_etag" { value = data.iaclint_unknown.other.s3_bucket_object_etag }
output "s3_bucket_object_version_id" { value = element(concat(aws_s3_bucket_object.this.*.version_id, [""]), 0) }
