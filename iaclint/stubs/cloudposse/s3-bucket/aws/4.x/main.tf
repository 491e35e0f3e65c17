data "aws_canonical_user_id" "current" {}
data "aws_partition" "current" {}
data "iaclint_unknown" "replication" {}

locals {
  enabled = module.this.enabled
  name    = var.bucket_name != null && var.bucket_name != "" ? var.bucket_name : module.this.id
  id      = join("", aws_s3_bucket.default[*].id)
  arn     = "arn:${data.aws_partition.current.partition}:s3:::${local.id}"

  grants = flatten([
    for each in coalesce(var.grants, []) : [
      for permission in each.permissions : { id = each.id, type = each.type, uri = each.uri, permission = permission }
    ]
  ])
  rules = concat(
    [for each in coalesce(var.lifecycle_rules, []) : { rule = each, is_old = true }],
    [for each in coalesce(var.lifecycle_configuration_rules, []) : { rule = each, is_old = false }],
  )
}

resource "aws_s3_bucket" "default" {
  count = local.enabled ? 1 : 0

  bucket              = local.name
  force_destroy       = var.force_destroy
  object_lock_enabled = var.object_lock_configuration != null
  tags                = module.this.tags
}

resource "aws_s3_bucket_versioning" "default" {
  count = local.enabled ? 1 : 0

  bucket = local.id

  versioning_configuration {
    status = var.versioning_enabled ? "Enabled" : "Suspended"
  }
}

resource "aws_s3_bucket_logging" "default" {
  for_each = toset(local.enabled && length(var.logging) > 0 ? ["logs"] : [])

  bucket        = local.id
  target_bucket = var.logging[0]["bucket_name"]
  target_prefix = var.logging[0]["prefix"]
}

resource "aws_s3_bucket_server_side_encryption_configuration" "default" {
  count = local.enabled ? 1 : 0

  bucket = local.id

  rule {
    bucket_key_enabled = var.bucket_key_enabled

    apply_server_side_encryption_by_default {
      sse_algorithm     = var.sse_algorithm
      kms_master_key_id = var.kms_master_key_arn
    }
  }
}

resource "aws_s3_bucket_website_configuration" "default" {
  count = local.enabled && try(length(var.website_configuration), 0) > 0 ? 1 : 0

  bucket = local.id

  index_document {
    suffix = var.website_configuration[0].index_document
  }
}

resource "aws_s3_bucket_website_configuration" "redirect" {
  count = local.enabled && try(length(var.website_redirect_all_requests_to), 0) > 0 ? 1 : 0

  bucket = local.id

  redirect_all_requests_to {
    host_name = var.website_redirect_all_requests_to[0].host_name
    protocol  = var.website_redirect_all_requests_to[0].protocol
  }
}

resource "aws_s3_bucket_cors_configuration" "default" {
  count = local.enabled && try(length(var.cors_configuration), 0) > 0 ? 1 : 0

  bucket = local.id

  dynamic "cors_rule" {
    for_each = var.cors_configuration

    content {
      allowed_headers = cors_rule.value.allowed_headers
      allowed_methods = cors_rule.value.allowed_methods
      allowed_origins = cors_rule.value.allowed_origins
    }
  }
}

resource "aws_s3_bucket_acl" "default" {
  count = local.enabled && var.s3_object_ownership != "BucketOwnerEnforced" ? 1 : 0

  bucket = local.id
  acl    = length(local.grants) == 0 ? var.acl : null

  dynamic "access_control_policy" {
    for_each = length(local.grants) == 0 || try(length(var.acl), 0) > 0 ? [] : ["grants"]

    content {
      dynamic "grant" {
        for_each = local.grants

        content {
          permission = grant.value.permission

          grantee {
            id   = grant.value.id
            type = grant.value.type
            uri  = grant.value.uri
          }
        }
      }

      owner {
        id = data.aws_canonical_user_id.current.id
      }
    }
  }
}

resource "aws_s3_bucket_replication_configuration" "default" {
  count = local.enabled && var.s3_replication_enabled ? 1 : 0

  bucket = local.id
  role   = data.iaclint_unknown.replication.role

  dynamic "rule" {
    for_each = data.iaclint_unknown.replication.rules

    content {
      id     = rule.value.id
      status = rule.value.status

      destination {
        bucket = rule.value.bucket
      }
    }
  }
}

