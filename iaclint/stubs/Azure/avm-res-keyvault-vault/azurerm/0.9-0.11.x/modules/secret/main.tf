resource "azurerm_key_vault_secret" "this" {
  name            = var.name
  key_vault_id    = var.key_vault_resource_id
  content_type    = var.content_type
  expiration_date = var.expiration_date
  value           = var.value
  value_wo        = var.value_wo
}
