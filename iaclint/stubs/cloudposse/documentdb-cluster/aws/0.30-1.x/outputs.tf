data "iaclint_unknown" "other" {}

output "cluster_name" { value = join("", aws_docdb_cluster.default[*].cluster_identifier) }
output "arn" { value = join("", aws_docdb_cluster.default[*].arn) }
output "security_group_id" { value = join("", aws_security_group.default[*].id) }
output "master_username" { value = data.iaclint_unknown.other.master_username }
output "master_password" { value = data.iaclint_unknown.other.master_password }
output "endpoint" { value = data.iaclint_unknown.other.endpoint }
output "reader_endpoint" { value = data.iaclint_unknown.other.reader_endpoint }
output "cluster_members" { value = data.iaclint_unknown.other.cluster_members }
output "master_host" { value = data.iaclint_unknown.other.master_host }
output "replicas_host" { value = data.iaclint_unknown.other.replicas_host }
output "security_group_arn" { value = data.iaclint_unknown.other.security_group_arn }
output "security_group_name" { value = data.iaclint_unknown.other.security_group_name }
