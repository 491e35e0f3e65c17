data "iaclint_unknown" "other" {}

output "bucket_id" { value = local.enabled ? local.id : "" }
output "bucket_arn" { value = local.enabled ? join("", aws_s3_bucket.default[*].arn) : "" }
output "bucket_domain_name" { value = local.enabled ? join("", aws_s3_bucket.default[*].bucket_domain_name) : "" }
output "bucket_regional_domain_name" { value = local.enabled ? join("", aws_s3_bucket.default[*].bucket_regional_domain_name) : "" }
output "enabled" { value = local.enabled }
output "bucket_website_domain" { value = data.iaclint_unknown.other.bucket_website_domain }
output "bucket_website_endpoint" { value = data.iaclint_unknown.other.bucket_website_endpoint }
output "bucket_region" { value = data.iaclint_unknown.other.bucket_region }
output "user_enabled" { value = data.iaclint_unknown.other.user_enabled }
output "user_name" { value = data.iaclint_unknown.other.user_name }
output "user_arn" { value = data.iaclint_unknown.other.user_arn }
output "user_unique_id" { value = data.iaclint_unknown.other.user_unique_id }
output "replication_role_arn" { value = data.iaclint_unknown.other.replication_role_arn }
output "access_key_id" { value = data.iaclint_unknown.other.access_key_id }
output "secret_access_key" { value = data.iaclint_unknown.other.secret_access_key }
output "access_key_id_ssm_path" { value = data.iaclint_unknown.other.access_key_id_ssm_path }
output "secret_access_key_ssm_path" { value = data.iaclint_unknown.other.secret_access_key_ssm_path }
output "bucket_hosted_zone_id" { value = data.iaclint_unknown.other.bucket_hosted_zone_id }
