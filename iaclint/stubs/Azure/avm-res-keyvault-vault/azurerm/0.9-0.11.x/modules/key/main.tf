resource "azurerm_key_vault_key" "this" {
  name            = var.name
  key_vault_id    = var.key_vault_resource_id
  key_type        = var.type
  key_opts        = var.opts
  expiration_date = var.expiration_date

  dynamic "rotation_policy" {
    for_each = var.rotation_policy == null ? [] : [var.rotation_policy]

    content {
      expire_after         = rotation_policy.value.expire_after
      notify_before_expiry = rotation_policy.value.notify_before_expiry

      automatic {
        time_after_creation = rotation_policy.value.automatic.time_after_creation
        time_before_expiry  = rotation_policy.value.automatic.time_before_expiry
      }
    }
  }
}
