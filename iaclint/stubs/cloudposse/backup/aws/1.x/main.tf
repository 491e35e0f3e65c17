locals {
  has_vault = module.this.enabled && var.vault_enabled
}

resource "aws_backup_vault" "default" {
  count = local.has_vault ? 1 : 0

  name        = coalesce(var.vault_name, module.this.id)
  kms_key_arn = var.kms_key_arn
  tags        = module.this.tags
}

resource "aws_backup_vault_lock_configuration" "default" {
  count = local.has_vault && var.backup_vault_lock_configuration != null ? 1 : 0

  backup_vault_name   = aws_backup_vault.default[0].id
  changeable_for_days = var.backup_vault_lock_configuration.changeable_for_days
  max_retention_days  = var.backup_vault_lock_configuration.max_retention_days
  min_retention_days  = var.backup_vault_lock_configuration.min_retention_days
}

data "aws_backup_vault" "existing" {
  count = module.this.enabled && !var.vault_enabled ? 1 : 0

  name = coalesce(var.vault_name, module.this.id)
}

resource "aws_backup_plan" "default" {
  count = module.this.enabled && var.plan_enabled ? 1 : 0

  name = module.this.id

  dynamic "rule" {
    for_each = var.rules

    content {
      rule_name                = try(rule.value.name, rule.key)
      target_vault_name        = join("", local.has_vault ? aws_backup_vault.default[*].name : data.aws_backup_vault.existing[*].name)
      schedule                 = rule.value.schedule
      enable_continuous_backup = rule.value.enable_continuous_backup

      dynamic "lifecycle" {
        for_each = try(rule.value.lifecycle, null) != null ? [rule.value.lifecycle] : []

        content {
          cold_storage_after = lifecycle.value.cold_storage_after
          delete_after       = lifecycle.value.delete_after
        }
      }

      dynamic "copy_action" {
        for_each = try(rule.value.copy_action.destination_vault_arn, null) != null ? [rule.value.copy_action] : []

        content {
          destination_vault_arn = copy_action.value.destination_vault_arn

          dynamic "lifecycle" {
            for_each = try(copy_action.value.lifecycle, null) != null ? [copy_action.value.lifecycle] : []

            content {
              cold_storage_after = lifecycle.value.cold_storage_after
              delete_after       = lifecycle.value.delete_after
            }
          }
        }
      }
    }
  }
}
