output "bucket" {
  value = aws_s3_bucket.this.id
}

output "arn" {
  value = aws_s3_bucket.this.arn
}

output "policy" {
  description = "What every bucket denies; the caller may add to it."
  value       = data.aws_iam_policy_document.this.json
}
