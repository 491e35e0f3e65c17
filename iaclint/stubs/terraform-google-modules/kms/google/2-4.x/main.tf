locals {
  ids = var.prevent_destroy ? google_kms_crypto_key.key[*].id : google_kms_crypto_key.key_ephemeral[*].id
}

resource "google_kms_key_ring" "key_ring" {
  name     = var.keyring
  project  = var.project_id
  location = var.location
}

resource "google_kms_crypto_key" "key" {
  count = var.prevent_destroy ? length(var.keys) : 0

  name                       = var.keys[count.index]
  key_ring                   = google_kms_key_ring.key_ring.id
  purpose                    = var.purpose
  rotation_period            = var.key_rotation_period
  import_only                = var.import_only
  destroy_scheduled_duration = var.key_destroy_scheduled_duration
  labels                     = var.labels

  version_template {
    algorithm        = var.key_algorithm
    protection_level = var.key_protection_level
  }
}

resource "google_kms_crypto_key" "key_ephemeral" {
  count = var.prevent_destroy ? 0 : length(var.keys)

  name                       = var.keys[count.index]
  key_ring                   = google_kms_key_ring.key_ring.id
  purpose                    = var.purpose
  rotation_period            = var.key_rotation_period
  import_only                = var.import_only
  destroy_scheduled_duration = var.key_destroy_scheduled_duration
  labels                     = var.labels

  version_template {
    algorithm        = var.key_algorithm
    protection_level = var.key_protection_level
  }
}

resource "google_kms_crypto_key_iam_binding" "owners" {
  count = length(var.set_owners_for)

  role          = "roles/owner"
  crypto_key_id = zipmap(var.keys, local.ids)[var.set_owners_for[count.index]]
  members       = compact(split(",", var.owners[count.index]))
}

resource "google_kms_crypto_key_iam_binding" "decrypters" {
  count = length(var.set_decrypters_for)

  role          = "roles/cloudkms.cryptoKeyDecrypter"
  crypto_key_id = zipmap(var.keys, local.ids)[var.set_decrypters_for[count.index]]
  members       = compact(split(",", var.decrypters[count.index]))
}

resource "google_kms_crypto_key_iam_binding" "encrypters" {
  count = length(var.set_encrypters_for)

  role          = "roles/cloudkms.cryptoKeyEncrypter"
  crypto_key_id = zipmap(var.keys, local.ids)[var.set_encrypters_for[count.index]]
  members       = compact(split(",", var.encrypters[count.index]))
}
