data "iaclint_unknown" "policy" {}
data "iaclint_unknown" "replication" {}

locals {
  create_any = var.create_bucket && var.putin_khuylo
  create     = local.create_any && !var.is_directory_bucket
  bucket     = var.is_directory_bucket ? aws_s3_directory_bucket.this[0].bucket : aws_s3_bucket.this[0].id
  arn        = var.is_directory_bucket ? aws_s3_directory_bucket.this[0].arn : aws_s3_bucket.this[0].arn

  grants = try(jsondecode(var.grant), var.grant)
  rules  = try(jsondecode(var.lifecycle_rule), var.lifecycle_rule)

  has_acl = (var.acl != null && var.acl != "null") || length(local.grants) > 0

  has_log_delivery = anytrue([
    var.attach_lb_log_delivery_policy,
    var.attach_access_log_delivery_policy,
    var.attach_elb_log_delivery_policy,
    var.attach_cloudtrail_log_delivery_policy,
    var.attach_waf_log_delivery_policy,
    var.attach_inventory_destination_policy,
    var.attach_analytics_destination_policy,
  ])

  # Uploads that are denied: the operator of a condition, its key and its value.
  denied_uploads = concat(
    var.attach_deny_incorrect_encryption_headers ? [
      ["StringNotEquals", "s3:x-amz-server-side-encryption", data.iaclint_unknown.policy.algorithm],
    ] : [],
    var.attach_deny_incorrect_kms_key_sse ? [
      ["StringNotEquals", "s3:x-amz-server-side-encryption-aws-kms-key-id", var.allowed_kms_key_arn],
    ] : [],
    var.attach_deny_unencrypted_object_uploads ? [
      ["Null", "s3:x-amz-server-side-encryption", "true"],
    ] : [],
    var.attach_deny_ssec_encrypted_object_uploads ? [
      ["Null", "s3:x-amz-server-side-encryption-customer-algorithm", "false"],
    ] : [],
  )

  has_policy = anytrue([
    var.attach_policy,
    var.attach_deny_insecure_transport_policy,
    var.attach_require_latest_tls_policy,
    length(local.denied_uploads) > 0,
    local.has_log_delivery,
  ])
}

resource "aws_s3_bucket" "this" {
  count = local.create ? 1 : 0

  bucket              = var.bucket
  bucket_prefix       = var.bucket_prefix
  force_destroy       = var.force_destroy
  object_lock_enabled = var.object_lock_enabled
  tags                = var.tags
}

resource "aws_s3_directory_bucket" "this" {
  count = local.create_any && var.is_directory_bucket ? 1 : 0

  bucket          = "${var.bucket}--${var.availability_zone_id}--x-s3"
  data_redundancy = var.data_redundancy
  force_destroy   = var.force_destroy
  type            = var.type
  tags            = var.tags

  location {
    name = var.availability_zone_id
    type = var.location_type
  }
}

resource "aws_s3_bucket_acl" "this" {
  count = local.create && local.has_acl ? 1 : 0

  bucket = aws_s3_bucket.this[0].id
  acl    = var.acl == "null" ? null : var.acl

  dynamic "access_control_policy" {
    for_each = length(local.grants) > 0 ? ["grants"] : []

    content {
      dynamic "grant" {
        for_each = local.grants

        content {
          permission = grant.value.permission

          grantee {
            type          = grant.value.type
            id            = try(grant.value.id, null)
            uri           = try(grant.value.uri, null)
            email_address = try(grant.value.email, null)
          }
        }
      }

      owner {
        id = try(var.owner["id"], null)
      }
    }
  }
}

resource "aws_s3_bucket_public_access_block" "this" {
  count = local.create && var.attach_public_policy ? 1 : 0

  bucket                  = aws_s3_bucket.this[0].id
  block_public_acls       = var.block_public_acls
  block_public_policy     = var.block_public_policy
  ignore_public_acls      = var.ignore_public_acls
  restrict_public_buckets = var.restrict_public_buckets
}

resource "aws_s3_bucket_ownership_controls" "this" {
  count = local.create && var.control_object_ownership ? 1 : 0

  bucket = aws_s3_bucket.this[0].id

  rule {
    object_ownership = var.object_ownership
  }
}

