data "iaclint_unknown" "other" {}

output "cf_id" { value = try(aws_cloudfront_distribution.default[0].id, "") }
output "cf_arn" { value = try(aws_cloudfront_distribution.default[0].arn, "") }
output "cf_domain_name" { value = try(aws_cloudfront_distribution.default[0].domain_name, "") }
output "cf_hosted_zone_id" { value = try(aws_cloudfront_distribution.default[0].hosted_zone_id, "") }
output "cf_identity_iam_arn" { value = try(aws_cloudfront_origin_access_identity.default[0].iam_arn, "") }
output "cf_access_control_id" { value = try(aws_cloudfront_origin_access_control.default[0].id, "") }
output "cf_primary_origin_id" { value = module.this.id }
output "s3_bucket" { value = local.bucket }
output "s3_bucket_domain_name" { value = local.domain }
output "s3_bucket_arn" { value = local.bucket_arn }
output "s3_bucket_policy" { value = join("", aws_s3_bucket_policy.default[*].policy) }
output "logs" { value = module.logs }
output "aliases" { value = var.aliases }
output "cf_status" { value = data.iaclint_unknown.other.cf_status }
output "cf_etag" { value = data.iaclint_unknown.other.cf_etag }
output "cf_origin_groups" { value = data.iaclint_unknown.other.cf_origin_groups }
output "cf_origin_ids" { value = data.iaclint_unknown.other.cf_origin_ids }
output "cf_s3_canonical_user_id" { value = data.iaclint_unknown.other.cf_s3_canonical_user_id }
