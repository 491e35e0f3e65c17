data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "iaclint_unknown" "policy" {}

locals {
  is_primary = var.create && !var.create_replica && !var.create_replica_external
  policy     = try(coalesce(var.policy), data.aws_iam_policy_document.this.json)
  use        = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"]
}

data "aws_iam_policy_document" "this" {
  source_policy_documents   = var.source_policy_documents
  override_policy_documents = var.override_policy_documents

  dynamic "statement" {
    for_each = var.enable_default_policy ? ["account"] : []

    content {
      actions   = ["kms:*"]
      resources = ["*"]

      principals {
        type = "AWS"
        identifiers = [
          "arn:${data.aws_partition.current.partition}:iam::${data.aws_caller_identity.current.account_id}:root",
        ]
      }
    }
  }

  dynamic "statement" {
    for_each = length(var.key_owners) > 0 ? ["owners"] : []

    content {
      actions   = ["kms:*"]
      resources = ["*"]

      principals {
        type        = "AWS"
        identifiers = var.key_owners
      }
    }
  }

  dynamic "statement" {
    for_each = length(var.key_administrators) > 0 ? ["administrators"] : []

    content {
      resources = ["*"]
      actions = [
        "kms:CancelKeyDeletion",
        "kms:Create*",
        "kms:Delete*",
        "kms:Describe*",
        "kms:Disable*",
        "kms:Enable*",
        "kms:Get*",
        "kms:ImportKeyMaterial",
        "kms:List*",
        "kms:Put*",
        "kms:ReplicateKey",
        "kms:Revoke*",
        "kms:ScheduleKeyDeletion",
        "kms:TagResource",
        "kms:UntagResource",
        "kms:Update*",
      ]

      principals {
        type        = "AWS"
        identifiers = var.key_administrators
      }
    }
  }

  dynamic "statement" {
    for_each = length(var.key_users) > 0 ? ["use"] : []

    content {
      resources = ["*"]
      actions   = local.use

      principals {
        type        = "AWS"
        identifiers = var.key_users
      }
    }
  }

  dynamic "statement" {
    for_each = length(var.key_symmetric_encryption_users) > 0 ? ["use"] : []

    content {
      resources = ["*"]
      actions   = local.use

      principals {
        type        = "AWS"
        identifiers = var.key_symmetric_encryption_users
      }
    }
  }

  dynamic "statement" {
    for_each = length(var.key_service_users) > 0 ? ["grants"] : []

    content {
      resources = ["*"]
      actions   = ["kms:CreateGrant", "kms:ListGrants", "kms:RevokeGrant"]

      principals {
        type        = "AWS"
        identifiers = var.key_service_users
      }

      condition {
        test     = "Bool"
        variable = "kms:GrantIsForAWSResource"
        values   = ["true"]
      }
    }
  }

  dynamic "statement" {
    for_each = length(var.key_service_roles_for_autoscaling) > 0 ? ["use"] : []

    content {
      resources = ["*"]
      actions   = local.use

      principals {
        type        = "AWS"
        identifiers = var.key_service_roles_for_autoscaling
      }
    }
  }

  dynamic "statement" {
    for_each = length(var.key_service_roles_for_autoscaling) > 0 ? ["grants"] : []

    content {
      resources = ["*"]
      actions   = ["kms:CreateGrant"]

      principals {
        type        = "AWS"
        identifiers = var.key_service_roles_for_autoscaling
      }

      condition {
        test     = "Bool"
        variable = "kms:GrantIsForAWSResource"
        values   = ["true"]
      }
    }
  }

  dynamic "statement" {
    for_each = length(var.key_hmac_users) > 0 ? ["use"] : []

    content {
      resources = ["*"]
      actions   = ["kms:DescribeKey", "kms:GenerateMac", "kms:VerifyMac"]

      principals {
        type        = "AWS"
        identifiers = var.key_hmac_users
      }
    }
  }

  dynamic "statement" {
    for_each = length(var.key_asymmetric_public_encryption_users) > 0 ? ["use"] : []

    content {
      resources = ["*"]
      actions   = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GetPublicKey", "kms:ReEncrypt*"]

      principals {
        type        = "AWS"
        identifiers = var.key_asymmetric_public_encryption_users
      }
    }
  }

  dynamic "statement" {
    for_each = length(var.key_asymmetric_sign_verify_users) > 0 ? ["use"] : []

    content {
      resources = ["*"]
      actions   = ["kms:DescribeKey", "kms:GetPublicKey", "kms:Sign", "kms:Verify"]

      principals {
        type        = "AWS"
        identifiers = var.key_asymmetric_sign_verify_users
      }
    }
  }

  dynamic "statement" {
    for_each = var.enable_route53_dnssec ? ["dnssec"] : []

    content {
      resources = ["*"]
      actions   = ["kms:DescribeKey", "kms:GetPublicKey", "kms:Sign"]

      principals {
        type        = "Service"
        identifiers = ["dnssec-route53.${data.aws_partition.current.dns_suffix}"]
      }
    }
  }

  dynamic "statement" {
    for_each = var.enable_route53_dnssec ? ["dnssec grants"] : []

    content {
      resources = ["*"]
      actions   = ["kms:CreateGrant"]

      principals {
        type        = "Service"
        identifiers = ["dnssec-route53.${data.aws_partition.current.dns_suffix}"]
      }

      condition {
        test     = "Bool"
        variable = "kms:GrantIsForAWSResource"
        values   = ["true"]
      }

      dynamic "condition" {
        for_each = try(coalesce(var.route53_dnssec_sources), [])

        content {
          test     = "StringEquals"
          variable = "aws:SourceAccount"
          values   = try(coalescelist(condition.value.account_ids), [data.aws_caller_identity.current.account_id])
        }
      }
    }
  }

  dynamic "statement" {
    for_each = var.key_service_principals

    content {
      sid       = statement.value.sid
      actions   = statement.value.actions
      resources = statement.value.resources

      principals {
        type        = "Service"
        identifiers = statement.value.principals
      }
    }
  }

  dynamic "statement" {
    for_each = var.key_statements

    content {
      sid           = try(statement.value.sid, null)
      effect        = try(statement.value.effect, null)
      actions       = try(statement.value.actions, null)
      not_actions   = try(statement.value.not_actions, null)
      resources     = try(statement.value.resources, null)
      not_resources = try(statement.value.not_resources, null)

      dynamic "principals" {
        for_each = try(coalesce(statement.value.principals), [])

        content {
          type        = principals.value.type
          identifiers = principals.value.identifiers
        }
      }

      dynamic "not_principals" {
        for_each = try(coalesce(statement.value.not_principals), [])

        content {
          type        = not_principals.value.type
          identifiers = not_principals.value.identifiers
        }
      }

      dynamic "condition" {
        for_each = try(coalesce(statement.value.conditions), [])

        content {
          test     = condition.value.test
          variable = condition.value.variable
          values   = condition.value.values
        }
      }
    }
  }
}

