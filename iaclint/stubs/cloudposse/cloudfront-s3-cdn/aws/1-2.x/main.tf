locals {
  enabled     = module.this.enabled
  has_website = local.enabled && var.website_enabled
  has_secret  = local.has_website && var.s3_website_password_enabled
  has_bucket  = local.enabled && var.origin_bucket == null
  has_policy  = local.has_bucket || local.enabled && var.override_origin_bucket_policy

  uses_identity = local.enabled && var.origin_access_type == "origin_access_identity"
  uses_control  = local.enabled && var.origin_access_type == "origin_access_control"
  has_identity  = local.uses_identity && length(compact([var.cloudfront_origin_access_identity_iam_arn])) == 0
  has_control   = local.uses_control && length(compact([var.cloudfront_origin_access_control_id])) == 0

  # The variables that are null by default are the older names.
  log_target    = var.access_log_bucket_name == null ? var.s3_access_log_bucket_name : var.access_log_bucket_name
  logs_requests = local.enabled && (var.s3_access_logging_enabled == null ? length(var.s3_access_log_bucket_name) > 0 : var.s3_access_logging_enabled)
  logs_access   = local.enabled && (var.logging_enabled == null ? var.cloudfront_access_logging_enabled : var.logging_enabled)
  log_prefix    = var.log_prefix == null ? var.cloudfront_access_log_prefix : var.log_prefix
  has_logs      = local.logs_access && var.cloudfront_access_log_create_bucket
  finds_logs    = local.logs_access && !var.cloudfront_access_log_create_bucket
  logs_domain   = local.finds_logs ? data.aws_s3_bucket.cf_logs[0].bucket_domain_name : module.logs.bucket_domain_name

  partition   = join("", data.aws_partition.current[*].partition)
  bucket      = local.has_bucket ? one(aws_s3_bucket.origin[*].bucket) : local.enabled ? one(data.aws_s3_bucket.origin[*].bucket) : ""
  bucket_arn  = local.has_bucket ? one(aws_s3_bucket.origin[*].arn) : local.enabled ? one(data.aws_s3_bucket.origin[*].arn) : ""
  origin_path = coalesce(var.origin_path, "/")
  domain      = local.has_bucket ? (var.website_enabled ? one(aws_s3_bucket.origin[*].website_endpoint) : one(aws_s3_bucket.origin[*].bucket_regional_domain_name)) : data.iaclint_unknown.origin.domain

  control_arn   = "arn:${local.partition}:cloudfront::${data.aws_caller_identity.current.account_id}:distribution/${var.cloudfront_origin_access_control_id}"
  identity_arn  = local.has_identity ? one(aws_cloudfront_origin_access_identity.default[*].iam_arn) : var.cloudfront_origin_access_identity_iam_arn
  identity_path = local.has_identity ? one(aws_cloudfront_origin_access_identity.default[*].cloudfront_access_identity_path) : var.cloudfront_origin_access_identity_path

  # In the user's policy, these stand for the values of the module.
  more_policy = replace(replace(replace(replace(var.additional_bucket_policy,
    "$${origin_path}", local.origin_path),
    "$${bucket_name}", local.bucket),
    "$${cloudfront_origin_access_identity_iam_arn}", local.uses_control ? data.iaclint_unknown.origin.access : local.identity_arn),
  "$${cloudfront_origin_access_control_arn}", local.uses_control ? data.iaclint_unknown.origin.access : local.identity_arn)
}

data "iaclint_unknown" "origin" {}

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {
  count = local.enabled ? 1 : 0
}

data "aws_s3_bucket" "origin" {
  count = local.enabled && var.origin_bucket != null ? 1 : 0

  bucket = var.origin_bucket
}

data "aws_s3_bucket" "cf_logs" {
  count = local.finds_logs ? 1 : 0

  bucket = var.cloudfront_access_log_bucket_name
}

module "origin_label" {
  source  = "cloudposse/label/null"
  version = "0.25.0"

  attributes = var.extra_origin_attributes
  context    = module.this.context
}

resource "aws_cloudfront_origin_access_identity" "default" {
  count = local.has_identity ? 1 : 0

  comment = module.this.id
}

