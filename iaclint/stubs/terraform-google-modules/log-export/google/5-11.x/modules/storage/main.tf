resource "google_storage_bucket" "bucket" {
  name                        = var.storage_bucket_name
  project                     = var.project_id
  location                    = var.location
  storage_class               = var.storage_class
  labels                      = var.storage_bucket_labels
  force_destroy               = var.force_destroy
  public_access_prevention    = var.public_access_prevention
  uniform_bucket_level_access = var.uniform_bucket_level_access

  versioning {
    enabled = var.versioning
  }

  dynamic "retention_policy" {
    for_each = var.retention_policy == null ? [] : [var.retention_policy]

    content {
      is_locked        = retention_policy.value.is_locked
      retention_period = retention_policy.value.retention_period_days * 24 * 60 * 60
    }
  }

  dynamic "encryption" {
    for_each = var.kms_key_name == null ? [] : [var.kms_key_name]

    content {
      default_kms_key_name = encryption.value
    }
  }

  dynamic "soft_delete_policy" {
    for_each = var.soft_delete_policy_retention_days == null ? [] : [var.soft_delete_policy_retention_days]

    content {
      retention_duration_seconds = soft_delete_policy.value * 24 * 60 * 60
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
        age                    = try(lifecycle_rule.value.condition.age, null)
        created_before         = try(lifecycle_rule.value.condition.created_before, null)
        with_state             = try(lifecycle_rule.value.condition.with_state, tobool(lifecycle_rule.value.condition.is_live) ? "LIVE" : null, null)
        matches_storage_class  = try(split(",", lifecycle_rule.value.condition.matches_storage_class), null)
        num_newer_versions     = try(lifecycle_rule.value.condition.num_newer_versions, null)
        days_since_custom_time = try(lifecycle_rule.value.condition.days_since_custom_time, null)
      }
    }
  }

  # Before 7: the only rule.
  dynamic "lifecycle_rule" {
    for_each = var.expiration_days == null ? [] : [var.expiration_days]

    content {
      action {
        type = "Delete"
      }

      condition {
        age        = lifecycle_rule.value
        with_state = "ANY"
      }
    }
  }
}

resource "google_storage_bucket_iam_member" "storage_sink_member" {
  bucket = google_storage_bucket.bucket.name
  role   = "roles/storage.objectCreator"
  member = var.log_sink_writer_identity
}
