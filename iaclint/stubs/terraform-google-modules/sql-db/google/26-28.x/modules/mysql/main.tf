data "iaclint_unknown" "instance" {}

locals {
  name        = var.random_instance_name ? "${var.name}-${data.iaclint_unknown.instance.suffix}" : var.name
  is_regional = var.availability_type == "REGIONAL" # requires backups and the binary log
}

resource "google_sql_database_instance" "default" {
  name                 = local.name
  project              = var.project_id
  region               = var.region
  database_version     = var.database_version
  master_instance_name = var.master_instance_name
  encryption_key_name  = var.encryption_key_name
  root_password        = var.root_password == "" ? null : var.root_password
  deletion_protection  = var.deletion_protection

  settings {
    tier                        = var.tier
    edition                     = var.edition
    availability_type           = var.availability_type
    deletion_protection_enabled = var.deletion_protection_enabled
    connector_enforcement       = var.connector_enforcement ? "REQUIRED" : "NOT_REQUIRED"
    user_labels                 = var.user_labels

    backup_configuration {
      enabled                        = (local.is_regional ? true : var.backup_configuration.enabled) && var.master_instance_name == null
      binary_log_enabled             = local.is_regional ? true : var.backup_configuration.binary_log_enabled
      point_in_time_recovery_enabled = false
      transaction_log_retention_days = var.backup_configuration.transaction_log_retention_days

      dynamic "backup_retention_settings" {
        for_each = var.backup_configuration.retained_backups != null || var.backup_configuration.retention_unit != null ? ["retention"] : []

        content {
          retained_backups = var.backup_configuration.retained_backups
          retention_unit   = var.backup_configuration.retention_unit
        }
      }
    }

    ip_configuration {
      ipv4_enabled    = var.ip_configuration.ipv4_enabled
      private_network = var.ip_configuration.private_network
      ssl_mode        = var.ip_configuration.ssl_mode

      dynamic "authorized_networks" {
        for_each = var.ip_configuration.authorized_networks

        content {
          name            = lookup(authorized_networks.value, "name", null)
          value           = lookup(authorized_networks.value, "value", null)
          expiration_time = lookup(authorized_networks.value, "expiration_time", null)
        }
      }

      dynamic "psc_config" {
        for_each = var.ip_configuration.psc_enabled ? ["PSC"] : []

        content {
          psc_enabled               = true
          allowed_consumer_projects = var.ip_configuration.psc_allowed_consumer_projects
        }
      }
    }

    dynamic "database_flags" {
      for_each = var.database_flags

      content {
        name  = database_flags.value.name
        value = database_flags.value.value
      }
    }
  }
}

resource "google_sql_database_instance" "replicas" {
  for_each = { for each in var.read_replicas : "${var.name}-replica${var.read_replica_name_suffix}${each.name}" => each }

  name                 = try(coalesce(each.value.name_override), "${local.name}-replica${var.read_replica_name_suffix}${each.value.name}")
  project              = var.project_id
  database_version     = var.replica_database_version != "" ? var.replica_database_version : var.database_version
  master_instance_name = google_sql_database_instance.default.name
  encryption_key_name  = join("-", slice(split("-", each.value.zone), 0, 2)) == var.region ? null : each.value.encryption_key_name
  deletion_protection  = var.read_replica_deletion_protection

  settings {
    tier                        = each.value.tier
    edition                     = each.value.edition
    availability_type           = each.value.availability_type
    deletion_protection_enabled = var.read_replica_deletion_protection_enabled
    user_labels                 = each.value.user_labels

    dynamic "backup_configuration" {
      for_each = each.value.backup_configuration != null ? [each.value.backup_configuration] : []

      content {
        binary_log_enabled             = backup_configuration.value.binary_log_enabled
        transaction_log_retention_days = backup_configuration.value.transaction_log_retention_days
      }
    }

    ip_configuration {
      ipv4_enabled    = each.value.ip_configuration.ipv4_enabled
      private_network = each.value.ip_configuration.private_network
      ssl_mode        = each.value.ip_configuration.ssl_mode

      dynamic "authorized_networks" {
        for_each = each.value.ip_configuration.authorized_networks

        content {
          name            = lookup(authorized_networks.value, "name", null)
          value           = lookup(authorized_networks.value, "value", null)
          expiration_time = lookup(authorized_networks.value, "expiration_time", null)
        }
      }

      dynamic "psc_config" {
        for_each = each.value.ip_configuration.psc_enabled ? ["PSC"] : []

        content {
          psc_enabled               = true
          allowed_consumer_projects = each.value.ip_configuration.psc_allowed_consumer_projects
        }
      }
    }

    dynamic "database_flags" {
      for_each = each.value.database_flags

      content {
        name  = database_flags.value.name
        value = database_flags.value.value
      }
    }
  }
}

resource "random_password" "user-password" {
  count = var.enable_default_user ? 1 : 0

  length = 32
}

resource "random_password" "additional_passwords" {
  for_each = { for each in var.additional_users : each.name => each }

  length = 32
}

resource "google_sql_user" "default" {
  count = var.enable_default_user ? 1 : 0

  name     = var.user_name
  instance = google_sql_database_instance.default.name
  project  = var.project_id
  host     = var.user_host
  password = var.user_password == "" ? random_password.user-password[0].result : var.user_password
}

resource "google_sql_user" "additional_users" {
  for_each = { for each in var.additional_users : each.name => each }

  name     = each.value.name
  instance = google_sql_database_instance.default.name
  project  = var.project_id
  host     = each.value.host == null ? var.user_host : each.value.host
  type     = coalesce(each.value.type, "BUILT_IN")
  password = each.value.random_password ? random_password.additional_passwords[each.key].result : each.value.password
}

resource "google_sql_user" "iam_account" {
  for_each = { for each in var.iam_users : each.id => each }

  name     = each.value.email
  instance = google_sql_database_instance.default.name
  project  = var.project_id
  type     = endswith(each.value.email, "gserviceaccount.com") ? "CLOUD_IAM_SERVICE_ACCOUNT" : each.value.type != null ? each.value.type : "CLOUD_IAM_USER"
}
