data "iaclint_unknown" "other" {}

output "id" { value = join("", aws_redshift_cluster.default[*].id) }
output "arn" { value = join("", aws_redshift_cluster.default[*].arn) }
output "cluster_identifier" { value = join("", aws_redshift_cluster.default[*].cluster_identifier) }
output "cluster_revision_number" { value = data.iaclint_unknown.other.cluster_revision_number }
output "cluster_subnet_group_name" { value = data.iaclint_unknown.other.cluster_subnet_group_name }
output "cluster_parameter_group_name" { value = data.iaclint_unknown.other.cluster_parameter_group_name }
output "port" { value = data.iaclint_unknown.other.port }
output "dns_name" { value = data.iaclint_unknown.other.dns_name }
output "vpc_security_group_ids" { value = data.iaclint_unknown.other.vpc_security_group_ids }
output "endpoint" { value = data.iaclint_unknown.other.endpoint }
output "database_name" { value = data.iaclint_unknown.other.database_name }
output "node_type" { value = data.iaclint_unknown.other.node_type }
output "cluster_type" { value = data.iaclint_unknown.other.cluster_type }
output "redshift_subnet_group_arn" { value = data.iaclint_unknown.other.redshift_subnet_group_arn }
output "redshift_subnet_group_id" { value = data.iaclint_unknown.other.redshift_subnet_group_id }
output "redshift_parameter_group_arn" { value = data.iaclint_unknown.other.redshift_parameter_group_arn }
output "redshift_parameter_group_id" { value = data.iaclint_unknown.other.redshift_parameter_group_id }
output "cluster_security_groups" { value = data.iaclint_unknown.other.cluster_security_groups }