resource "aws_kms_key" "this" {
  count = local.is_primary && !var.create_external ? 1 : 0

  enable_key_rotation      = var.enable_key_rotation
  rotation_period_in_days  = var.rotation_period_in_days
  deletion_window_in_days  = var.deletion_window_in_days
  is_enabled               = var.is_enabled
  multi_region             = var.multi_region
  key_usage                = var.key_usage
  customer_master_key_spec = var.customer_master_key_spec
  custom_key_store_id      = var.custom_key_store_id
  policy                   = local.policy
  tags                     = var.tags
}

resource "aws_kms_external_key" "this" {
  count = local.is_primary && var.create_external ? 1 : 0

  deletion_window_in_days = var.deletion_window_in_days
  enabled                 = var.is_enabled
  multi_region            = var.multi_region
  key_usage               = var.key_usage
  key_spec                = var.key_spec
  policy                  = local.policy
  tags                    = var.tags
}

resource "aws_kms_replica_key" "this" {
  count = var.create && var.create_replica && !var.create_external && !var.create_replica_external ? 1 : 0

  deletion_window_in_days = var.deletion_window_in_days
  enabled                 = var.is_enabled
  primary_key_arn         = var.primary_key_arn
  policy                  = local.policy
  tags                    = var.tags
}

resource "aws_kms_replica_external_key" "this" {
  count = var.create && !var.create_replica && !var.create_external && var.create_replica_external ? 1 : 0

  deletion_window_in_days = var.deletion_window_in_days
  enabled                 = var.is_enabled
  primary_key_arn         = var.primary_external_key_arn
  policy                  = local.policy
  tags                    = var.tags
}

resource "aws_kms_alias" "this" {
  for_each = {
    for key, each in merge({ for name in var.aliases : name => { name = name } }, var.computed_aliases) : key => each
    if var.create
  }

  name          = var.aliases_use_name_prefix ? null : "alias/${each.value.name}"
  name_prefix   = var.aliases_use_name_prefix ? "alias/${each.value.name}-" : null
  target_key_id = local.id
}

resource "aws_kms_grant" "this" {
  for_each = try({ for key, each in var.grants : key => each if var.create }, {})

  key_id             = local.id
  grantee_principal  = each.value.grantee_principal
  operations         = each.value.operations
  retiring_principal = try(each.value.retiring_principal, null)
}

locals {
  id = try(
    aws_kms_key.this[0].key_id,
    aws_kms_external_key.this[0].id,
    aws_kms_replica_key.this[0].key_id,
    aws_kms_replica_external_key.this[0].key_id,
    null,
  )
  arn = try(
    aws_kms_key.this[0].arn,
    aws_kms_external_key.this[0].arn,
    aws_kms_replica_key.this[0].arn,
    aws_kms_replica_external_key.this[0].arn,
    null,
  )
}
