# Block Public Access of the account. docs/exposure.md explains the verdict on the bucket.

resource "aws_s3_account_public_access_block" "this" {
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket" "in_a_blocked_account" {
  acl = "public-read"
}