resource "aws_s3_bucket_object_lock_configuration" "default" {
  count = local.enabled && var.object_lock_configuration != null ? 1 : 0

  bucket              = local.id
  object_lock_enabled = "Enabled"

  rule {
    default_retention {
      mode  = var.object_lock_configuration.mode
      days  = var.object_lock_configuration.days
      years = var.object_lock_configuration.years
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "default" {
  count = local.enabled && length(local.rules) > 0 ? 1 : 0

  bucket = local.id

  dynamic "rule" {
    for_each = local.rules

    content {
      id     = try(rule.value.rule.id, "rule-${rule.key + 1}")
      status = rule.value.rule.enabled == true ? "Enabled" : "Disabled"

      dynamic "filter" {
        for_each = rule.value.is_old ? [{ prefix = try(rule.value.rule.prefix, null), tags = try(rule.value.rule.tags, null) }] : []

        content {
          prefix = try(length(filter.value.tags), 0) == 0 && try(length(filter.value.prefix), 0) > 0 ? filter.value.prefix : null

          dynamic "and" {
            for_each = try(length(filter.value.tags), 0) == 0 ? [] : [filter.value]

            content {
              prefix = and.value.prefix
              tags   = and.value.tags
            }
          }
        }
      }

      dynamic "filter" {
        for_each = rule.value.is_old ? [] : [try(coalesce(rule.value.rule.filter_and), {})]

        content {
          prefix = try(length(filter.value.tags), 0) == 0 && try(filter.value.object_size_greater_than, null) == null && try(filter.value.object_size_less_than, null) == null ? try(filter.value.prefix, null) : null

          dynamic "and" {
            for_each = try(length(filter.value.tags), 0) == 0 && try(filter.value.object_size_greater_than, null) == null && try(filter.value.object_size_less_than, null) == null ? [] : [filter.value]

            content {
              prefix                   = try(and.value.prefix, null)
              tags                     = try(and.value.tags, null)
              object_size_greater_than = try(and.value.object_size_greater_than, null)
              object_size_less_than    = try(and.value.object_size_less_than, null)
            }
          }
        }
      }

      dynamic "abort_incomplete_multipart_upload" {
        for_each = try(rule.value.rule.abort_incomplete_multipart_upload_days, null) == null ? [] : ["days"]

        content {
          days_after_initiation = rule.value.rule.abort_incomplete_multipart_upload_days
        }
      }

      dynamic "expiration" {
        for_each = rule.value.is_old ? (rule.value.rule.enable_current_object_expiration == true ? [{ days = rule.value.rule.expiration_days }] : []) : try([coalesce(rule.value.rule.expiration)], [])

        content {
          days = try(expiration.value.days, null)
          date = try(expiration.value.date, null)
        }
      }

      dynamic "noncurrent_version_expiration" {
        for_each = rule.value.is_old ? (rule.value.rule.enable_noncurrent_version_expiration == true ? [{ noncurrent_days = rule.value.rule.noncurrent_version_expiration_days }] : []) : try([coalesce(rule.value.rule.noncurrent_version_expiration)], [])

        content {
          noncurrent_days = try(noncurrent_version_expiration.value.noncurrent_days, null)
        }
      }

      dynamic "transition" {
        for_each = rule.value.is_old ? (rule.value.rule.enable_standard_ia_transition == true ? [{ days = rule.value.rule.standard_transition_days, storage_class = "STANDARD_IA" }] : []) : try(coalesce(rule.value.rule.transition), [])

        content {
          days          = try(transition.value.days, null)
          storage_class = transition.value.storage_class
        }
      }

      dynamic "transition" {
        for_each = rule.value.is_old ? (rule.value.rule.enable_glacier_transition == true ? ["GLACIER"] : []) : []

        content {
          days          = rule.value.rule.glacier_transition_days
          storage_class = transition.value
        }
      }
    }
  }
}

data "aws_iam_policy_document" "own" {
  dynamic "statement" {
    for_each = var.allow_encrypted_uploads_only ? ["algorithm"] : []

    content {
      sid       = "DenyIncorrectEncryptionHeader"
      effect    = "Deny"
      actions   = ["s3:PutObject"]
      resources = ["${local.arn}/*"]

      principals {
        type        = "*"
        identifiers = ["*"]
      }

      condition {
        test     = "StringNotEquals"
        variable = "s3:x-amz-server-side-encryption"
        values   = [var.sse_algorithm]
      }
    }
  }

  dynamic "statement" {
    for_each = var.allow_encrypted_uploads_only ? ["encryption"] : []

    content {
      sid       = "DenyUnEncryptedObjectUploads"
      effect    = "Deny"
      actions   = ["s3:PutObject"]
      resources = ["${local.arn}/*"]

      principals {
        type        = "*"
        identifiers = ["*"]
      }

      condition {
        test     = "Null"
        variable = "s3:x-amz-server-side-encryption"
        values   = ["true"]
      }
    }
  }

  dynamic "statement" {
    for_each = var.allow_ssl_requests_only ? ["TLS"] : []

    content {
      sid       = "ForceSSLOnlyAccess"
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

  dynamic "statement" {
    for_each = var.minimum_tls_version != null ? ["TLS version"] : []

    content {
      sid       = "EnforceTLSVersion"
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
        values   = [var.minimum_tls_version]
      }
    }
  }

  dynamic "statement" {
    for_each = length(var.source_ip_allow_list) > 0 ? ["addresses"] : []

    content {
      sid       = "AllowIPPrincipals"
      effect    = "Deny"
      actions   = ["s3:*"]
      resources = [local.arn, "${local.arn}/*"]

      principals {
        type        = "*"
        identifiers = ["*"]
      }

      condition {
        test     = "NotIpAddress"
        variable = "aws:SourceIp"
        values   = var.source_ip_allow_list
      }
    }
  }

  dynamic "statement" {
    for_each = length(var.s3_replication_source_roles) > 0 ? ["replication"] : []

    content {
      sid       = "CrossAccountReplicationObjects"
      actions   = ["s3:ObjectOwnerOverrideToBucketOwner", "s3:ReplicateDelete", "s3:ReplicateObject", "s3:ReplicateTags"]
      resources = ["${local.arn}/*"]

      principals {
        type        = "AWS"
        identifiers = var.s3_replication_source_roles
      }
    }
  }

  dynamic "statement" {
    for_each = length(var.s3_replication_source_roles) > 0 ? ["replication of the bucket"] : []

    content {
      sid       = "CrossAccountReplicationBucket"
      actions   = ["s3:List*", "s3:GetBucketVersioning", "s3:PutBucketVersioning"]
      resources = [local.arn]

      principals {
        type        = "AWS"
        identifiers = var.s3_replication_source_roles
      }
    }
  }

  dynamic "statement" {
    for_each = var.privileged_principal_arns

    content {
      sid       = "AllowPrivilegedPrincipal[${statement.key}]"
      actions   = var.privileged_principal_actions
      resources = flatten([local.arn, formatlist("${local.arn}/%s*", values(statement.value)[0])])

      principals {
        type        = "AWS"
        identifiers = [keys(statement.value)[0]]
      }
    }
  }
}

data "aws_iam_policy_document" "all" {
  source_policy_documents   = [data.aws_iam_policy_document.own.json]
  override_policy_documents = var.source_policy_documents
}

resource "aws_s3_bucket_policy" "default" {
  count = local.enabled && (
    var.allow_ssl_requests_only ||
    var.allow_encrypted_uploads_only ||
    length(var.s3_replication_source_roles) > 0 ||
    length(var.privileged_principal_arns) > 0 ||
    length(var.source_policy_documents) > 0
  ) ? 1 : 0

  bucket = local.id
  policy = data.aws_iam_policy_document.all.json
}

resource "aws_s3_bucket_public_access_block" "default" {
  count = local.enabled ? 1 : 0

  bucket                  = local.id
  block_public_acls       = var.block_public_acls
  block_public_policy     = var.block_public_policy
  ignore_public_acls      = var.ignore_public_acls
  restrict_public_buckets = var.restrict_public_buckets
}

resource "aws_s3_bucket_ownership_controls" "default" {
  count = local.enabled ? 1 : 0

  bucket = local.id

  rule {
    object_ownership = var.s3_object_ownership
  }
}

resource "aws_s3_bucket_notification" "bucket_notification" {
  count = var.event_notification_details.enabled ? 1 : 0

  bucket      = local.id
  eventbridge = var.event_notification_details.eventbridge

  dynamic "lambda_function" {
    for_each = var.event_notification_details.lambda_list

    content {
      lambda_function_arn = lambda_function.value.lambda_function_arn
      events              = lambda_function.value.events
    }
  }

  dynamic "queue" {
    for_each = var.event_notification_details.queue_list

    content {
      queue_arn = queue.value.queue_arn
      events    = queue.value.events
    }
  }

  dynamic "topic" {
    for_each = var.event_notification_details.topic_list

    content {
      topic_arn = topic.value.topic_arn
      events    = topic.value.events
    }
  }
}

resource "aws_s3_directory_bucket" "default" {
  count = var.create_s3_directory_bucket ? 1 : 0

  bucket        = "${local.name}-${var.availability_zone_id}"
  force_destroy = var.force_destroy

  location {
    name = var.availability_zone_id
  }
}
