locals {
  is_elasticsearch = module.this.enabled && var.aws_service_type == "elasticsearch"
  is_opensearch    = module.this.enabled && var.aws_service_type == "opensearch"
  has_group        = module.this.enabled && var.vpc_enabled && var.create_security_group
  has_roles        = length(var.iam_authorizing_role_arns) > 0 || length(var.iam_role_arns) > 0
  name             = length(var.elasticsearch_domain_name) > 0 ? var.elasticsearch_domain_name : module.this.id
  arn              = module.this.enabled ? coalesce(join("", aws_elasticsearch_domain.default[*].arn), join("", aws_opensearch_domain.default[*].arn)) : null
  roles            = distinct(compact(concat(var.iam_role_arns, aws_iam_role.elasticsearch_user[*].arn)))
}

module "user_label" {
  source  = "cloudposse/label/null"
  version = "0.25.0"

  attributes = ["user"]
  context    = module.this.context
}

resource "aws_security_group" "default" {
  count = local.has_group ? 1 : 0

  name   = module.this.id
  vpc_id = var.vpc_id
  tags   = module.this.tags
}

resource "aws_security_group_rule" "ingress_security_groups" {
  count = local.has_group ? length(var.security_groups) : 0

  type                     = "ingress"
  from_port                = var.ingress_port_range_start
  to_port                  = var.ingress_port_range_end
  protocol                 = "tcp"
  source_security_group_id = var.security_groups[count.index]
  security_group_id        = join("", aws_security_group.default[*].id)
}

resource "aws_security_group_rule" "ingress_cidr_blocks" {
  count = local.has_group && length(var.allowed_cidr_blocks) > 0 ? 1 : 0

  type              = "ingress"
  from_port         = var.ingress_port_range_start
  to_port           = var.ingress_port_range_end
  protocol          = "tcp"
  cidr_blocks       = var.allowed_cidr_blocks
  security_group_id = join("", aws_security_group.default[*].id)
}

resource "aws_security_group_rule" "egress" {
  count = local.has_group ? 1 : 0

  type              = "egress"
  from_port         = 0
  to_port           = 65535
  protocol          = "tcp"
  cidr_blocks       = ["0.0.0.0/0"]
  security_group_id = join("", aws_security_group.default[*].id)
}

resource "aws_iam_role" "elasticsearch_user" {
  count = module.this.enabled && var.create_elasticsearch_user_role && local.has_roles ? 1 : 0

  name               = module.user_label.id
  assume_role_policy = data.iaclint_unknown.role.assume_role_policy
  tags               = module.user_label.tags
}

data "iaclint_unknown" "role" {}

data "aws_iam_policy_document" "default" {
  count = module.this.enabled && local.has_roles ? 1 : 0

  statement {
    sid       = "User"
    actions   = distinct(compact(var.iam_actions))
    resources = [local.arn, "${local.arn}/*"]

    principals {
      type        = "AWS"
      identifiers = local.roles
    }
  }

  dynamic "statement" {
    for_each = length(var.allowed_cidr_blocks) > 0 && !var.vpc_enabled ? ["addresses"] : []

    content {
      sid       = "Anonymous"
      actions   = distinct(compact(var.anonymous_iam_actions))
      resources = [local.arn, "${local.arn}/*"]

      principals {
        type        = "AWS"
        identifiers = ["*"]
      }

      condition {
        test     = "IpAddress"
        variable = "aws:SourceIp"
        values   = var.allowed_cidr_blocks
      }
    }
  }
}

resource "aws_elasticsearch_domain_policy" "default" {
  count = local.is_elasticsearch && (local.has_roles || length(var.access_policies) > 0) ? 1 : 0

  domain_name     = local.name
  access_policies = coalesce(var.access_policies, join("", data.aws_iam_policy_document.default[*].json))
}

resource "aws_opensearch_domain_policy" "default" {
  count = local.is_opensearch && local.has_roles ? 1 : 0

  domain_name     = local.name
  access_policies = join("", data.aws_iam_policy_document.default[*].json)
}

