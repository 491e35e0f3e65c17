resource "google_storage_bucket" "bucket" {
  name                        = var.name
  project                     = var.project_id
  location                    = var.location
  storage_class               = var.storage_class
  labels                      = var.labels
  force_destroy               = var.force_destroy
  uniform_bucket_level_access = var.bucket_policy_only

  versioning {
    enabled = var.versioning
  }

  dynamic "retention_policy" {
    for_each = var.retention_policy == null ? [] : [var.retention_policy]

    content {
      is_locked        = retention_policy.value.is_locked
      retention_period = retention_policy.value.retention_period
    }
  }

  dynamic "encryption" {
    for_each = var.encryption == null ? [] : [var.encryption]

    content {
      default_kms_key_name = encryption.value.default_kms_key_name
    }
  }

  dynamic "lifecycle_rule" {
    for_each = var.lifecycle_rules

    content {
      action {
        type          = lifecycle_rule.value.action.type
        storage_class = try(lifecycle_rule.value.action.storage_class, null)
      }

      condition {
        age                   = try(lifecycle_rule.value.condition.age, null)
        created_before        = try(lifecycle_rule.value.condition.created_before, null)
        with_state            = try(lifecycle_rule.value.condition.with_state, tobool(lifecycle_rule.value.condition.is_live) ? "LIVE" : null, null)
        matches_storage_class = try(split(",", lifecycle_rule.value.condition.matches_storage_class), null)
        num_newer_versions    = try(lifecycle_rule.value.condition.num_newer_versions, null)
      }
    }
  }
}

resource "google_storage_bucket_iam_member" "members" {
  for_each = { for key, each in var.iam_members : key => each }

  bucket = google_storage_bucket.bucket.name
  role   = each.value.role
  member = each.value.member
}
