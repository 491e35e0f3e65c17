# Public ACLs, and the settings that override them. docs/exposure.md explains each verdict.

resource "aws_s3_bucket" "nothing" {}

resource "aws_s3_bucket" "private" {
  acl = "private"
}

resource "aws_s3_bucket" "public_read" {}

resource "aws_s3_bucket_acl" "public_read" {
  bucket = aws_s3_bucket.public_read.id
  acl    = "public-read"
}

resource "aws_s3_bucket" "authenticated_read" {
  acl = "authenticated-read"
}

resource "aws_s3_bucket" "public_read_write" {
  acl = "public-read-write"
}

resource "aws_s3_bucket" "log_delivery" {
  acl = "log-delivery-write"
}

resource "aws_s3_bucket" "drop_box" {
  grant {
    type        = "Group"
    uri         = "http://acs.amazonaws.com/groups/global/AllUsers"
    permissions = ["WRITE"]
  }
}

resource "aws_s3_bucket" "ignored" {
  acl = "public-read"
}

resource "aws_s3_bucket_public_access_block" "ignored" {
  bucket             = aws_s3_bucket.ignored.id
  ignore_public_acls = true
}

resource "aws_s3_bucket" "half_blocked" {
  acl = "public-read"
}

resource "aws_s3_bucket_public_access_block" "half_blocked" {
  bucket            = aws_s3_bucket.half_blocked.id
  block_public_acls = true
}

resource "aws_s3_bucket" "owner_enforced" {
  acl = "public-read"
}

resource "aws_s3_bucket_ownership_controls" "owner_enforced" {
  bucket = aws_s3_bucket.owner_enforced.id
  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket" "website" {
  acl = "public-read"
  website {
    index_document = "index.html"
  }
}

variable "acl" {
  type = string
}

resource "aws_s3_bucket" "unknown" {
  acl = var.acl
}
