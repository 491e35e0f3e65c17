locals {
  bucket_name = length(var.bucket_name) > 0 ? var.bucket_name : module.bucket_name.id
  bucket_arn  = "arn:${data.aws_partition.current.partition}:s3:::${local.bucket_name}"
  has_key     = module.this.enabled && var.kms_key_arn == ""
  has_rule    = var.lifecycle_rule_enabled == true || (var.lifecycle_rule_enabled == null && length(var.lifecycle_configuration_rules) == 0)

  rule = {
    id                                     = "_legacy_"
    enabled                                = local.has_rule
    abort_incomplete_multipart_upload_days = 5
    filter_and                             = { object_size_greater_than = null, object_size_less_than = null, prefix = var.lifecycle_prefix, tags = var.lifecycle_tags }
    expiration                             = { date = null, days = coalesce(var.expiration_days, 90), expired_object_delete_marker = null }
    noncurrent_version_expiration          = { newer_noncurrent_versions = null, noncurrent_days = coalesce(var.noncurrent_version_expiration_days, 90) }
    noncurrent_version_transition          = var.noncurrent_version_transition_days == null ? [] : [{ days = var.noncurrent_version_transition_days, storage_class = "GLACIER" }]
    transition = [
      { date = null, days = coalesce(var.standard_transition_days, 30), storage_class = "STANDARD_IA" },
      { date = null, days = coalesce(var.glacier_transition_days, 60), storage_class = "GLACIER" },
    ]
  }
}

data "aws_partition" "current" {}

data "aws_caller_identity" "current" {}

module "bucket_name" {
  source  = "cloudposse/label/null"
  version = "0.25.0"

  enabled         = module.this.enabled && length(var.bucket_name) == 0
  id_length_limit = 63
  context         = module.this.context
}

data "aws_iam_policy_document" "kms" {
  count = module.this.enabled ? 1 : 0

  source_policy_documents = [var.kms_policy_source_json]

  statement {
    sid       = "Enable Root User Permissions"
    resources = ["*"]
    actions = [
      "kms:Create*",
      "kms:Describe*",
      "kms:Enable*",
      "kms:List*",
      "kms:Put*",
      "kms:Update*",
      "kms:Revoke*",
      "kms:Disable*",
      "kms:Get*",
      "kms:Delete*",
      "kms:Tag*",
      "kms:Untag*",
      "kms:ScheduleKeyDeletion",
      "kms:CancelKeyDeletion",
    ]

    principals {
      type        = "AWS"
      identifiers = ["arn:${data.aws_partition.current.partition}:iam::${data.aws_caller_identity.current.account_id}:root"]
    }
  }

  statement {
    sid       = "Allow VPC Flow Logs to use the key"
    resources = ["*"]
    actions   = ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"]

    principals {
      type        = "Service"
      identifiers = ["delivery.logs.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "bucket" {
  count = module.this.enabled ? 1 : 0

  statement {
    sid       = "AWSLogDeliveryWrite"
    actions   = ["s3:PutObject"]
    resources = ["${local.bucket_arn}/*"]

    principals {
      type        = "Service"
      identifiers = ["delivery.logs.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "s3:x-amz-acl"
      values   = ["bucket-owner-full-control"]
    }
  }

  statement {
    sid       = "AWSLogDeliveryAclCheck"
    actions   = ["s3:GetBucketAcl"]
    resources = [local.bucket_arn]

    principals {
      type        = "Service"
      identifiers = ["delivery.logs.amazonaws.com"]
    }
  }

  dynamic "statement" {
    for_each = var.allow_ssl_requests_only ? [1] : []

    content {
      sid       = "ForceSSLOnlyAccess"
      effect    = "Deny"
      actions   = ["s3:*"]
      resources = ["${local.bucket_arn}/*", local.bucket_arn]

      principals {
        type        = "*"
        identifiers = ["*"]
      }

      condition {
        test     = "Bool"
        variable = "aws:SecureTransport"
        values   = ["false"]
      }
    }
  }
}

module "kms_key" {
  source  = "cloudposse/kms-key/aws"
  version = "0.12.2"

  enabled                 = local.has_key
  alias                   = format("alias/%v", local.bucket_name)
  description             = "KMS key for VPC Flow Logs"
  deletion_window_in_days = 10
  enable_key_rotation     = true
  policy                  = join("", data.aws_iam_policy_document.kms[*].json)
  context                 = module.this.context
}

module "s3_log_storage_bucket" {
  source  = "cloudposse/s3-log-storage/aws"
  version = "2.0.0"

  bucket_name                   = local.bucket_name
  acl                           = var.acl
  s3_object_ownership           = var.s3_object_ownership == null ? "BucketOwnerEnforced" : var.s3_object_ownership
  force_destroy                 = var.force_destroy
  versioning_enabled            = var.versioning_enabled
  sse_algorithm                 = "aws:kms"
  kms_master_key_arn            = local.has_key ? module.kms_key.alias_arn : var.kms_key_arn
  bucket_key_enabled            = var.bucket_key_enabled
  source_policy_documents       = data.aws_iam_policy_document.bucket[*].json
  lifecycle_configuration_rules = local.has_rule ? concat(var.lifecycle_configuration_rules, [local.rule]) : var.lifecycle_configuration_rules
  object_lock_configuration     = var.object_lock_configuration
  access_log_bucket_name        = var.access_log_bucket_name
  access_log_bucket_prefix      = var.access_log_bucket_prefix
  bucket_notifications_enabled  = var.bucket_notifications_enabled
  bucket_notifications_type     = var.bucket_notifications_type
  bucket_notifications_prefix   = var.bucket_notifications_prefix
  context                       = module.this.context
}

resource "aws_flow_log" "default" {
  count = module.this.enabled && var.flow_log_enabled ? 1 : 0

  log_destination      = module.s3_log_storage_bucket.bucket_arn
  log_destination_type = "s3"
  traffic_type         = var.traffic_type
  vpc_id               = var.vpc_id
  tags                 = module.this.tags
}
