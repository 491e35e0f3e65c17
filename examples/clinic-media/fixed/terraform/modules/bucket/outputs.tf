output "bucket" {
  value = aws_s3_bucket.this.id
}

output "arn" {
  value = aws_s3_bucket.this.arn
}

output "policy" {
  description = "Deny statements of every bucket policy; callers can add statements."
  value       = data.aws_iam_policy_document.this.json
}
