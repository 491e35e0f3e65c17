data "iaclint_unknown" "other" {}

output "security_group_id" { value = join("", aws_security_group.default[*].id) }
output "domain_arn" { value = local.arn }
output "elasticsearch_user_iam_role_name" { value = join(",", aws_iam_role.elasticsearch_user[*].name) }
output "elasticsearch_user_iam_role_arn" { value = join(",", aws_iam_role.elasticsearch_user[*].arn) }
output "domain_id" { value = data.iaclint_unknown.other.domain_id }
output "domain_name" { value = module.this.enabled ? coalesce(join("", aws_elasticsearch_domain.default[*].domain_name), join("", aws_opensearch_domain.default[*].domain_name)) : null }
output "domain_endpoint" { value = data.iaclint_unknown.other.domain_endpoint }
output "kibana_endpoint" { value = data.iaclint_unknown.other.kibana_endpoint }
output "domain_hostname" { value = data.iaclint_unknown.other.domain_hostname }
output "kibana_hostname" { value = data.iaclint_unknown.other.kibana_hostname }
