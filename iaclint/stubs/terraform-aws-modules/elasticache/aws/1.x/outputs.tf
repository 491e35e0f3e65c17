data "iaclint_unknown" "other" {}

output "security_group_id" { value = try(aws_security_group.this[0].id, null) }
output "replication_group_arn" { value = try(aws_elasticache_replication_group.this[0].arn, null) }
output "replication_group_id" { value = try(aws_elasticache_replication_group.this[0].id, null) }
output "cluster_arn" { value = try(aws_elasticache_cluster.this[0].arn, null) }
output "cluster_engine_version_actual" { value = data.iaclint_unknown.other.cluster_engine_version_actual }
output "cluster_cache_nodes" { value = data.iaclint_unknown.other.cluster_cache_nodes }
output "cluster_address" { value = data.iaclint_unknown.other.cluster_address }
output "cluster_configuration_endpoint" { value = data.iaclint_unknown.other.cluster_configuration_endpoint }
output "replication_group_engine_version_actual" { value = data.iaclint_unknown.other.replication_group_engine_version_actual }
output "replication_group_configuration_endpoint_address" { value = data.iaclint_unknown.other.replication_group_configuration_endpoint_address }
output "replication_group_member_clusters" { value = data.iaclint_unknown.other.replication_group_member_clusters }
output "replication_group_primary_endpoint_address" { value = data.iaclint_unknown.other.replication_group_primary_endpoint_address }
output "replication_group_port" { value = data.iaclint_unknown.other.replication_group_port }
output "replication_group_reader_endpoint_address" { value = data.iaclint_unknown.other.replication_group_reader_endpoint_address }
output "global_replication_group_id" { value = try(aws_elasticache_global_replication_group.this[0].id, null) }
output "global_replication_group_arn" { value = try(aws_elasticache_global_replication_group.this[0].arn, null) }
output "global_replication_group_engine_version_actual" { value = data.iaclint_unknown.other.global_replication_group_engine_version_actual }
output "global_replication_group_node_groups" { value = data.iaclint_unknown.other.global_replication_group_node_groups }
output "cloudwatch_log_groups" { value = data.iaclint_unknown.other.cloudwatch_log_groups }
output "cloudwatch_log_group_name" { value = data.iaclint_unknown.other.cloudwatch_log_group_name }
output "cloudwatch_log_group_arn" { value = data.iaclint_unknown.other.cloudwatch_log_group_arn }
output "parameter_group_arn" { value = data.iaclint_unknown.other.parameter_group_arn }
output "parameter_group_id" { value = data.iaclint_unknown.other.parameter_group_id }
output "subnet_group_name" { value = try(aws_elasticache_subnet_group.this[0].name, null) }
output "security_group_arn" { value = data.iaclint_unknown.other.security_group_arn }
output "replication_group_coniguration_endpoint_address" { value = data.iaclint_unknown.other.replication_group_configuration_endpoint_address }
