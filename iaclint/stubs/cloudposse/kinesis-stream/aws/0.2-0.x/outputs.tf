data "iaclint_unknown" "other" {}

output "name" { value = try(aws_kinesis_stream.default[0].name, null) }
output "stream_arn" { value = try(aws_kinesis_stream.default[0].arn, null) }
output "shard_count" { value = data.iaclint_unknown.other.shard_count }
output "consumers" { value = data.iaclint_unknown.other.consumers }
