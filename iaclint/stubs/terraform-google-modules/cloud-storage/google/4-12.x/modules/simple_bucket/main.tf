locals {
  has_key    = var.internal_encryption_config.create_encryption_key
  encryption = local.has_key ? { default_kms_key_name = module.encryption_key[0].keys[var.name] } : var.encryption
}

data "google_storage_project_service_account" "gcs_account" {
  project = var.project_id
}

module "encryption_key" {
  source  = "terraform-google-modules/kms/google"
  version = "~> 4.0"
  count   = local.has_key ? 1 : 0

  project_id                     = var.project_id
  location                       = lower(var.location)
  keyring                        = var.name
  keys                           = [var.name]
  prevent_destroy                = var.internal_encryption_config.prevent_destroy
  key_destroy_scheduled_duration = var.internal_encryption_config.key_destroy_scheduled_duration
  key_rotation_period            = var.internal_encryption_config.key_rotation_period
  set_decrypters_for             = [var.name]
  set_encrypters_for             = [var.name]
  decrypters                     = ["serviceAccount:${data.google_storage_project_service_account.gcs_account.email_address}"]
  encrypters                     = ["serviceAccount:${data.google_storage_project_service_account.gcs_account.email_address}"]
}

resource "google_storage_bucket" "bucket" {
  name                        = var.name
  project                     = var.project_id
  location                    = var.location
  storage_class               = var.storage_class
  labels                      = var.labels
  force_destroy               = var.force_destroy
  public_access_prevention    = var.public_access_prevention
  uniform_bucket_level_access = var.bucket_policy_only

  hierarchical_namespace {
    enabled = var.hierarchical_namespace
  }

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
    for_each = local.encryption == null ? [] : [local.encryption]

    content {
      default_kms_key_name = encryption.value.default_kms_key_name
    }
  }

  dynamic "website" {
    for_each = var.website.main_page_suffix == null && var.website.not_found_page == null ? [] : [var.website]

    content {
      main_page_suffix = website.value.main_page_suffix
      not_found_page   = website.value.not_found_page
    }
  }

  dynamic "logging" {
    for_each = var.log_bucket == null ? [] : [var.log_bucket]

    content {
      log_bucket        = logging.value
      log_object_prefix = var.log_object_prefix
    }
  }

  dynamic "soft_delete_policy" {
    for_each = var.soft_delete_policy == {} ? [] : [var.soft_delete_policy]

    content {
      retention_duration_seconds = soft_delete_policy.value.retention_duration_seconds
    }
  }

  dynamic "ip_filter" {
    for_each = var.ip_filter == null ? [] : [var.ip_filter]

    content {
      mode                           = ip_filter.value.mode
      allow_cross_org_vpcs           = ip_filter.value.allow_cross_org_vpcs
      allow_all_service_agent_access = ip_filter.value.allow_all_service_agent_access

      dynamic "public_network_source" {
        for_each = ip_filter.value.public_network_source == null ? [] : [ip_filter.value.public_network_source]

        content {
          allowed_ip_cidr_ranges = public_network_source.value.allowed_ip_cidr_ranges
        }
      }

      dynamic "vpc_network_sources" {
        for_each = ip_filter.value.vpc_network_sources == null ? [] : ip_filter.value.vpc_network_sources

        content {
          network                = vpc_network_sources.value.network
          allowed_ip_cidr_ranges = vpc_network_sources.value.allowed_ip_cidr_ranges
        }
      }
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
        matches_prefix         = try(split(",", lifecycle_rule.value.condition.matches_prefix), null)
        matches_suffix         = try(split(",", lifecycle_rule.value.condition.matches_suffix), null)
        num_newer_versions     = try(lifecycle_rule.value.condition.num_newer_versions, null)
        custom_time_before     = try(lifecycle_rule.value.condition.custom_time_before, null)
        days_since_custom_time = try(lifecycle_rule.value.condition.days_since_custom_time, null)
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
