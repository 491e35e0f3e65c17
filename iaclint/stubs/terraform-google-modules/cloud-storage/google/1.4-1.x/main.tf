locals {
  prefix = var.prefix == "" ? "" : "${var.prefix}-${lower(var.location)}-"
  names  = toset(var.names)
}

resource "google_storage_bucket" "buckets" {
  for_each = local.names

  name                        = "${local.prefix}${lower(each.value)}"
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
    for_each = lookup(var.website, each.value, {}) == {} ? [] : [var.website[each.value]]

    content {
      main_page_suffix = lookup(website.value, "main_page_suffix", null)
      not_found_page   = lookup(website.value, "not_found_page", null)
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
