data "iaclint_unknown" "subnet" {}

locals {
  statements_given      = length(var.access_policy_statements) > 0
  documents_given       = length(var.access_policy_source_policy_documents) > 0 || length(var.access_policy_override_policy_documents) > 0
  has_own_policy        = var.create && var.create_access_policy && (local.statements_given || local.documents_given)
  has_security_group    = var.create && var.create_security_group && length(var.vpc_options) > 0
  security_group_prefix = try(coalesce(var.security_group_name, var.domain_name), "")
}

resource "aws_opensearch_domain" "this" {
  count = var.create ? 1 : 0

  domain_name      = var.domain_name
  engine_version   = var.engine_version
  advanced_options = var.advanced_options
  tags             = var.tags

  dynamic "encrypt_at_rest" {
    for_each = length(var.encrypt_at_rest) > 0 ? [var.encrypt_at_rest] : []

    content {
      enabled    = try(encrypt_at_rest.value.enabled, true)
      kms_key_id = try(encrypt_at_rest.value.kms_key_id, null)
    }
  }

  dynamic "node_to_node_encryption" {
    for_each = length(var.node_to_node_encryption) > 0 ? [var.node_to_node_encryption] : []

    content {
      enabled = try(node_to_node_encryption.value.enabled, true)
    }
  }

  dynamic "domain_endpoint_options" {
    for_each = length(var.domain_endpoint_options) > 0 ? [var.domain_endpoint_options] : []

    content {
      enforce_https       = try(domain_endpoint_options.value.enforce_https, true)
      tls_security_policy = try(domain_endpoint_options.value.tls_security_policy, "Policy-Min-TLS-1-2-2019-07")
    }
  }

  dynamic "advanced_security_options" {
    for_each = length(var.advanced_security_options) > 0 ? [var.advanced_security_options] : []

    content {
      enabled                        = try(advanced_security_options.value.enabled, true)
      anonymous_auth_enabled         = try(advanced_security_options.value.anonymous_auth_enabled, false)
      internal_user_database_enabled = try(advanced_security_options.value.internal_user_database_enabled, null)

      dynamic "master_user_options" {
        for_each = try([advanced_security_options.value.master_user_options], [{}])

        content {
          master_user_arn      = try(master_user_options.value.master_user_arn, null)
          master_user_name     = try(master_user_options.value.master_user_arn, null) == null ? try(master_user_options.value.master_user_name, null) : null
          master_user_password = try(master_user_options.value.master_user_arn, null) == null ? try(master_user_options.value.master_user_password, null) : null
        }
      }
    }
  }

  dynamic "cluster_config" {
    for_each = length(var.cluster_config) > 0 ? [var.cluster_config] : []

    content {
      instance_type                 = try(cluster_config.value.instance_type, "r6g.large.search")
      instance_count                = try(cluster_config.value.instance_count, 3)
      dedicated_master_enabled      = try(cluster_config.value.dedicated_master_enabled, true)
      dedicated_master_type         = try(cluster_config.value.dedicated_master_type, "c6g.large.search")
      dedicated_master_count        = try(cluster_config.value.dedicated_master_count, 3)
      multi_az_with_standby_enabled = try(cluster_config.value.multi_az_with_standby_enabled, null)
      zone_awareness_enabled        = try(cluster_config.value.zone_awareness_enabled, true)

      dynamic "zone_awareness_config" {
        for_each = try(cluster_config.value.zone_awareness_enabled, true) ? try([cluster_config.value.zone_awareness_config], []) : []

        content {
          availability_zone_count = try(zone_awareness_config.value.availability_zone_count, null)
        }
      }
    }
  }

  dynamic "cognito_options" {
    for_each = length(var.cognito_options) > 0 ? [var.cognito_options] : []

    content {
      enabled          = try(cognito_options.value.enabled, null)
      identity_pool_id = cognito_options.value.identity_pool_id
      role_arn         = cognito_options.value.role_arn
      user_pool_id     = cognito_options.value.user_pool_id
    }
  }

  dynamic "ebs_options" {
    for_each = length(var.ebs_options) > 0 ? [var.ebs_options] : []

    content {
      ebs_enabled = try(ebs_options.value.ebs_enabled, true)
      volume_size = try(ebs_options.value.volume_size, null)
      volume_type = try(ebs_options.value.volume_type, "gp3")
    }
  }

  dynamic "log_publishing_options" {
    for_each = { for option in var.log_publishing_options : option.log_type => option }

    content {
      log_type                 = log_publishing_options.value.log_type
      enabled                  = try(log_publishing_options.value.enabled, true)
      cloudwatch_log_group_arn = try(log_publishing_options.value.cloudwatch_log_group_arn, aws_cloudwatch_log_group.this[log_publishing_options.key].arn)
    }
  }

  dynamic "vpc_options" {
    for_each = length(var.vpc_options) > 0 ? [var.vpc_options] : []

    content {
      subnet_ids         = try(vpc_options.value.subnet_ids, null)
      security_group_ids = concat(try(vpc_options.value.security_group_ids, []), aws_security_group.this[*].id)
    }
  }
}

