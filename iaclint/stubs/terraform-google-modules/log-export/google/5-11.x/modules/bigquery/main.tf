resource "google_bigquery_dataset" "dataset" {
  dataset_id                 = var.dataset_name
  project                    = var.project_id
  location                   = var.location
  labels                     = var.labels
  delete_contents_on_destroy = var.delete_contents_on_destroy

  dynamic "default_encryption_configuration" {
    for_each = var.kms_key_name == null ? [] : [var.kms_key_name]

    content {
      kms_key_name = default_encryption_configuration.value
    }
  }
}
