output "vector_bucket_arn" { value = try(aws_s3vectors_vector_bucket.this[0].vector_bucket_arn, null) }
output "vector_bucket_name" { value = try(aws_s3vectors_vector_bucket.this[0].vector_bucket_name, null) }
output "creation_time" { value = try(aws_s3vectors_vector_bucket.this[0].creation_time, null) }
output "index_arns" { value = data.iaclint_unknown.indexes.arns }
output "index_creation_times" { value = data.iaclint_unknown.indexes.creation_times }