resource "aws_opensearch_domain_policy" "this" {
  count = var.create && var.enable_access_policy && (local.has_own_policy || var.access_policies != null) ? 1 : 0

  domain_name     = aws_opensearch_domain.this[0].domain_name
  access_policies = local.has_own_policy ? data.aws_iam_policy_document.this[0].json : var.access_policies
}

data "aws_iam_policy_document" "this" {
  count = local.has_own_policy ? 1 : 0

  source_policy_documents   = var.access_policy_source_policy_documents
  override_policy_documents = var.access_policy_override_policy_documents

  dynamic "statement" {
    for_each = var.access_policy_statements

    content {
      sid           = try(statement.value.sid, null)
      effect        = try(statement.value.effect, null)
      actions       = try(statement.value.actions, null)
      not_actions   = try(statement.value.not_actions, null)
      resources     = try(statement.value.resources, [for path in try(statement.value.resource_paths, ["*"]) : "${aws_opensearch_domain.this[0].arn}/${path}"])
      not_resources = try(statement.value.not_resources, null)

      dynamic "principals" {
        for_each = try(statement.value.principals, [])

        content {
          type        = principals.value.type
          identifiers = principals.value.identifiers
        }
      }

      dynamic "not_principals" {
        for_each = try(statement.value.not_principals, [])

        content {
          type        = not_principals.value.type
          identifiers = not_principals.value.identifiers
        }
      }

      dynamic "condition" {
        for_each = try(statement.value.conditions, [])

        content {
          test     = condition.value.test
          variable = condition.value.variable
          values   = condition.value.values
        }
      }
    }
  }
}

resource "aws_cloudwatch_log_group" "this" {
  for_each = { for option in var.log_publishing_options : option.log_type => option if try(option.enabled, true) && var.create && var.create_cloudwatch_log_groups }

  name              = try(each.value.log_group_name, "/aws/opensearch/${var.domain_name}/${each.key}")
  retention_in_days = try(each.value.log_group_retention_in_days, var.cloudwatch_log_group_retention_in_days)
  kms_key_id        = try(each.value.log_group_kms_key_id, var.cloudwatch_log_group_kms_key_id)
  skip_destroy      = try(each.value.log_group_skip_destroy, var.cloudwatch_log_group_skip_destroy)
  log_group_class   = try(each.value.log_group_class, var.cloudwatch_log_group_class)
}

resource "aws_security_group" "this" {
  count = local.has_security_group ? 1 : 0

  name        = var.security_group_use_name_prefix ? null : local.security_group_prefix
  name_prefix = var.security_group_use_name_prefix ? "${local.security_group_prefix}-" : null
  description = var.security_group_description
  vpc_id      = data.iaclint_unknown.subnet.vpc_id
}

resource "aws_vpc_security_group_ingress_rule" "this" {
  for_each = { for name, rule in var.security_group_rules : name => rule if local.has_security_group && try(rule.type, "ingress") == "ingress" }

  security_group_id            = aws_security_group.this[0].id
  ip_protocol                  = try(each.value.ip_protocol, "tcp")
  from_port                    = try(each.value.from_port, 443)
  to_port                      = try(each.value.to_port, 443)
  cidr_ipv4                    = try(each.value.cidr_ipv4, null)
  cidr_ipv6                    = try(each.value.cidr_ipv6, null)
  prefix_list_id               = try(each.value.prefix_list_id, null)
  referenced_security_group_id = try(each.value.referenced_security_group_id, null)
  description                  = try(each.value.description, null)
}
