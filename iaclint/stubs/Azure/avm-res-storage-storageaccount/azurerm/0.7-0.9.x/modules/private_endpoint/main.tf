resource "azapi_resource" "this" {
  type      = var.resource_type
  name      = var.name
  location  = var.location
  parent_id = var.parent_id
  tags      = var.tags

  body = {
    properties = {
      subnet = { id = var.subnet_resource_id }
      privateLinkServiceConnections = [{
        name = var.private_service_connection_name == null ? "pse-${var.name}" : var.private_service_connection_name
        properties = {
          privateLinkServiceId = var.private_connection_resource_id
          groupIds             = [var.subresource_name]
        }
      }]
    }
  }
}
