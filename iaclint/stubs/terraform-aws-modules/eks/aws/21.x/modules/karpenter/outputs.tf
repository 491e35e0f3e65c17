data "iaclint_unknown" "other" {}

output "iam_role_name" { value = data.iaclint_unknown.other.iam_role_name }
output "iam_role_arn" { value = data.iaclint_unknown.other.iam_role_arn }
output "iam_role_unique_id" { value = data.iaclint_unknown.other.iam_role_unique_id }
output "queue_arn" { value = try(aws_sqs_queue.this[0].arn, null) }
output "queue_name" { value = try(aws_sqs_queue.this[0].name, null) }
output "queue_url" { value = try(aws_sqs_queue.this[0].url, null) }
output "event_rules" { value = data.iaclint_unknown.other.event_rules }
output "node_iam_role_name" { value = data.iaclint_unknown.other.node_iam_role_name }
output "node_iam_role_arn" { value = data.iaclint_unknown.other.node_iam_role_arn }
output "node_iam_role_unique_id" { value = data.iaclint_unknown.other.node_iam_role_unique_id }
output "node_access_entry_arn" { value = data.iaclint_unknown.other.node_access_entry_arn }
output "instance_profile_arn" { value = data.iaclint_unknown.other.instance_profile_arn }
output "instance_profile_id" { value = data.iaclint_unknown.other.instance_profile_id }
output "instance_profile_name" { value = data.iaclint_unknown.other.instance_profile_name }
output "instance_profile_unique" { value = data.iaclint_unknown.other.instance_profile_unique }
output "namespace" { value = data.iaclint_unknown.other.namespace }
output "service_account" { value = data.iaclint_unknown.other.service_account }
