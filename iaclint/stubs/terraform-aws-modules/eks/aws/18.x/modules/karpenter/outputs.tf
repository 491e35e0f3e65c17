data "iaclint_unknown" "other" {}

output "queue_arn" { value = try(aws_sqs_queue.this[0].arn, null) }
output "queue_name" { value = try(aws_sqs_queue.this[0].name, null) }
output "queue_url" { value = try(aws_sqs_queue.this[0].url, null) }
output "event_rules" { value = data.iaclint_unknown.other.event_rules }
output "instance_profile_arn" { value = data.iaclint_unknown.other.instance_profile_arn }
output "instance_profile_id" { value = data.iaclint_unknown.other.instance_profile_id }
output "instance_profile_name" { value = data.iaclint_unknown.other.instance_profile_name }
output "instance_profile_unique" { value = data.iaclint_unknown.other.instance_profile_unique }
output "irsa_name" { value = data.iaclint_unknown.other.irsa_name }
output "irsa_arn" { value = data.iaclint_unknown.other.irsa_arn }
output "irsa_unique_id" { value = data.iaclint_unknown.other.irsa_unique_id }
output "role_name" { value = data.iaclint_unknown.other.role_name }
output "role_arn" { value = data.iaclint_unknown.other.role_arn }
output "role_unique_id" { value = data.iaclint_unknown.other.role_unique_id }
