data "iaclint_unknown" "other" {}

output "s3_bucket_id" { value = try(aws_s3_bucket_policy.this[0].id, aws_s3_bucket.this[0].id, "") }
output "s3_bucket_arn" { value = try(aws_s3_bucket.this[0].arn, "") }
output "s3_bucket_bucket_domain_name" { value = try(aws_s3_bucket.this[0].bucket_domain_name, "") }
output "s3_bucket_bucket_regional_domain_name" { value = try(aws_s3_bucket.this[0].bucket_regional_domain_name, "") }
output "s3_bucket_hosted_zone_id" { value = try(aws_s3_bucket.this[0].hosted_zone_id, "") }
output "s3_bucket_region" { value = data.iaclint_unknown.other.s3_bucket_region }
output "s3_bucket_website_endpoint" { value = try(aws_s3_bucket_website_configuration.this[0].website_endpoint, "") }
output "s3_bucket_website_domain" { value = data.iaclint_unknown.other.s3_bucket_website_domain }
