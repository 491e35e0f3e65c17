# A bucket with one object for each case. docs/exposure.md explains each verdict.

variable "name" {
  type = string
}

locals {
  objects = {
    private        = { key = "record.pdf", acl = "private", denied = [] }
    public         = { key = "index.html", acl = "public-read", denied = [] }
    any_account    = { key = "index.html", acl = "authenticated-read", denied = [] }
    denied         = { key = "patients/4711.pdf", acl = "public-read", denied = ["patients/*"] }
    other_prefix   = { key = "web/index.html", acl = "public-read", denied = ["patients/*"] }
    fixed_prefix   = { key = "patients/${var.name}", acl = "public-read", denied = ["patients/*"] }
    unknown_prefix = { key = var.name, acl = "public-read", denied = ["patients/*"] }
  }
}

resource "aws_s3_bucket" "this" {
  for_each = local.objects
}

resource "aws_s3_object" "this" {
  for_each = local.objects
  bucket   = aws_s3_bucket.this[each.key].id
  key      = each.value.key
  acl      = each.value.acl
}

resource "aws_s3_bucket_policy" "this" {
  for_each = { for name, object in local.objects : name => object if length(object.denied) > 0 }
  bucket   = aws_s3_bucket.this[each.key].id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = [for keys in each.value.denied : "${aws_s3_bucket.this[each.key].arn}/${keys}"]
    }]
  })
}

resource "aws_s3_bucket" "ignored" {}

resource "aws_s3_object" "ignored" {
  bucket = aws_s3_bucket.ignored.id
  key    = "index.html"
  acl    = "public-read"
}

resource "aws_s3_bucket_public_access_block" "ignored" {
  bucket             = aws_s3_bucket.ignored.id
  ignore_public_acls = true
}