resource "aws_s3_bucket_versioning" "this" {
  count = local.create && length(keys(var.versioning)) > 0 ? 1 : 0

  bucket = aws_s3_bucket.this[0].id

  versioning_configuration {
    status = try(
      var.versioning["enabled"] ? "Enabled" : "Suspended",
      tobool(var.versioning["status"]) ? "Enabled" : "Suspended",
      title(lower(var.versioning["status"])),
      "Enabled",
    )
    mfa_delete = try(
      tobool(var.versioning["mfa_delete"]) ? "Enabled" : "Disabled",
      title(lower(var.versioning["mfa_delete"])),
      null,
    )
  }
}

resource "aws_s3_bucket_logging" "this" {
  count = local.create && length(keys(var.logging)) > 0 ? 1 : 0

  bucket        = aws_s3_bucket.this[0].id
  target_bucket = var.logging["target_bucket"]
  target_prefix = try(var.logging["target_prefix"], null)
}

resource "aws_s3_bucket_server_side_encryption_configuration" "this" {
  count = local.create_any && length(keys(var.server_side_encryption_configuration)) > 0 ? 1 : 0

  bucket = local.bucket

  dynamic "rule" {
    for_each = try(flatten([var.server_side_encryption_configuration["rule"]]), [])

    content {
      bucket_key_enabled       = try(rule.value.bucket_key_enabled, null)
      blocked_encryption_types = try(rule.value.blocked_encryption_types, null)

      dynamic "apply_server_side_encryption_by_default" {
        for_each = try([rule.value.apply_server_side_encryption_by_default], [])

        content {
          sse_algorithm     = apply_server_side_encryption_by_default.value.sse_algorithm
          kms_master_key_id = try(apply_server_side_encryption_by_default.value.kms_master_key_id, null)
        }
      }
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "this" {
  count = local.create_any && length(local.rules) > 0 ? 1 : 0

  bucket = local.bucket

  dynamic "rule" {
    for_each = local.rules

    content {
      id = try(rule.value.id, null)
      status = try(
        rule.value.enabled ? "Enabled" : "Disabled",
        tobool(rule.value.status) ? "Enabled" : "Disabled",
        title(lower(rule.value.status)),
      )

      dynamic "abort_incomplete_multipart_upload" {
        for_each = try([rule.value.abort_incomplete_multipart_upload_days], [])

        content {
          days_after_initiation = abort_incomplete_multipart_upload.value
        }
      }

      dynamic "expiration" {
        for_each = try(flatten([rule.value.expiration]), [])

        content {
          date                         = try(expiration.value.date, null)
          days                         = try(expiration.value.days, null)
          expired_object_delete_marker = try(expiration.value.expired_object_delete_marker, null)
        }
      }

      dynamic "transition" {
        for_each = try(flatten([rule.value.transition]), [])

        content {
          date          = try(transition.value.date, null)
          days          = try(transition.value.days, null)
          storage_class = transition.value.storage_class
        }
      }

      dynamic "noncurrent_version_expiration" {
        for_each = try(flatten([rule.value.noncurrent_version_expiration]), [])

        content {
          newer_noncurrent_versions = try(noncurrent_version_expiration.value.newer_noncurrent_versions, null)
          noncurrent_days = try(
            noncurrent_version_expiration.value.days,
            noncurrent_version_expiration.value.noncurrent_days,
            null,
          )
        }
      }

      # The module nests several criteria in an "and" block. No rule distinguishes that.
      filter {
        prefix                   = try(rule.value.filter.prefix, rule.value.prefix, null)
        object_size_greater_than = try(rule.value.filter.object_size_greater_than, null)
        object_size_less_than    = try(rule.value.filter.object_size_less_than, null)

        dynamic "tag" {
          for_each = try(rule.value.filter.tags, rule.value.filter.tag, {})

          content {
            key   = tag.key
            value = tag.value
          }
        }
      }
    }
  }
}

resource "aws_s3_bucket_object_lock_configuration" "this" {
  count = local.create && var.object_lock_enabled && try(var.object_lock_configuration.rule.default_retention, null) != null ? 1 : 0

  bucket = aws_s3_bucket.this[0].id

  rule {
    default_retention {
      mode  = var.object_lock_configuration.rule.default_retention.mode
      days  = try(var.object_lock_configuration.rule.default_retention.days, null)
      years = try(var.object_lock_configuration.rule.default_retention.years, null)
    }
  }
}

resource "aws_s3_bucket_replication_configuration" "this" {
  count = local.create && length(keys(var.replication_configuration)) > 0 ? 1 : 0

  bucket = aws_s3_bucket.this[0].id
  role   = try(var.replication_configuration["role"], null)

  dynamic "rule" {
    for_each = flatten(try([var.replication_configuration["rule"]], [var.replication_configuration["rules"]], []))

    content {
      status = try(
        tobool(rule.value.status) ? "Enabled" : "Disabled",
        title(lower(rule.value.status)),
        "Enabled",
      )

      destination {
        bucket = try(rule.value.destination.bucket, data.iaclint_unknown.replication.bucket)
      }
    }
  }
}

resource "aws_s3_bucket_website_configuration" "this" {
  count = local.create && length(keys(var.website)) > 0 ? 1 : 0

  bucket = aws_s3_bucket.this[0].id

  dynamic "index_document" {
    for_each = try([var.website["index_document"]], [])

    content {
      suffix = index_document.value
    }
  }

  dynamic "error_document" {
    for_each = try([var.website["error_document"]], [])

    content {
      key = error_document.value
    }
  }

  dynamic "redirect_all_requests_to" {
    for_each = try([var.website["redirect_all_requests_to"]], [])

    content {
      host_name = redirect_all_requests_to.value.host_name
      protocol  = try(redirect_all_requests_to.value.protocol, null)
    }
  }
}

resource "aws_s3_bucket_cors_configuration" "this" {
  count = local.create && length(try(jsondecode(var.cors_rule), var.cors_rule)) > 0 ? 1 : 0

  bucket = aws_s3_bucket.this[0].id

  dynamic "cors_rule" {
    for_each = try(jsondecode(var.cors_rule), var.cors_rule)

    content {
      id              = try(cors_rule.value.id, null)
      allowed_methods = cors_rule.value.allowed_methods
      allowed_origins = cors_rule.value.allowed_origins
      allowed_headers = try(cors_rule.value.allowed_headers, null)
      expose_headers  = try(cors_rule.value.expose_headers, null)
      max_age_seconds = try(cors_rule.value.max_age_seconds, null)
    }
  }
}

data "aws_caller_identity" "current" {}

data "aws_iam_policy_document" "insecure_transport" {
  statement {
    sid       = "denyInsecureTransport"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [local.arn, "${local.arn}/*"]

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

data "aws_iam_policy_document" "outdated_tls" {
  statement {
    sid       = "denyOutdatedTLS"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [local.arn, "${local.arn}/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "NumericLessThan"
      variable = "s3:TlsVersion"
      values   = ["1.2"]
    }
  }
}

data "aws_iam_policy_document" "log_delivery" {
  dynamic "statement" {
    for_each = var.attach_lb_log_delivery_policy ? ["load balancers"] : []

    content {
      actions   = ["s3:PutObject"]
      resources = ["${local.arn}/*"]

      principals {
        type        = "Service"
        identifiers = ["delivery.logs.amazonaws.com"]
      }

      condition {
        test     = "StringEquals"
        variable = "s3:x-amz-acl"
        values   = ["bucket-owner-full-control"]
      }

      dynamic "condition" {
        for_each = length(var.lb_log_delivery_policy_source_organizations) > 0 ? ["organization"] : []

        content {
          test     = "StringEquals"
          variable = "aws:ResourceOrgID"
          values   = var.lb_log_delivery_policy_source_organizations
        }
      }
    }
  }

  dynamic "statement" {
    for_each = var.attach_access_log_delivery_policy ? ["server access logs"] : []

    content {
      actions   = ["s3:PutObject"]
      resources = ["${local.arn}/*"]

      principals {
        type        = "Service"
        identifiers = ["logging.s3.amazonaws.com"]
      }

      dynamic "condition" {
        for_each = length(var.access_log_delivery_policy_source_buckets) > 0 ? ["buckets"] : []

        content {
          test     = "ForAnyValue:ArnLike"
          variable = "aws:SourceArn"
          values   = var.access_log_delivery_policy_source_buckets
        }
      }

      dynamic "condition" {
        for_each = length(var.access_log_delivery_policy_source_accounts) > 0 ? ["accounts"] : []

        content {
          test     = "ForAnyValue:StringEquals"
          variable = "aws:SourceAccount"
          values   = var.access_log_delivery_policy_source_accounts
        }
      }

      dynamic "condition" {
        for_each = length(var.access_log_delivery_policy_source_organizations) > 0 ? ["organization"] : []

        content {
          test     = "StringEquals"
          variable = "aws:ResourceOrgID"
          values   = var.access_log_delivery_policy_source_organizations
        }
      }
    }
  }

  # The principal depends on the region.
  dynamic "statement" {
    for_each = var.attach_elb_log_delivery_policy ? data.iaclint_unknown.policy.regions : []

    content {
      actions   = ["s3:PutObject"]
      resources = ["${local.arn}/*"]

      principals {
        type        = "AWS"
        identifiers = [statement.value]
      }
    }
  }

  dynamic "statement" {
    for_each = var.attach_cloudtrail_log_delivery_policy ? ["trails"] : []

    content {
      actions   = ["s3:GetBucketAcl"]
      resources = [local.arn]

      principals {
        type        = "Service"
        identifiers = ["cloudtrail.amazonaws.com"]
      }
    }
  }

  dynamic "statement" {
    for_each = var.attach_cloudtrail_log_delivery_policy ? ["trails"] : []

    content {
      actions   = ["s3:PutObject"]
      resources = ["${local.arn}/*"]

      principals {
        type        = "Service"
        identifiers = ["cloudtrail.amazonaws.com"]
      }

      condition {
        test     = "StringEquals"
        variable = "s3:x-amz-acl"
        values   = ["bucket-owner-full-control"]
      }
    }
  }

  dynamic "statement" {
    for_each = var.attach_waf_log_delivery_policy ? ["web ACLs"] : []

    content {
      actions   = ["s3:PutObject"]
      resources = ["${local.arn}/AWSLogs/*"]

      principals {
        type        = "Service"
        identifiers = ["delivery.logs.amazonaws.com"]
      }

      condition {
        test     = "StringEquals"
        variable = "s3:x-amz-acl"
        values   = ["bucket-owner-full-control"]
      }

      condition {
        test     = "StringEquals"
        variable = "aws:SourceAccount"
        values   = [data.aws_caller_identity.current.account_id]
      }
    }
  }

  dynamic "statement" {
    for_each = var.attach_inventory_destination_policy || var.attach_analytics_destination_policy ? ["inventory"] : []

    content {
      actions   = ["s3:PutObject"]
      resources = ["${local.arn}/*"]

      principals {
        type        = "Service"
        identifiers = ["s3.amazonaws.com"]
      }

      condition {
        test     = "StringEquals"
        variable = "aws:SourceAccount"
        values   = [coalesce(var.inventory_source_account_id, var.analytics_source_account_id, data.aws_caller_identity.current.account_id)]
      }

      condition {
        test     = "ArnLike"
        variable = "aws:SourceArn"
        values   = [coalesce(var.inventory_source_bucket_arn, var.analytics_source_bucket_arn, local.arn)]
      }
    }
  }
}

data "aws_iam_policy_document" "denied_uploads" {
  dynamic "statement" {
    for_each = local.denied_uploads

    content {
      effect    = "Deny"
      actions   = ["s3:PutObject"]
      resources = ["${local.arn}/*"]

      principals {
        type        = "*"
        identifiers = ["*"]
      }

      condition {
        test     = statement.value[0]
        variable = statement.value[1]
        values   = [statement.value[2]]
      }
    }
  }
}

data "aws_iam_policy_document" "combined" {
  source_policy_documents = compact([
    var.attach_require_latest_tls_policy ? data.aws_iam_policy_document.outdated_tls.json : "",
    var.attach_deny_insecure_transport_policy ? data.aws_iam_policy_document.insecure_transport.json : "",
    local.has_log_delivery ? data.aws_iam_policy_document.log_delivery.json : "",
    length(local.denied_uploads) > 0 ? data.aws_iam_policy_document.denied_uploads.json : "",
    var.attach_policy ? var.policy : "",
  ])
}

resource "aws_s3_bucket_policy" "this" {
  count = local.create_any && local.has_policy ? 1 : 0

  bucket = local.bucket
  policy = data.aws_iam_policy_document.combined.json
}
