resource "azapi_resource" "this" {
  type                 = var.resource_type
  name                 = var.name
  parent_id            = "${var.storage_account_id}/fileServices/default"
  ignore_null_property = true

  body = {
    properties = {
      enabledProtocols  = var.enabled_protocol
      shareQuota        = var.quota
      signedIdentifiers = var.signed_identifiers
    }
  }
}
