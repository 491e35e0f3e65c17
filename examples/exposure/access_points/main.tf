# Access points of three buckets: one delegates access control to its access points, one allows a
# single account, and one has no policy.

variable "blocked" {
  type = bool
}

locals {
  account = "111122223333"
  delegating = {
    Principal = "*"
    Condition = { StringEquals = { "s3:DataAccessPointAccount" = local.account } }
  }
  account_only = { Principal = { AWS = local.account }, Condition = {} }

  points = {
    open         = { bucket = "delegating", block = false }
    blocked      = { bucket = "delegating", block = true }
    unknown      = { bucket = "delegating", block = var.blocked }
    account_only = { bucket = "account_only", block = false }
    no_policy    = { bucket = "no_policy", block = false }
    elsewhere    = { bucket = "elsewhere", block = false }
  }
}

resource "aws_s3_bucket" "this" {
  for_each = toset(["delegating", "account_only", "no_policy"])
  bucket   = "brightsmile-${each.key}"
}

resource "aws_s3_bucket_policy" "this" {
  for_each = { delegating = local.delegating, account_only = local.account_only }
  bucket   = aws_s3_bucket.this[each.key].id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [merge(each.value, {
      Effect   = "Allow"
      Action   = "s3:*"
      Resource = [aws_s3_bucket.this[each.key].arn, "${aws_s3_bucket.this[each.key].arn}/*"]
    })]
  })
}

resource "aws_s3_access_point" "this" {
  for_each = local.points
  bucket   = "brightsmile-${each.value.bucket}"
  name     = each.key
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "s3:GetObject"
      Resource  = "arn:aws:s3:eu-west-1:${local.account}:accesspoint/${each.key}/object/*"
    }]
  })
  public_access_block_configuration {
    restrict_public_buckets = each.value.block
  }
}

resource "aws_s3_access_point" "inside" {
  bucket = aws_s3_bucket.this["delegating"].id
  name   = "inside"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "s3:GetObject"
      Resource  = "arn:aws:s3:eu-west-1:${local.account}:accesspoint/inside/object/*"
    }]
  })
  vpc_configuration {
    vpc_id = "vpc-0123456789abcdef0"
  }
  public_access_block_configuration {
    restrict_public_buckets = false
  }
}

resource "aws_s3control_multi_region_access_point" "worldwide" {
  details {
    name = "worldwide"
    public_access_block {
      restrict_public_buckets = false
    }
    region {
      bucket = aws_s3_bucket.this["no_policy"].id
    }
    region {
      bucket = aws_s3_bucket.this["delegating"].id
    }
  }
}

resource "aws_s3control_multi_region_access_point_policy" "worldwide" {
  details {
    name = "worldwide"
    policy = jsonencode({
      Version = "2012-10-17"
      Statement = [{
        Effect    = "Allow"
        Principal = "*"
        Action    = "s3:GetObject"
        Resource  = "${aws_s3control_multi_region_access_point.worldwide.arn}/object/*"
      }]
    })
  }
}
