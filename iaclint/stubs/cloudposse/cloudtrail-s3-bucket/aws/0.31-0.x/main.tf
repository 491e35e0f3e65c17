locals {
  has_log_bucket = module.this.enabled && var.create_access_log_bucket
  log_bucket     = local.has_log_bucket ? try(coalesce(var.access_log_bucket_name, module.access_log_bucket_name.id), "") : var.access_log_bucket_name
  bucket_arn     = "arn:${data.aws_partition.current.partition}:s3:::${module.this.id}"
}

data "aws_partition" "current" {}

module "access_log_bucket_name" {
  source  = "cloudposse/label/null"
  version = "0.25.0"

  enabled         = local.has_log_bucket && (var.access_log_bucket_name == null || var.access_log_bucket_name == "")
  id_length_limit = 63
  attributes      = ["access-logs"]
  context         = module.this.context
}

module "s3_bucket" {
  source  = "cloudposse/s3-log-storage/aws"
  version = "1.4.5"

  enabled                                = module.this.enabled
  policy                                 = join("", data.aws_iam_policy_document.default[*].json)
  access_log_bucket_name                 = local.log_bucket
  bucket_notifications_enabled           = var.bucket_notifications_enabled
  bucket_notifications_type              = var.bucket_notifications_type
  bucket_notifications_prefix            = var.bucket_notifications_prefix
  acl                                    = var.acl
  force_destroy                          = var.force_destroy
  versioning_enabled                     = var.versioning_enabled
  sse_algorithm                          = var.sse_algorithm
  kms_master_key_arn                     = var.kms_master_key_arn
  allow_ssl_requests_only                = var.allow_ssl_requests_only
  block_public_acls                      = var.block_public_acls
  block_public_policy                    = var.block_public_policy
  ignore_public_acls                     = var.ignore_public_acls
  restrict_public_buckets                = var.restrict_public_buckets
  object_lock_configuration              = var.object_lock_configuration
  lifecycle_rule_enabled                 = var.lifecycle_rule_enabled
  lifecycle_prefix                       = var.lifecycle_prefix
  lifecycle_tags                         = var.lifecycle_tags
  abort_incomplete_multipart_upload_days = var.abort_incomplete_multipart_upload_days
  enable_glacier_transition              = var.enable_glacier_transition
  expiration_days                        = var.expiration_days
  glacier_transition_days                = var.glacier_transition_days
  standard_transition_days               = var.standard_transition_days
  noncurrent_version_expiration_days     = var.noncurrent_version_expiration_days
  noncurrent_version_transition_days     = var.noncurrent_version_transition_days
  context                                = module.this.context
}

module "s3_access_log_bucket" {
  source  = "cloudposse/s3-log-storage/aws"
  version = "1.4.5"

  enabled                                = local.has_log_bucket
  bucket_name                            = local.log_bucket
  policy                                 = ""
  access_log_bucket_name                 = ""
  acl                                    = var.acl
  force_destroy                          = var.force_destroy
  versioning_enabled                     = var.versioning_enabled
  sse_algorithm                          = var.sse_algorithm
  kms_master_key_arn                     = var.kms_master_key_arn
  allow_ssl_requests_only                = var.allow_ssl_requests_only
  block_public_acls                      = var.block_public_acls
  block_public_policy                    = var.block_public_policy
  ignore_public_acls                     = var.ignore_public_acls
  restrict_public_buckets                = var.restrict_public_buckets
  object_lock_configuration              = var.object_lock_configuration
  lifecycle_rule_enabled                 = var.lifecycle_rule_enabled
  lifecycle_prefix                       = var.lifecycle_prefix
  lifecycle_tags                         = var.lifecycle_tags
  abort_incomplete_multipart_upload_days = var.abort_incomplete_multipart_upload_days
  enable_glacier_transition              = var.enable_glacier_transition
  expiration_days                        = var.expiration_days
  glacier_transition_days                = var.glacier_transition_days
  standard_transition_days               = var.standard_transition_days
  noncurrent_version_expiration_days     = var.noncurrent_version_expiration_days
  noncurrent_version_transition_days     = var.noncurrent_version_transition_days
  attributes                             = ["access-logs"]
  context                                = module.this.context
}

data "aws_iam_policy_document" "default" {
  count = module.this.enabled ? 1 : 0

  source_policy_documents = var.policy == "" ? null : [var.policy]

  statement {
    sid       = "AWSCloudTrailAclCheck"
    actions   = ["s3:GetBucketAcl"]
    resources = [local.bucket_arn]

    principals {
      type        = "Service"
      identifiers = ["cloudtrail.amazonaws.com"]
    }
  }

  statement {
    sid       = "AWSCloudTrailWrite"
    actions   = ["s3:PutObject"]
    resources = ["${local.bucket_arn}/*"]

    principals {
      type        = "Service"
      identifiers = ["cloudtrail.amazonaws.com", "config.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "s3:x-amz-acl"
      values   = ["bucket-owner-full-control"]
    }
  }
}
