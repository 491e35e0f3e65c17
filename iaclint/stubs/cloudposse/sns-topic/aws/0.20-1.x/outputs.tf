data "iaclint_unknown" "other" {}

output "sns_topic_name" { value = try(aws_sns_topic.this[0].name, null) }
output "sns_topic_id" { value = try(aws_sns_topic.this[0].id, null) }
output "sns_topic_arn" { value = try(aws_sns_topic.this[0].arn, null) }
output "dead_letter_queue_arn" { value = one(aws_sqs_queue.dead_letter_queue[*].arn) }
output "dead_letter_queue_id" { value = one(aws_sqs_queue.dead_letter_queue[*].id) }
output "sns_topic" { value = data.iaclint_unknown.other.sns_topic }
output "sns_topic_owner" { value = data.iaclint_unknown.other.sns_topic_owner }
output "aws_sns_topic_subscriptions" { value = data.iaclint_unknown.other.aws_sns_topic_subscriptions }
output "dead_letter_queue_url" { value = data.iaclint_unknown.other.dead_letter_queue_url }
output "dead_letter_queue_name" { value = data.iaclint_unknown.other.dead_letter_queue_name }
