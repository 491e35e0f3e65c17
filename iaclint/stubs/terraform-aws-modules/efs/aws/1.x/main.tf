data "iaclint_unknown" "network" {}
data "iaclint_unknown" "replication" {}

resource "aws_efs_file_system" "this" {
  count = var.create ? 1 : 0

  creation_token         = var.creation_token
  availability_zone_name = var.availability_zone_name
  encrypted              = var.encrypted
  kms_key_id             = var.kms_key_arn
  tags                   = merge(var.tags, { Name = var.name })

  dynamic "lifecycle_policy" {
    for_each = try({ for key, each in var.lifecycle_policy : key => each if each != null }, {})

    content {
      transition_to_ia                    = lifecycle_policy.key == "transition_to_ia" ? lifecycle_policy.value : null
      transition_to_archive               = lifecycle_policy.key == "transition_to_archive" ? lifecycle_policy.value : null
      transition_to_primary_storage_class = lifecycle_policy.key == "transition_to_primary_storage_class" ? lifecycle_policy.value : null
    }
  }

  dynamic "protection" {
    for_each = try([{ replication_overwrite = var.protection.replication_overwrite }], [])

    content {
      replication_overwrite = protection.value.replication_overwrite
    }
  }
}

data "aws_iam_policy_document" "policy" {
  source_policy_documents   = var.source_policy_documents
  override_policy_documents = var.override_policy_documents

  dynamic "statement" {
    for_each = try([for each in try(values(var.policy_statements), var.policy_statements) : each], [])

    content {
      sid           = try(statement.value.sid, null)
      effect        = try(statement.value.effect, null)
      actions       = try(statement.value.actions, null)
      not_actions   = try(statement.value.not_actions, null)
      resources     = try(coalescelist(statement.value.resources), [aws_efs_file_system.this[0].arn])
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
        for_each = try(statement.value.conditions, statement.value.condition, [])

        content {
          test     = condition.value.test
          variable = condition.value.variable
          values   = condition.value.values
        }
      }
    }
  }

  dynamic "statement" {
    for_each = var.deny_nonsecure_transport ? ["transport"] : []

    content {
      effect    = "Deny"
      actions   = ["*"]
      resources = [aws_efs_file_system.this[0].arn]

      principals {
        type        = "AWS"
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
    for_each = var.deny_nonsecure_transport_via_mount_target ? ["mount target"] : []

    content {
      effect    = "Allow"
      resources = [aws_efs_file_system.this[0].arn]
      actions = [
        "elasticfilesystem:ClientMount",
        "elasticfilesystem:ClientRootAccess",
        "elasticfilesystem:ClientWrite",
      ]

      principals {
        type        = "AWS"
        identifiers = ["*"]
      }

      condition {
        test     = "Bool"
        variable = "elasticfilesystem:AccessedViaMountTarget"
        values   = ["true"]
      }
    }
  }
}

resource "aws_efs_file_system_policy" "this" {
  count = var.create && var.attach_policy ? 1 : 0

  file_system_id = aws_efs_file_system.this[0].id
  policy         = data.aws_iam_policy_document.policy.json
}

resource "aws_efs_backup_policy" "this" {
  count = var.create && var.create_backup_policy ? 1 : 0

  file_system_id = aws_efs_file_system.this[0].id

  backup_policy {
    status = var.enable_backup_policy ? "ENABLED" : "DISABLED"
  }
}

resource "aws_efs_mount_target" "this" {
  for_each = { for key, each in var.mount_targets : key => each if var.create }

  file_system_id  = aws_efs_file_system.this[0].id
  subnet_id       = each.value.subnet_id
  security_groups = data.iaclint_unknown.network.security_groups
}

resource "aws_efs_access_point" "this" {
  for_each = { for key, each in var.access_points : key => each if var.create }

  file_system_id = aws_efs_file_system.this[0].id

  dynamic "posix_user" {
    for_each = try([{ gid = each.value.posix_user.gid, uid = each.value.posix_user.uid }], [])

    content {
      gid            = posix_user.value.gid
      uid            = posix_user.value.uid
      secondary_gids = try(each.value.posix_user.secondary_gids, null)
    }
  }

  dynamic "root_directory" {
    for_each = try(each.value.root_directory, null) != null ? [each.value.root_directory] : []

    content {
      path = try(root_directory.value.path, null)

      dynamic "creation_info" {
        for_each = try(root_directory.value.creation_info, null) != null ? [root_directory.value.creation_info] : []

        content {
          owner_gid   = creation_info.value.owner_gid
          owner_uid   = creation_info.value.owner_uid
          permissions = creation_info.value.permissions
        }
      }
    }
  }
}

resource "aws_efs_replication_configuration" "this" {
  count = var.create && var.create_replication_configuration ? 1 : 0

  source_file_system_id = aws_efs_file_system.this[0].id

  dynamic "destination" {
    for_each = data.iaclint_unknown.replication.destinations

    content {}
  }
}
