data "iaclint_unknown" "other" {}

output "table_name" { value = one(aws_dynamodb_table.default[*].name) }
output "table_id" { value = one(aws_dynamodb_table.default[*].id) }
output "table_arn" { value = one(aws_dynamodb_table.default[*].arn) }
output "table_stream_arn" { value = one(aws_dynamodb_table.default[*].stream_arn) }
output "global_secondary_index_names" { value = data.iaclint_unknown.other.global_secondary_index_names }
output "local_secondary_index_names" { value = data.iaclint_unknown.other.local_secondary_index_names }
output "table_stream_label" { value = data.iaclint_unknown.other.table_stream_label }
