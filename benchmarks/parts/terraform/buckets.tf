# What __name__ keeps: one bucket for each kind of file.

variable "__name___buckets" {
  type = map(object({
    public     = optional(bool, false)
    versioning = optional(bool, true)
  }))
  default = {
    uploads = { versioning = __flag__ }
    exports = {}
    assets  = { public = __flag__ }
  }
}

module "__name___bucket" {
  source   = "../../modules/bucket"
  for_each = local.enabled ? var.__name___buckets : {}

  name       = "${module.this.id}-__name__-${each.key}"
  acl        = each.value.public ? "public-read" : "private"
  versioning = each.value.versioning
  tags       = module.this.tags
}

resource "aws_s3_bucket" "__name___archive" {
  bucket = "${module.this.id}-__name__-archive"
  tags   = module.this.tags
}

resource "aws_s3_bucket_server_side_encryption_configuration" "__name___archive" {
  bucket = aws_s3_bucket.__name___archive.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = __flag__ ? "aws:kms" : "AES256"
    }
  }
}

resource "aws_s3_bucket_policy" "__name___archive" {
  bucket = aws_s3_bucket.__name___archive.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "DenyPlainHttp"
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = [aws_s3_bucket.__name___archive.arn, "${aws_s3_bucket.__name___archive.arn}/*"]
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  })
}
