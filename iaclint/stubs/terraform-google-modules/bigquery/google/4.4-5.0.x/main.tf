locals {
  roles = {
    "roles/bigquery.dataOwner"  = "OWNER"
    "roles/bigquery.dataEditor" = "WRITER"
    "roles/bigquery.dataViewer" = "READER"
  }
}

resource "google_bigquery_dataset" "main" {
  dataset_id                  = var.dataset_id
  friendly_name               = var.dataset_name
  location                    = var.location
  project                     = var.project_id
  labels                      = var.dataset_labels
  delete_contents_on_destroy  = var.delete_contents_on_destroy
  default_table_expiration_ms = var.default_table_expiration_ms

  dynamic "default_encryption_configuration" {
    for_each = var.encryption_key == null ? [] : [var.encryption_key]

    content {
      kms_key_name = default_encryption_configuration.value
    }
  }

  dynamic "access" {
    for_each = var.access

    content {
      role           = lookup(local.roles, access.value.role, access.value.role)
      domain         = try(access.value.domain, null)
      group_by_email = try(access.value.group_by_email, null)
      user_by_email  = try(access.value.user_by_email, null)
      special_group  = try(access.value.special_group, null)
    }
  }
}

resource "google_bigquery_table" "main" {
  for_each = { for each in var.tables : each["table_id"] => each }

  dataset_id = google_bigquery_dataset.main.dataset_id
  table_id   = each.key
  project    = var.project_id
}

resource "google_bigquery_table" "view" {
  for_each = { for each in var.views : each["view_id"] => each }

  dataset_id = google_bigquery_dataset.main.dataset_id
  table_id   = each.key
  project    = var.project_id

  view {
    query          = each.value.query
    use_legacy_sql = each.value.use_legacy_sql
  }
}

resource "google_bigquery_table" "external_table" {
  for_each = { for each in var.external_tables : each["table_id"] => each }

  dataset_id = google_bigquery_dataset.main.dataset_id
  table_id   = each.key
  project    = var.project_id

  external_data_configuration {
    autodetect    = each.value.autodetect
    source_format = each.value.source_format
    source_uris   = each.value.source_uris
  }
}
