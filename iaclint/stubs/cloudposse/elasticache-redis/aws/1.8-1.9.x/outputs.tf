data "iaclint_unknown" "other" {}

output "id" { value = join("", aws_elasticache_replication_group.default[*].id) }
output "arn" { value = join("", local.has_group ? aws_elasticache_replication_group.default[*].arn : aws_elasticache_serverless_cache.default[*].arn) }
output "port" { value = var.port }
output "serverless_enabled" { value = var.serverless_enabled }
output "transit_encryption_mode" { value = join("", aws_elasticache_replication_group.default[*].transit_encryption_mode) }
output "security_group_id" { value = data.iaclint_unknown.other.security_group_id }
output "security_group_name" { value = data.iaclint_unknown.other.security_group_name }
output "endpoint" { value = data.iaclint_unknown.other.endpoint }
output "reader_endpoint_address" { value = data.iaclint_unknown.other.reader_endpoint_address }
output "member_clusters" { value = data.iaclint_unknown.other.member_clusters }
output "host" { value = data.iaclint_unknown.other.host }
output "engine_version_actual" { value = data.iaclint_unknown.other.engine_version_actual }
output "cluster_enabled" { value = data.iaclint_unknown.other.cluster_enabled }
