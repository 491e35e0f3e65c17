data "iaclint_unknown" "vpc_origin" {}

resource "aws_cloudfront_origin_access_identity" "this" {
  for_each = { for key, comment in var.origin_access_identities : key => comment if var.create_origin_access_identity }

  comment = each.value
}

resource "aws_cloudfront_origin_access_control" "this" {
  for_each = { for key, control in var.origin_access_control : key => control if var.create_origin_access_control }

  name                              = each.key
  origin_access_control_origin_type = each.value.origin_type
  signing_behavior                  = each.value.signing_behavior
  signing_protocol                  = each.value.signing_protocol
}

resource "aws_cloudfront_distribution" "this" {
  count = var.create_distribution ? 1 : 0

  aliases             = var.aliases
  comment             = var.comment
  default_root_object = var.default_root_object
  enabled             = var.enabled
  web_acl_id          = var.web_acl_id
  tags                = var.tags

  dynamic "origin" {
    for_each = var.origin

    content {
      domain_name = origin.value.domain_name
      origin_id   = lookup(origin.value, "origin_id", origin.key)
      origin_path = lookup(origin.value, "origin_path", "")

      origin_access_control_id = try(
        origin.value.origin_access_control_id,
        aws_cloudfront_origin_access_control.this[origin.value.origin_access_control].id,
        null,
      )

      dynamic "s3_origin_config" {
        for_each = try([origin.value.s3_origin_config], [])

        content {
          origin_access_identity = try(
            s3_origin_config.value.cloudfront_access_identity_path,
            aws_cloudfront_origin_access_identity.this[s3_origin_config.value.origin_access_identity].cloudfront_access_identity_path,
            null,
          )
        }
      }

      dynamic "custom_origin_config" {
        for_each = try([origin.value.custom_origin_config], [])

        content {
          http_port              = custom_origin_config.value.http_port
          https_port             = custom_origin_config.value.https_port
          origin_protocol_policy = custom_origin_config.value.origin_protocol_policy
          origin_ssl_protocols   = custom_origin_config.value.origin_ssl_protocols
        }
      }

      dynamic "vpc_origin_config" {
        for_each = try([origin.value.vpc_origin_config], [])

        content {
          vpc_origin_id = data.iaclint_unknown.vpc_origin.id
        }
      }
    }
  }

  dynamic "default_cache_behavior" {
    for_each = [var.default_cache_behavior]

    content {
      target_origin_id       = default_cache_behavior.value["target_origin_id"]
      viewer_protocol_policy = default_cache_behavior.value["viewer_protocol_policy"]
    }
  }

  dynamic "logging_config" {
    for_each = length(keys(var.logging_config)) > 0 ? [var.logging_config] : []

    content {
      bucket          = logging_config.value["bucket"]
      include_cookies = lookup(logging_config.value, "include_cookies", null)
      prefix          = lookup(logging_config.value, "prefix", null)
    }
  }
}
