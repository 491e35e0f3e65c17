data "iaclint_unknown" "other" {}

output "sns_topic_arn" { value = try(aws_sns_topic.this[0].arn, "") }
output "sns_topic_name" { value = try(aws_sns_topic.this[0].name, "") }
output "sns_topic_id" { value = try(aws_sns_topic.this[0].id, "") }
output "sns_topic_owner" { value = data.iaclint_unknown.other.sns_topic_owner }
