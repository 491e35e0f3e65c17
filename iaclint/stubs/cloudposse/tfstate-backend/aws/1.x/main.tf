locals {
  has_bucket  = module.this.enabled && var.bucket_enabled
  has_table   = module.this.enabled && var.dynamodb_enabled
  has_label   = module.this.enabled && (var.s3_bucket_name == "" || var.s3_bucket_name == null)
  bucket_name = local.has_label ? module.bucket_label.id : var.s3_bucket_name
  deny_plain  = module.this.enabled && var.prevent_unencrypted_uploads ? ["true"] : []
}

module "bucket_label" {
  source  = "cloudposse/label/null"
  version = "0.25.0"

  enabled         = local.has_label
  id_length_limit = 63
  context         = module.this.context
}

module "dynamodb_table_label" {
  source  = "cloudposse/label/null"
  version = "0.25.0"

  enabled    = local.has_table
  attributes = ["lock"]
  context    = module.this.context
}

resource "aws_s3_bucket" "default" {
  count = local.has_bucket ? 1 : 0

  bucket        = substr(local.bucket_name, 0, 63)
  force_destroy = var.force_destroy
  tags          = module.this.tags
}

resource "aws_s3_bucket_ownership_controls" "default" {
  count  = local.has_bucket ? 1 : 0
  bucket = one(aws_s3_bucket.default[*].id)

  rule {
    object_ownership = var.bucket_ownership_enforced_enabled ? "BucketOwnerEnforced" : "BucketOwnerPreferred"
  }
}

resource "aws_s3_bucket_acl" "default" {
  count  = local.has_bucket && !var.bucket_ownership_enforced_enabled ? 1 : 0
  bucket = one(aws_s3_bucket.default[*].id)
  acl    = var.acl
}

resource "aws_s3_bucket_public_access_block" "default" {
  count  = local.has_bucket && var.enable_public_access_block ? 1 : 0
  bucket = one(aws_s3_bucket.default[*].id)

  block_public_acls       = var.block_public_acls
  block_public_policy     = var.block_public_policy
  ignore_public_acls      = var.ignore_public_acls
  restrict_public_buckets = var.restrict_public_buckets
}

resource "aws_s3_bucket_versioning" "default" {
  count  = local.has_bucket ? 1 : 0
  bucket = one(aws_s3_bucket.default[*].id)

  versioning_configuration {
    status     = "Enabled"
    mfa_delete = var.mfa_delete ? "Enabled" : "Disabled"
  }
}

resource "aws_s3_bucket_object_lock_configuration" "default" {
  count  = module.this.enabled && var.s3_state_lock_enabled ? 1 : 0
  bucket = one(aws_s3_bucket.default[*].id)

  rule {
    default_retention {
      mode = "GOVERNANCE"
      days = 7
    }
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "default" {
  count  = local.has_bucket ? 1 : 0
  bucket = one(aws_s3_bucket.default[*].id)

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = var.sse_encryption
      kms_master_key_id = var.kms_master_key_id
    }
  }
}

resource "aws_s3_bucket_logging" "default" {
  count  = local.has_bucket && length(var.logging) > 0 ? 1 : 0
  bucket = one(aws_s3_bucket.default[*].id)

  target_bucket = var.logging[0].target_bucket
  target_prefix = var.logging[0].target_prefix
}

resource "aws_s3_bucket_policy" "default" {
  count  = local.has_bucket ? 1 : 0
  bucket = one(aws_s3_bucket.default[*].id)
  policy = one(data.aws_iam_policy_document.aggregated_policy[*].json)
}

data "aws_iam_policy_document" "aggregated_policy" {
  count = module.this.enabled ? 1 : 0

  source_policy_documents   = [one(data.aws_iam_policy_document.bucket_policy[*].json)]
  override_policy_documents = var.source_policy_documents
}

data "aws_iam_policy_document" "bucket_policy" {
  count = module.this.enabled ? 1 : 0

  dynamic "statement" {
    for_each = local.deny_plain

    content {
      sid       = "DenyIncorrectEncryptionHeader"
      effect    = "Deny"
      actions   = ["s3:PutObject"]
      resources = ["${var.arn_format}:s3:::${local.bucket_name}/*"]

      principals {
        type        = "AWS"
        identifiers = ["*"]
      }

      condition {
        test     = "StringNotEquals"
        variable = "s3:x-amz-server-side-encryption"
        values   = ["AES256", "aws:kms"]
      }
    }
  }

  dynamic "statement" {
    for_each = local.deny_plain

    content {
      sid       = "DenyUnEncryptedObjectUploads"
      effect    = "Deny"
      actions   = ["s3:PutObject"]
      resources = ["${var.arn_format}:s3:::${local.bucket_name}/*"]

      principals {
        type        = "AWS"
        identifiers = ["*"]
      }

      condition {
        test     = "Null"
        variable = "s3:x-amz-server-side-encryption"
        values   = ["true"]
      }
    }
  }

  statement {
    sid       = "EnforceTlsRequestsOnly"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = ["${var.arn_format}:s3:::${local.bucket_name}", "${var.arn_format}:s3:::${local.bucket_name}/*"]

    principals {
      type        = "AWS"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}

resource "aws_s3_bucket_replication_configuration" "replication" {
  count  = module.this.enabled && var.s3_replication_enabled ? 1 : 0
  bucket = one(aws_s3_bucket.default[*].id)
  role   = one(aws_iam_role.replication[*].arn)

  rule {
    id     = module.this.id
    status = "Enabled"

    filter {}

    delete_marker_replication {
      status = "Enabled"
    }

    destination {
      bucket        = var.s3_replica_bucket_arn
      storage_class = "STANDARD"
    }
  }
}

resource "aws_iam_role" "replication" {
  count = module.this.enabled && var.s3_replication_enabled ? 1 : 0

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "s3.amazonaws.com" }
    }]
  })
}

resource "aws_dynamodb_table" "with_server_side_encryption" {
  count = local.has_table ? 1 : 0

  name         = coalesce(var.dynamodb_table_name, module.dynamodb_table_label.id)
  billing_mode = var.billing_mode
  hash_key     = "LockID"
  tags         = module.dynamodb_table_label.tags

  deletion_protection_enabled = var.deletion_protection_enabled

  attribute {
    name = "LockID"
    type = "S"
  }

  server_side_encryption {
    enabled = true
  }

  point_in_time_recovery {
    enabled = var.enable_point_in_time_recovery
  }
}
