data "iaclint_unknown" "other" {}

output "launch_template_id" { value = try(aws_launch_template.this[0].id, null) }
output "launch_template_arn" { value = try(aws_launch_template.this[0].arn, null) }
output "launch_template_latest_version" { value = data.iaclint_unknown.other.launch_template_latest_version }
output "launch_template_name" { value = try(aws_launch_template.this[0].name, null) }
output "node_group_arn" { value = data.iaclint_unknown.other.node_group_arn }
output "node_group_id" { value = data.iaclint_unknown.other.node_group_id }
output "node_group_resources" { value = data.iaclint_unknown.other.node_group_resources }
output "node_group_autoscaling_group_names" { value = data.iaclint_unknown.other.node_group_autoscaling_group_names }
output "node_group_status" { value = data.iaclint_unknown.other.node_group_status }
output "node_group_labels" { value = data.iaclint_unknown.other.node_group_labels }
output "node_group_taints" { value = data.iaclint_unknown.other.node_group_taints }
output "iam_role_name" { value = data.iaclint_unknown.other.iam_role_name }
output "iam_role_arn" { value = data.iaclint_unknown.other.iam_role_arn }
output "iam_role_unique_id" { value = data.iaclint_unknown.other.iam_role_unique_id }
output "security_group_arn" { value = data.iaclint_unknown.other.security_group_arn }
output "security_group_id" { value = data.iaclint_unknown.other.security_group_id }
