data "iaclint_unknown" "other" {}

output "cloudfront_distribution_id" { value = try(aws_cloudfront_distribution.this[0].id, null) }
output "cloudfront_distribution_arn" { value = try(aws_cloudfront_distribution.this[0].arn, null) }
output "cloudfront_origin_access_controls" { value = aws_cloudfront_origin_access_control.this }
output "cloudfront_distribution_caller_reference" { value = data.iaclint_unknown.other.cloudfront_distribution_caller_reference }
output "cloudfront_distribution_status" { value = data.iaclint_unknown.other.cloudfront_distribution_status }
output "cloudfront_distribution_trusted_signers" { value = data.iaclint_unknown.other.cloudfront_distribution_trusted_signers }
output "cloudfront_distribution_domain_name" { value = data.iaclint_unknown.other.cloudfront_distribution_domain_name }
output "cloudfront_distribution_last_modified_time" { value = data.iaclint_unknown.other.cloudfront_distribution_last_modified_time }
output "cloudfront_distribution_in_progress_validation_batches" { value = data.iaclint_unknown.other.cloudfront_distribution_in_progress_validation_batches }
output "cloudfront_distribution_etag" { value = data.iaclint_unknown.other.cloudfront_distribution_etag }
output "cloudfront_distribution_hosted_zone_id" { value = data.iaclint_unknown.other.cloudfront_distribution_hosted_zone_id }
output "cloudfront_vpc_origins" { value = data.iaclint_unknown.other.cloudfront_vpc_origins }
output "cloudfront_cache_policies" { value = data.iaclint_unknown.other.cloudfront_cache_policies }
output "cloudfront_origin_request_policies" { value = data.iaclint_unknown.other.cloudfront_origin_request_policies }
output "cloudfront_response_headers_policies" { value = data.iaclint_unknown.other.cloudfront_response_headers_policies }
output "cloudfront_functions" { value = data.iaclint_unknown.other.cloudfront_functions }
output "cloudfront_monitoring_subscription_id" { value = data.iaclint_unknown.other.cloudfront_monitoring_subscription_id }
output "connection_function_arn" { value = data.iaclint_unknown.other.connection_function_arn }
output "connection_function_etag" { value = data.iaclint_unknown.other.connection_function_etag }
output "connection_function_id" { value = data.iaclint_unknown.other.connection_function_id }
output "connection_function_live_stage_etag" { value = data.iaclint_unknown.other.connection_function_live_stage_etag }
output "connection_function_status" { value = data.iaclint_unknown.other.connection_function_status }
