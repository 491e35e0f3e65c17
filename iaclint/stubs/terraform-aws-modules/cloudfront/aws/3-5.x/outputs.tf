data "iaclint_unknown" "other" {}

output "cloudfront_distribution_id" { value = try(aws_cloudfront_distribution.this[0].id, "") }
output "cloudfront_distribution_arn" { value = try(aws_cloudfront_distribution.this[0].arn, "") }
output "cloudfront_distribution_caller_reference" { value = data.iaclint_unknown.other.cloudfront_distribution_caller_reference }
output "cloudfront_distribution_status" { value = data.iaclint_unknown.other.cloudfront_distribution_status }
output "cloudfront_distribution_trusted_signers" { value = data.iaclint_unknown.other.cloudfront_distribution_trusted_signers }
output "cloudfront_distribution_domain_name" { value = try(aws_cloudfront_distribution.this[0].domain_name, "") }
output "cloudfront_distribution_last_modified_time" { value = data.iaclint_unknown.other.cloudfront_distribution_last_modified_time }
output "cloudfront_distribution_in_progress_validation_batches" { value = data.iaclint_unknown.other.cloudfront_distribution_in_progress_validation_batches }
output "cloudfront_distribution_etag" { value = data.iaclint_unknown.other.cloudfront_distribution_etag }
output "cloudfront_distribution_hosted_zone_id" { value = try(aws_cloudfront_distribution.this[0].hosted_zone_id, "") }
output "cloudfront_origin_access_identities" { value = aws_cloudfront_origin_access_identity.this }
output "cloudfront_origin_access_identity_ids" { value = [for each in aws_cloudfront_origin_access_identity.this : each.id] }
output "cloudfront_origin_access_identity_iam_arns" { value = [for each in aws_cloudfront_origin_access_identity.this : each.iam_arn] }
output "cloudfront_monitoring_subscription_id" { value = data.iaclint_unknown.other.cloudfront_monitoring_subscription_id }
output "cloudfront_distribution_tags" { value = data.iaclint_unknown.other.cloudfront_distribution_tags }
output "cloudfront_origin_access_controls" { value = aws_cloudfront_origin_access_control.this }
output "cloudfront_origin_access_controls_ids" { value = [for each in aws_cloudfront_origin_access_control.this : each.id] }
output "cloudfront_vpc_origin_ids" { value = data.iaclint_unknown.other.cloudfront_vpc_origin_ids }
output "cloudfront_response_headers_policies" { value = data.iaclint_unknown.other.cloudfront_response_headers_policies }
output "cloudfront_functions" { value = data.iaclint_unknown.other.cloudfront_functions }
