# Storage in Azure and Google Cloud. docs/exposure.md explains each verdict.

resource "azurerm_storage_account" "open" {
  name                     = "brightsmileopen"
  resource_group_name      = "clinic"
  location                 = "germanywestcentral"
  account_tier             = "Standard"
  account_replication_type = "LRS"
}

resource "azurerm_storage_account" "firewalled" {
  name                     = "brightsmilefirewalled"
  resource_group_name      = "clinic"
  location                 = "germanywestcentral"
  account_tier             = "Standard"
  account_replication_type = "LRS"
  network_rules {
    default_action = "Deny"
  }
}

resource "azurerm_storage_container" "photos" {
  for_each              = { open = azurerm_storage_account.open, firewalled = azurerm_storage_account.firewalled }
  name                  = "photos"
  storage_account_id    = each.value.id
  container_access_type = "blob"
}

resource "google_storage_bucket" "everyone" {
  name     = "brightsmile-everyone"
  location = "EU"
}

resource "google_storage_bucket" "prevented" {
  name                     = "brightsmile-prevented"
  location                 = "EU"
  public_access_prevention = "enforced"
}

resource "google_storage_bucket_iam_member" "everyone" {
  for_each = toset([google_storage_bucket.everyone.name, google_storage_bucket.prevented.name])
  bucket   = each.value
  role     = "roles/storage.objectViewer"
  member   = "allUsers"
}

resource "google_storage_bucket" "press" {
  name                        = "brightsmile-press"
  location                    = "EU"
  uniform_bucket_level_access = true
}

resource "google_storage_managed_folder" "releases" {
  bucket = google_storage_bucket.press.name
  name   = "releases/"
}

resource "google_storage_managed_folder_iam_member" "releases" {
  bucket         = google_storage_managed_folder.releases.bucket
  managed_folder = google_storage_managed_folder.releases.name
  role           = "roles/storage.objectViewer"
  member         = "allUsers"
}

resource "google_bigquery_dataset" "clinic" {
  dataset_id = "clinic"
}

resource "google_bigquery_table" "visits" {
  dataset_id = google_bigquery_dataset.clinic.dataset_id
  table_id   = "visits"
}

resource "google_bigquery_table_iam_member" "visits" {
  dataset_id = google_bigquery_table.visits.dataset_id
  table_id   = google_bigquery_table.visits.table_id
  role       = "roles/bigquery.dataViewer"
  member     = "allAuthenticatedUsers"
}

# Since version 5, the provider does not allow public containers by default.
terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}
