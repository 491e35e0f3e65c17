resource "azapi_resource" "this" {
  type      = var.resource_type
  name      = var.name
  parent_id = "${var.storage_account_id}/blobServices/default"

  body = {
    properties = {
      publicAccess = var.public_access
    }
  }
}
