# Bucket policies that are or are not public. docs/exposure.md explains each verdict.

locals {
  policies = {
    everyone       = merge(local.read, { Principal = "*" })
    account        = merge(local.read, { Principal = { AWS = "arn:aws:iam::444455556666:root" } })
    all_but_one    = merge(local.read, { NotPrincipal = { AWS = "arn:aws:iam::444455556666:root" } })
    cloudfront     = merge(local.read, { Principal = { Service = "cloudfront.amazonaws.com" } })
    referer        = merge(local.public, { Condition = { StringLike = { "aws:Referer" = "https://example.com/*" } } })
    tls            = merge(local.public, { Condition = { Bool = { "aws:SecureTransport" = "true" } } })
    office         = merge(local.public, { Condition = { IpAddress = { "aws:SourceIp" = "198.51.100.0/24" } } })
    half_the_world = merge(local.public, { Condition = { IpAddress = { "aws:SourceIp" = ["0.0.0.0/1", "128.0.0.0/1"] } } })
    endpoint       = merge(local.public, { Condition = { StringEquals = { "aws:SourceVpce" = "vpce-0a1b2c3d4e5f60718" } } })
    any_endpoint   = merge(local.public, { Condition = { StringLike = { "aws:SourceVpce" = "vpce-*" } } })
    organization   = merge(local.public, { Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-a1b2c3d4e5" } } })
    if_exists      = merge(local.public, { Condition = { StringEqualsIfExists = { "aws:SourceVpce" = "vpce-0a1b2c3d4e5f60718" } } })
    own_endpoint   = merge(local.public, { Condition = { StringEquals = { "aws:SourceVpce" = aws_vpc_endpoint.s3.id } } })
    unknown_cidr   = merge(local.public, { Condition = { IpAddress = { "aws:SourceIp" = var.network } } })
    uploads        = merge(local.public, { Action = "s3:PutObject" })
    tags           = merge(local.public, { Action = "s3:GetBucketTagging", Resource = "*" })
    anything       = merge(local.public, { Action = var.actions })
  }

  read   = { Effect = "Allow", Action = "s3:GetObject", Resource = "*" }
  public = merge(local.read, { Principal = "*" })

  # Deny statements next to one that allows everyone.
  denies = {
    denied_outside  = { StringNotEquals = { "aws:SourceVpce" = "vpce-0a1b2c3d4e5f60718" } }
    denied_on_http  = { Bool = { "aws:SecureTransport" = "false" } }
    denied_elsewhere = { NotIpAddress = { "aws:SourceIp" = "198.51.100.0/24" } }
  }
}

variable "network" {
  type = string
}

variable "actions" {
  type = list(string)
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id       = "vpc-0a1b2c3d4e5f60718"
  service_name = "com.amazonaws.eu-central-1.s3"
}

resource "aws_s3_bucket" "this" {
  for_each = local.policies
}

resource "aws_s3_bucket_policy" "this" {
  for_each = local.policies
  bucket   = aws_s3_bucket.this[each.key].id
  policy   = jsonencode({ Version = "2012-10-17", Statement = [each.value] })
}

resource "aws_s3_bucket" "denied" {
  for_each = local.denies
}

resource "aws_s3_bucket_policy" "denied" {
  for_each = local.denies
  bucket   = aws_s3_bucket.denied[each.key].id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      local.public,
      { Effect = "Deny", Principal = "*", Action = "s3:*", Resource = "*", Condition = each.value },
    ]
  })
}

resource "aws_s3_bucket" "restricted" {}

resource "aws_s3_bucket_policy" "restricted" {
  bucket = aws_s3_bucket.restricted.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [local.public] })
}

resource "aws_s3_bucket_public_access_block" "restricted" {
  bucket                  = aws_s3_bucket.restricted.id
  restrict_public_buckets = true
}
