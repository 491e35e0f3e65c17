data "iaclint_unknown" "suffix" {}

locals {
  prefix = var.prefix == "" ? "" : "${var.prefix}-${lower(var.location)}-"
  suffix = var.randomize_suffix ? "-${data.iaclint_unknown.suffix.hex}" : ""
  names  = toset(var.names)
}

resource "google_storage_bucket" "buckets" {
  for_each = local.names

  name                        = "${local.prefix}${lower(each.value)}${local.suffix}"
  project                     = var.project_id
  location                    = var.location
  labels                      = var.labels
  force_destroy               = lookup(var.force_destroy, lower(each.value), false)
  uniform_bucket_level_access = lookup(var.bucket_policy_only, lower(each.value), true)

  versioning {
    enabled = lookup(var.versioning, lower(each.value), false)
  }

  dynamic "encryption" {
    for_each = compact([trimspace(lookup(var.encryption_key_names, lower(each.value), ""))])

    content {
      default_kms_key_name = encryption.value
    }
  }

  dynamic "website" {
    for_each = length(var.website) == 0 ? [] : [var.website]

    content {
      main_page_suffix = lookup(website.value, "main_page_suffix", null)
      not_found_page   = lookup(website.value, "not_found_page", null)
    }
  }

  dynamic "retention_policy" {
    for_each = lookup(var.retention_policy, each.value, null) == null ? [] : [var.retention_policy[each.value]]

    content {
      is_locked        = lookup(retention_policy.value, "is_locked", null)
      retention_period = lookup(retention_policy.value, "retention_period", null)
    }
  }

  dynamic "logging" {
    for_each = lookup(var.logging, each.value, null) == null ? [] : [var.logging[each.value]]

    content {
      log_bucket        = lookup(logging.value, "log_bucket", null)
      log_object_prefix = lookup(logging.value, "log_object_prefix", null)
    }
  }

  dynamic "lifecycle_rule" {
    for_each = concat(tolist(var.lifecycle_rules), tolist(lookup(var.bucket_lifecycle_rules, each.value, [])))

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
        custom_time_before     = try(lifecycle_rule.value.condition.custom_time_before, null)
        days_since_custom_time = try(lifecycle_rule.value.condition.days_since_custom_time, null)
      }
    }
  }
}

resource "google_storage_bucket_iam_binding" "admins" {
  for_each = var.set_admin_roles ? local.names : toset([])

  bucket  = google_storage_bucket.buckets[each.value].name
  role    = "roles/storage.objectAdmin"
  members = compact(concat(var.admins, split(",", lookup(var.bucket_admins, each.value, ""))))
}

resource "google_storage_bucket_iam_binding" "creators" {
  for_each = var.set_creator_roles ? local.names : toset([])

  bucket  = google_storage_bucket.buckets[each.value].name
  role    = "roles/storage.objectCreator"
  members = compact(concat(var.creators, split(",", lookup(var.bucket_creators, each.value, ""))))
}

resource "google_storage_bucket_iam_binding" "viewers" {
  for_each = var.set_viewer_roles ? local.names : toset([])

  bucket  = google_storage_bucket.buckets[each.value].name
  role    = "roles/storage.objectViewer"
  members = compact(concat(var.viewers, split(",", lookup(var.bucket_viewers, each.value, ""))))
}

resource "google_storage_bucket_iam_binding" "hmac_key_admins" {
  for_each = var.set_hmac_key_admin_roles ? local.names : toset([])

  bucket  = google_storage_bucket.buckets[each.value].name
  role    = "roles/storage.hmacKeyAdmin"
  members = compact(concat(var.hmac_key_admins, split(",", lookup(var.bucket_hmac_key_admins, each.value, ""))))
}

resource "google_storage_bucket_iam_binding" "storage_admins" {
  for_each = var.set_storage_admin_roles ? local.names : toset([])

  bucket  = google_storage_bucket.buckets[each.value].name
  role    = "roles/storage.admin"
  members = compact(concat(var.storage_admins, split(",", lookup(var.bucket_storage_admins, each.value, ""))))
}
