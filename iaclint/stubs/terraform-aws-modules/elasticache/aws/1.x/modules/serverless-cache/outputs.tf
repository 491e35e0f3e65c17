data "iaclint_unknown" "other" {}

output "serverless_cache_arn" { value = data.iaclint_unknown.other.serverless_cache_arn }
output "serverless_cache_create_time" { value = data.iaclint_unknown.other.serverless_cache_create_time }
output "serverless_cache_endpoint" { value = data.iaclint_unknown.other.serverless_cache_endpoint }
output "serverless_cache_full_engine_version" { value = data.iaclint_unknown.other.serverless_cache_full_engine_version }
output "serverless_cache_major_engine_version" { value = data.iaclint_unknown.other.serverless_cache_major_engine_version }
output "serverless_cache_reader_endpoint" { value = data.iaclint_unknown.other.serverless_cache_reader_endpoint }
output "serverless_cache_status" { value = data.iaclint_unknown.other.serverless_cache_status }
