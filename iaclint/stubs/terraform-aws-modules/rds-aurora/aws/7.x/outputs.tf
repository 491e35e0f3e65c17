data "iaclint_unknown" "other" {}

output "cluster_arn" { value = try(aws_rds_cluster.this[0].arn, null) }
output "cluster_id" { value = try(aws_rds_cluster.this[0].id, null) }
output "db_subnet_group_name" { value = try(aws_rds_cluster.this[0].db_subnet_group_name, null) }
output "security_group_id" { value = try(aws_security_group.this[0].id, null) }
output "cluster_resource_id" { value = data.iaclint_unknown.other.cluster_resource_id }
output "cluster_members" { value = data.iaclint_unknown.other.cluster_members }
output "cluster_endpoint" { value = data.iaclint_unknown.other.cluster_endpoint }
output "cluster_reader_endpoint" { value = data.iaclint_unknown.other.cluster_reader_endpoint }
output "cluster_engine_version_actual" { value = data.iaclint_unknown.other.cluster_engine_version_actual }
output "cluster_database_name" { value = data.iaclint_unknown.other.cluster_database_name }
output "cluster_port" { value = data.iaclint_unknown.other.cluster_port }
output "cluster_master_password" { value = data.iaclint_unknown.other.cluster_master_password }
output "cluster_master_username" { value = data.iaclint_unknown.other.cluster_master_username }
output "cluster_hosted_zone_id" { value = data.iaclint_unknown.other.cluster_hosted_zone_id }
output "cluster_instances" { value = data.iaclint_unknown.other.cluster_instances }
output "additional_cluster_endpoints" { value = data.iaclint_unknown.other.additional_cluster_endpoints }
output "cluster_role_associations" { value = data.iaclint_unknown.other.cluster_role_associations }
output "enhanced_monitoring_iam_role_name" { value = data.iaclint_unknown.other.enhanced_monitoring_iam_role_name }
output "enhanced_monitoring_iam_role_arn" { value = data.iaclint_unknown.other.enhanced_monitoring_iam_role_arn }
output "enhanced_monitoring_iam_role_unique_id" { value = data.iaclint_unknown.other.enhanced_monitoring_iam_role_unique_id }
output "db_cluster_parameter_group_arn" { value = data.iaclint_unknown.other.db_cluster_parameter_group_arn }
output "db_cluster_parameter_group_id" { value = data.iaclint_unknown.other.db_cluster_parameter_group_id }
output "db_parameter_group_arn" { value = data.iaclint_unknown.other.db_parameter_group_arn }
output "db_parameter_group_id" { value = data.iaclint_unknown.other.db_parameter_group_id }
output "db_cluster_cloudwatch_log_groups" { value = data.iaclint_unknown.other.db_cluster_cloudwatch_log_groups }
