locals {
  given = {
    isVersioningEnabled            = var.blob_properties.versioning_enabled
    changeFeed                     = var.blob_properties.change_feed == null ? null : { enabled = var.blob_properties.change_feed.enabled, retentionInDays = var.blob_properties.change_feed.retention_in_days }
    deleteRetentionPolicy          = var.blob_properties.delete_retention_policy == null ? null : { enabled = var.blob_properties.delete_retention_policy.enabled, days = var.blob_properties.delete_retention_policy.days }
    containerDeleteRetentionPolicy = var.blob_properties.container_delete_retention_policy == null ? null : { enabled = var.blob_properties.container_delete_retention_policy.enabled, days = var.blob_properties.container_delete_retention_policy.days }
  }
}

resource "azapi_update_resource" "this" {
  type        = var.resource_type
  resource_id = "${var.storage_account_id}/blobServices/default"

  body = {
    properties = { for key, each in local.given : key => each if each != null }
  }
}
