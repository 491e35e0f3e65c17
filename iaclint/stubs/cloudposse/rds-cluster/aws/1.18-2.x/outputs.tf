data "iaclint_unknown" "other" {}

output "database_name" { value = var.db_name }
output "cluster_identifier" { value = local.is_regional ? join("", aws_rds_cluster.primary[*].cluster_identifier) : join("", aws_rds_cluster.secondary[*].cluster_identifier) }
output "arn" { value = local.is_regional ? join("", aws_rds_cluster.primary[*].arn) : join("", aws_rds_cluster.secondary[*].arn) }
output "security_group_id" { value = join("", aws_security_group.default[*].id) }
output "security_group_arn" { value = join("", aws_security_group.default[*].arn) }
output "security_group_name" { value = join("", aws_security_group.default[*].name) }
output "master_username" { value = data.iaclint_unknown.other.master_username }
output "endpoint" { value = data.iaclint_unknown.other.endpoint }
output "reader_endpoint" { value = data.iaclint_unknown.other.reader_endpoint }
output "port" { value = data.iaclint_unknown.other.port }
output "admin_user_secret" { value = data.iaclint_unknown.other.admin_user_secret }
output "master_host" { value = data.iaclint_unknown.other.master_host }
output "replicas_host" { value = data.iaclint_unknown.other.replicas_host }
output "dbi_resource_ids" { value = data.iaclint_unknown.other.dbi_resource_ids }
output "instance_endpoints" { value = data.iaclint_unknown.other.instance_endpoints }
output "cluster_resource_id" { value = data.iaclint_unknown.other.cluster_resource_id }
output "cluster_security_groups" { value = data.iaclint_unknown.other.cluster_security_groups }
output "activity_stream_arn" { value = data.iaclint_unknown.other.activity_stream_arn }
output "activity_stream_name" { value = data.iaclint_unknown.other.activity_stream_name }
output "reserved_instance" { value = data.iaclint_unknown.other.reserved_instance }
