locals {
  has_queue   = module.this.enabled && var.bucket_notifications_enabled && var.bucket_notifications_type == "SQS"
  bucket_name = var.bucket_name == null || var.bucket_name == "" ? module.bucket_name.id : var.bucket_name
  has_rule    = var.lifecycle_rule_enabled == true || (var.lifecycle_rule_enabled == null && length(var.lifecycle_configuration_rules) == 0)

  rule = {
    enabled                                        = local.has_rule
    prefix                                         = var.lifecycle_prefix
    tags                                           = var.lifecycle_tags
    abort_incomplete_multipart_upload_days         = coalesce(var.abort_incomplete_multipart_upload_days, 5)
    enable_glacier_transition                      = coalesce(var.enable_glacier_transition, true)
    enable_deeparchive_transition                  = false
    enable_standard_ia_transition                  = true
    enable_current_object_expiration               = true
    enable_noncurrent_version_expiration           = coalesce(var.enable_noncurrent_version_expiration, true)
    expiration_days                                = coalesce(var.expiration_days, 90)
    standard_transition_days                       = coalesce(var.standard_transition_days, 30)
    glacier_transition_days                        = coalesce(var.glacier_transition_days, 60)
    deeparchive_transition_days                    = null
    noncurrent_version_glacier_transition_days     = coalesce(var.noncurrent_version_transition_days, 30)
    noncurrent_version_deeparchive_transition_days = null
    noncurrent_version_expiration_days             = coalesce(var.noncurrent_version_expiration_days, 90)
  }
}

module "bucket_name" {
  source  = "cloudposse/label/null"
  version = "0.25.0"

  enabled         = module.this.enabled && try(length(var.bucket_name) == 0, false)
  id_length_limit = 63
  context         = module.this.context
}

module "aws_s3_bucket" {
  source  = "cloudposse/s3-bucket/aws"
  version = "3.1.3"

  bucket_name                   = local.bucket_name
  acl                           = var.acl
  grants                        = var.grants
  force_destroy                 = var.force_destroy
  versioning_enabled            = var.versioning_enabled
  policy                        = var.policy
  source_policy_documents       = var.source_policy_documents
  lifecycle_configuration_rules = var.lifecycle_configuration_rules
  lifecycle_rule_ids            = local.has_rule ? [module.this.id] : null
  lifecycle_rules               = local.has_rule ? [local.rule] : null
  logging                       = var.access_log_bucket_name == "" ? null : { bucket_name = var.access_log_bucket_name, prefix = "${var.access_log_bucket_prefix}${local.bucket_name}/" }
  sse_algorithm                 = var.sse_algorithm
  kms_master_key_arn            = var.kms_master_key_arn
  bucket_key_enabled            = var.bucket_key_enabled
  allow_encrypted_uploads_only  = var.allow_encrypted_uploads_only
  allow_ssl_requests_only       = var.allow_ssl_requests_only
  block_public_acls             = var.block_public_acls
  block_public_policy           = var.block_public_policy
  ignore_public_acls            = var.ignore_public_acls
  restrict_public_buckets       = var.restrict_public_buckets
  s3_object_ownership           = var.s3_object_ownership
  object_lock_configuration     = var.object_lock_configuration
  context                       = module.this.context
}

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}

data "aws_iam_policy_document" "queue" {
  statement {
    actions   = ["sqs:SendMessage"]
    resources = ["arn:${data.aws_partition.current.partition}:sqs:*:*:${module.this.id}"]

    principals {
      type        = "Service"
      identifiers = ["s3.amazonaws.com"]
    }

    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = [module.aws_s3_bucket.bucket_arn]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }
}

resource "aws_sqs_queue" "notifications" {
  count = local.has_queue ? 1 : 0

  name   = module.this.id
  policy = data.aws_iam_policy_document.queue.json
  tags   = module.this.tags
}

resource "aws_s3_bucket_notification" "bucket_notification" {
  count = local.has_queue ? 1 : 0

  bucket = module.aws_s3_bucket.bucket_id

  queue {
    queue_arn = join("", aws_sqs_queue.notifications[*].arn)
    events    = ["s3:ObjectCreated:*"]
  }
}
