data "iaclint_unknown" "instance" {}

locals {
  is_replica = var.master_instance_name != null
}

resource "google_sql_database_instance" "default" {
  name                 = var.random_instance_name ? "${var.name}-${data.iaclint_unknown.instance.suffix}" : var.name
  project              = var.project_id
  region               = var.region
  database_version     = var.database_version
  master_instance_name = var.master_instance_name
  encryption_key_name  = var.encryption_key_name
  root_password        = coalesce(var.root_password, random_password.root-password.result)
  deletion_protection  = var.deletion_protection

  settings {
    tier                        = var.tier
    edition                     = var.edition
    availability_type           = var.availability_type
    deletion_protection_enabled = var.deletion_protection_enabled
    connector_enforcement       = var.connector_enforcement ? "REQUIRED" : "NOT_REQUIRED"
    user_labels                 = var.user_labels

    dynamic "backup_configuration" {
      for_each = !local.is_replica && var.backup_configuration.enabled ? [var.backup_configuration] : []

      content {
        enabled                        = backup_configuration.value.enabled
        binary_log_enabled             = backup_configuration.value.binary_log_enabled
        point_in_time_recovery_enabled = backup_configuration.value.point_in_time_recovery_enabled
        transaction_log_retention_days = backup_configuration.value.transaction_log_retention_days

        dynamic "backup_retention_settings" {
          for_each = backup_configuration.value.retained_backups != null || backup_configuration.value.retention_unit != null ? ["retention"] : []

          content {
            retained_backups = backup_configuration.value.retained_backups
            retention_unit   = backup_configuration.value.retention_unit
          }
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
    }

    dynamic "database_flags" {
      for_each = var.database_flags

      content {
        name  = database_flags.value.name
        value = database_flags.value.value
      }
    }

    dynamic "sql_server_audit_config" {
      for_each = length(var.sql_server_audit_config) != 0 ? ["audit"] : []

      content {
        bucket             = lookup(var.sql_server_audit_config, "bucket", null)
        upload_interval    = lookup(var.sql_server_audit_config, "upload_interval", null)
        retention_interval = lookup(var.sql_server_audit_config, "retention_interval", null)
      }
    }
  }
}

resource "random_password" "root-password" {
  length = 8
}

resource "random_password" "user-password" {
  count = var.enable_default_user ? 1 : 0

  length = 8
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
  password = coalesce(var.user_password, random_password.user-password[0].result)
}

resource "google_sql_user" "additional_users" {
  for_each = { for each in var.additional_users : each.name => each }

  name     = each.value.name
  instance = google_sql_database_instance.default.name
  project  = var.project_id
  password = each.value.random_password ? random_password.additional_passwords[each.key].result : each.value.password
}