resource "aws_cloudfront_origin_access_control" "default" {
  count = local.has_control ? 1 : 0

  name                              = module.this.id
  origin_access_control_origin_type = "s3"
  signing_behavior                  = var.origin_access_control_signing_behavior
  signing_protocol                  = "sigv4"
}

resource "random_password" "referer" {
  count = local.has_secret ? 1 : 0

  length = 32
}

data "aws_iam_policy_document" "s3_origin_access_identity" {
  count = local.enabled && !var.website_enabled && local.uses_identity ? 1 : 0

  override_policy_documents = [local.more_policy]

  statement {
    sid       = "S3GetObjectForCloudFront"
    actions   = ["s3:GetObject"]
    resources = ["arn:${local.partition}:s3:::${local.bucket}${local.origin_path}*"]

    principals {
      type        = "AWS"
      identifiers = [local.identity_arn]
    }
  }

  statement {
    sid       = "S3ListBucketForCloudFront"
    actions   = ["s3:ListBucket"]
    resources = ["arn:${local.partition}:s3:::${local.bucket}"]

    principals {
      type        = "AWS"
      identifiers = [local.identity_arn]
    }
  }
}

data "aws_iam_policy_document" "s3_origin_access_control" {
  count = local.enabled && !var.website_enabled && local.uses_control ? 1 : 0

  override_policy_documents = [local.more_policy]

  statement {
    sid       = "S3GetObjectForCloudFrontServicePrincipal"
    actions   = ["s3:GetObject"]
    resources = ["arn:${local.partition}:s3:::${local.bucket}${local.origin_path}*"]

    principals {
      type        = "Service"
      identifiers = ["cloudfront.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "AWS:SourceArn"
      values   = [aws_cloudfront_distribution.default[0].arn]
    }
  }
}

data "aws_iam_policy_document" "s3_website_origin" {
  count = local.has_website ? 1 : 0

  override_policy_documents = [local.more_policy]

  statement {
    sid       = "S3GetObjectForCloudFront"
    actions   = ["s3:GetObject"]
    resources = ["arn:${local.partition}:s3:::${local.bucket}${local.origin_path}*"]

    principals {
      type        = "AWS"
      identifiers = var.block_origin_public_access_enabled ? compact(flatten([aws_cloudfront_origin_access_identity.default[*].iam_arn, var.cloudfront_origin_access_identity_iam_arn, local.control_arn])) : ["*"]
    }

    dynamic "condition" {
      for_each = local.has_secret ? ["referer"] : []

      content {
        test     = "StringEquals"
        variable = "aws:referer"
        values   = [random_password.referer[0].result]
      }
    }
  }
}

data "aws_iam_policy_document" "deployment" {
  for_each = local.enabled ? var.deployment_principal_arns : {}

  statement {
    actions   = var.deployment_actions
    resources = distinct(flatten([local.bucket_arn, formatlist("${local.bucket_arn}/%s*", each.value)]))

    principals {
      type        = "AWS"
      identifiers = [each.key]
    }
  }
}

data "aws_iam_policy_document" "s3_ssl_only" {
  count = var.allow_ssl_requests_only ? 1 : 0

  statement {
    sid       = "ForceSSLOnlyAccess"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [local.bucket_arn, "${local.bucket_arn}/*"]

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

data "aws_iam_policy_document" "combined" {
  count = local.enabled ? 1 : 0

  source_policy_documents = compact(concat(
    data.aws_iam_policy_document.s3_origin_access_identity[*].json,
    data.aws_iam_policy_document.s3_origin_access_control[*].json,
    data.aws_iam_policy_document.s3_website_origin[*].json,
    data.aws_iam_policy_document.s3_ssl_only[*].json,
    values(data.aws_iam_policy_document.deployment)[*].json,
  ))
}

resource "aws_s3_bucket_policy" "default" {
  count = local.has_policy ? 1 : 0

  bucket = local.bucket
  policy = join("", data.aws_iam_policy_document.combined[*].json)
}

resource "aws_s3_bucket" "origin" {
  count = local.has_bucket ? 1 : 0

  bucket        = module.origin_label.id
  tags          = module.origin_label.tags
  force_destroy = var.origin_force_destroy

  dynamic "logging" {
    for_each = local.logs_requests ? ["logs"] : []

    content {
      target_bucket = local.log_target
      target_prefix = coalesce(var.s3_access_log_prefix, "logs/${module.this.id}/")
    }
  }

  dynamic "website" {
    for_each = var.website_enabled ? ["website"] : []

    content {
      index_document           = var.redirect_all_requests_to == "" ? var.index_document : null
      error_document           = var.redirect_all_requests_to == "" ? var.error_document : null
      routing_rules            = var.redirect_all_requests_to == "" ? var.routing_rules : null
      redirect_all_requests_to = var.redirect_all_requests_to == "" ? null : var.redirect_all_requests_to
    }
  }
}

resource "aws_s3_bucket_versioning" "origin" {
  count = local.has_bucket ? 1 : 0

  bucket = one(aws_s3_bucket.origin).id

  versioning_configuration {
    status = var.bucket_versioning
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "origin" {
  count = var.encryption_enabled && local.has_bucket ? 1 : 0

  bucket = one(aws_s3_bucket.origin).id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_cors_configuration" "origin" {
  count = local.has_bucket && length(compact(concat(var.cors_allowed_origins, var.aliases, var.external_aliases))) > 0 ? 1 : 0

  bucket = one(aws_s3_bucket.origin).id

  dynamic "cors_rule" {
    for_each = distinct(compact(concat(var.cors_allowed_origins, var.aliases, var.external_aliases)))

    content {
      allowed_headers = var.cors_allowed_headers
      allowed_methods = var.cors_allowed_methods
      allowed_origins = [cors_rule.value]
    }
  }
}

resource "aws_s3_bucket_acl" "origin" {
  count = local.has_bucket && var.s3_object_ownership != "BucketOwnerEnforced" ? 1 : 0

  bucket = one(aws_s3_bucket.origin).id
  acl    = "private"
}

resource "aws_s3_bucket_public_access_block" "origin" {
  count = local.has_policy ? 1 : 0

  bucket                  = local.bucket
  block_public_acls       = true
  ignore_public_acls      = true
  block_public_policy     = var.block_origin_public_access_enabled
  restrict_public_buckets = var.block_origin_public_access_enabled
}

resource "aws_s3_bucket_ownership_controls" "origin" {
  count = local.has_bucket ? 1 : 0

  bucket = local.bucket

  rule {
    object_ownership = var.s3_object_ownership
  }
}

module "logs" {
  source  = "cloudposse/s3-log-storage/aws"
  version = "1.4.2"

  enabled                  = local.has_logs
  attributes               = var.extra_logs_attributes
  allow_ssl_requests_only  = true
  lifecycle_prefix         = local.log_prefix
  standard_transition_days = var.log_standard_transition_days
  glacier_transition_days  = var.log_glacier_transition_days
  expiration_days          = var.log_expiration_days
  force_destroy            = var.origin_force_destroy
  versioning_enabled       = var.log_versioning_enabled
  s3_object_ownership      = "BucketOwnerPreferred"
  acl                      = null

  # The account of AWS that delivers logs of CloudFront.
  grants = [{
    id          = "c4c1ede66af53448b93c283ce9448c4ba468c9432aa01d700d3878632f77d2d0"
    permissions = ["FULL_CONTROL"]
    type        = "CanonicalUser"
    uri         = null
  }]

  context = module.this.context
}

resource "aws_cloudfront_distribution" "default" {
  count = local.enabled ? 1 : 0

  enabled             = var.distribution_enabled
  default_root_object = var.default_root_object
  aliases             = var.acm_certificate_arn != "" ? concat(var.aliases, var.external_aliases) : []
  web_acl_id          = var.web_acl_id
  tags                = module.this.tags

  dynamic "logging_config" {
    for_each = local.logs_access ? ["logs"] : []

    content {
      bucket = local.logs_domain
      prefix = local.log_prefix
    }
  }

  dynamic "origin_group" {
    for_each = var.origin_groups

    content {
      origin_id = "${module.this.id}-group[${origin_group.key}]"

      failover_criteria {
        status_codes = origin_group.value.failover_criteria
      }

      member {
        origin_id = try(length(origin_group.value.primary_origin_id), 0) > 0 ? origin_group.value.primary_origin_id : module.this.id
      }

      member {
        origin_id = origin_group.value.failover_origin_id
      }
    }
  }

  origin {
    domain_name              = local.domain
    origin_id                = module.this.id
    origin_path              = var.origin_path
    origin_access_control_id = local.has_control ? aws_cloudfront_origin_access_control.default[0].id : local.uses_control ? var.cloudfront_origin_access_control_id : null

    dynamic "s3_origin_config" {
      for_each = !var.website_enabled && !local.uses_control ? ["S3"] : []

      content {
        origin_access_identity = local.identity_path
      }
    }

    dynamic "custom_origin_config" {
      for_each = var.website_enabled ? ["website"] : []

      content {
        http_port              = 80
        https_port             = 443
        origin_protocol_policy = "http-only"
        origin_ssl_protocols   = var.origin_ssl_protocols
      }
    }
  }

  dynamic "origin" {
    for_each = var.custom_origins

    content {
      domain_name              = origin.value.domain_name
      origin_id                = origin.value.origin_id
      origin_path              = origin.value.origin_path
      origin_access_control_id = origin.value.origin_access_control_id

      custom_origin_config {
        http_port              = origin.value.custom_origin_config.http_port
        https_port             = origin.value.custom_origin_config.https_port
        origin_protocol_policy = origin.value.custom_origin_config.origin_protocol_policy
        origin_ssl_protocols   = origin.value.custom_origin_config.origin_ssl_protocols
      }
    }
  }

  dynamic "origin" {
    for_each = var.s3_origins

    content {
      domain_name              = origin.value.domain_name
      origin_id                = origin.value.origin_id
      origin_path              = origin.value.origin_path
      origin_access_control_id = local.uses_control ? (try(length(origin.value.origin_access_control_id), 0) > 0 ? origin.value.origin_access_control_id : aws_cloudfront_origin_access_control.default[0].id) : null

      dynamic "s3_origin_config" {
        for_each = local.uses_identity ? ["S3"] : []

        content {
          origin_access_identity = try(length(origin.value.s3_origin_config.origin_access_identity), 0) > 0 ? origin.value.s3_origin_config.origin_access_identity : local.identity_path
        }
      }
    }
  }

  viewer_certificate {
    acm_certificate_arn            = var.acm_certificate_arn
    cloudfront_default_certificate = var.acm_certificate_arn == ""
    ssl_support_method             = var.acm_certificate_arn == "" ? null : "sni-only"
    minimum_protocol_version       = var.minimum_protocol_version != "" ? var.minimum_protocol_version : var.acm_certificate_arn == "" ? "TLSv1" : "TLSv1.2_2021"
  }

  default_cache_behavior {
    allowed_methods            = var.allowed_methods
    cached_methods             = var.cached_methods
    target_origin_id           = module.this.id
    viewer_protocol_policy     = var.viewer_protocol_policy
    trusted_signers            = var.trusted_signers
    trusted_key_groups         = var.trusted_key_groups
    cache_policy_id            = var.cache_policy_id
    response_headers_policy_id = var.response_headers_policy_id
  }

  dynamic "ordered_cache_behavior" {
    for_each = var.ordered_cache

    content {
      path_pattern           = ordered_cache_behavior.value.path_pattern
      allowed_methods        = ordered_cache_behavior.value.allowed_methods
      cached_methods         = ordered_cache_behavior.value.cached_methods
      target_origin_id       = ordered_cache_behavior.value.target_origin_id == "" ? module.this.id : ordered_cache_behavior.value.target_origin_id
      viewer_protocol_policy = ordered_cache_behavior.value.viewer_protocol_policy
      trusted_signers        = ordered_cache_behavior.value.trusted_signers
      trusted_key_groups     = ordered_cache_behavior.value.trusted_key_groups
      cache_policy_id        = ordered_cache_behavior.value.cache_policy_id
    }
  }

  restrictions {
    geo_restriction {
      restriction_type = var.geo_restriction_type
      locations        = var.geo_restriction_locations
    }
  }
}