resource "aws_elasticsearch_domain" "default" {
  count = local.is_elasticsearch ? 1 : 0

  domain_name           = local.name
  elasticsearch_version = var.elasticsearch_version
  tags                  = module.this.tags

  advanced_security_options {
    enabled                        = var.advanced_security_options_enabled
    internal_user_database_enabled = var.advanced_security_options_internal_user_database_enabled

    master_user_options {
      master_user_arn      = var.advanced_security_options_master_user_arn
      master_user_name     = var.advanced_security_options_master_user_name
      master_user_password = var.advanced_security_options_master_user_password
    }
  }

  encrypt_at_rest {
    enabled    = var.encrypt_at_rest_enabled
    kms_key_id = var.encrypt_at_rest_kms_key_id
  }

  node_to_node_encryption {
    enabled = var.node_to_node_encryption_enabled
  }

  domain_endpoint_options {
    enforce_https       = var.domain_endpoint_options_enforce_https
    tls_security_policy = var.domain_endpoint_options_tls_security_policy
  }

  cluster_config {
    instance_count           = var.instance_count
    instance_type            = var.instance_type
    zone_awareness_enabled   = var.zone_awareness_enabled
    dedicated_master_enabled = var.dedicated_master_enabled
    dedicated_master_count   = var.dedicated_master_enabled ? var.dedicated_master_count : null
  }

  dynamic "vpc_options" {
    for_each = var.vpc_enabled ? ["VPC"] : []

    content {
      security_group_ids = var.create_security_group ? [join("", aws_security_group.default[*].id)] : var.security_groups
      subnet_ids         = var.subnet_ids
    }
  }

  log_publishing_options {
    enabled                  = var.log_publishing_index_enabled
    log_type                 = "INDEX_SLOW_LOGS"
    cloudwatch_log_group_arn = var.log_publishing_index_cloudwatch_log_group_arn
  }

  log_publishing_options {
    enabled                  = var.log_publishing_search_enabled
    log_type                 = "SEARCH_SLOW_LOGS"
    cloudwatch_log_group_arn = var.log_publishing_search_cloudwatch_log_group_arn
  }

  log_publishing_options {
    enabled                  = var.log_publishing_audit_enabled
    log_type                 = "AUDIT_LOGS"
    cloudwatch_log_group_arn = var.log_publishing_audit_cloudwatch_log_group_arn
  }

  log_publishing_options {
    enabled                  = var.log_publishing_application_enabled
    log_type                 = "ES_APPLICATION_LOGS"
    cloudwatch_log_group_arn = var.log_publishing_application_cloudwatch_log_group_arn
  }
}

resource "aws_opensearch_domain" "default" {
  count = local.is_opensearch ? 1 : 0

  domain_name    = local.name
  engine_version = var.elasticsearch_version
  tags           = module.this.tags

  advanced_security_options {
    enabled                        = var.advanced_security_options_enabled
    internal_user_database_enabled = var.advanced_security_options_internal_user_database_enabled
    anonymous_auth_enabled         = var.advanced_security_options_anonymous_auth_enabled

    master_user_options {
      master_user_arn      = var.advanced_security_options_master_user_arn
      master_user_name     = var.advanced_security_options_master_user_name
      master_user_password = var.advanced_security_options_master_user_password
    }
  }

  encrypt_at_rest {
    enabled    = var.encrypt_at_rest_enabled
    kms_key_id = var.encrypt_at_rest_kms_key_id
  }

  node_to_node_encryption {
    enabled = var.node_to_node_encryption_enabled
  }

  domain_endpoint_options {
    enforce_https       = var.domain_endpoint_options_enforce_https
    tls_security_policy = var.domain_endpoint_options_tls_security_policy
  }

  cluster_config {
    instance_count           = var.instance_count
    instance_type            = var.instance_type
    zone_awareness_enabled   = var.zone_awareness_enabled
    dedicated_master_enabled = var.dedicated_master_enabled
    dedicated_master_count   = var.dedicated_master_count
  }

  dynamic "vpc_options" {
    for_each = var.vpc_enabled ? ["VPC"] : []

    content {
      security_group_ids = var.create_security_group ? [join("", aws_security_group.default[*].id)] : var.security_groups
      subnet_ids         = var.subnet_ids
    }
  }

  dynamic "log_publishing_options" {
    for_each = var.log_publishing_index_enabled ? ["index"] : []

    content {
      log_type                 = "INDEX_SLOW_LOGS"
      cloudwatch_log_group_arn = var.log_publishing_index_cloudwatch_log_group_arn
    }
  }

  dynamic "log_publishing_options" {
    for_each = var.log_publishing_search_enabled ? ["search"] : []

    content {
      log_type                 = "SEARCH_SLOW_LOGS"
      cloudwatch_log_group_arn = var.log_publishing_search_cloudwatch_log_group_arn
    }
  }

  dynamic "log_publishing_options" {
    for_each = var.log_publishing_audit_enabled ? ["audit"] : []

    content {
      log_type                 = "AUDIT_LOGS"
      cloudwatch_log_group_arn = var.log_publishing_audit_cloudwatch_log_group_arn
    }
  }

  dynamic "log_publishing_options" {
    for_each = var.log_publishing_application_enabled ? ["application"] : []

    content {
      log_type                 = "ES_APPLICATION_LOGS"
      cloudwatch_log_group_arn = var.log_publishing_application_cloudwatch_log_group_arn
    }
  }
}
