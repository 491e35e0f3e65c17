data "iaclint_unknown" "instance" {}

resource "google_sql_database_instance" "default" {
  name                 = var.random_instance_name ? "${var.name}-${data.iaclint_unknown.instance.suffix}" : var.name
  project              = var.project_id
  region               = var.region
  database_version     = var.database_version
  master_instance_name = var.master_instance_name
  encryption_key_name  = var.encryption_key_name
  root_password        = try(coalesce(var.root_password), data.iaclint_unknown.instance.root_password)
  deletion_protection  = var.deletion_protection

  settings {
    tier                        = var.tier
    edition                     = var.edition
    availability_type           = var.availability_type
    deletion_protection_enabled = var.deletion_protection_enabled
    connector_enforcement       = var.connector_enforcement ? "REQUIRED" : "NOT_REQUIRED"
    user_labels                 = var.user_labels

    dynamic "backup_configuration" {
      for_each = var.master_instance_name == null && var.backup_configuration.enabled ? [var.backup_configuration] : []

      content {
        enabled                        = lookup(backup_configuration.value, "enabled", null)
        point_in_time_recovery_enabled = lookup(backup_configuration.value, "point_in_time_recovery_enabled", null)
        transaction_log_retention_days = lookup(backup_configuration.value, "transaction_log_retention_days", null)

        dynamic "backup_retention_settings" {
          for_each = lookup(backup_configuration.value, "retained_backups", null) != null || lookup(backup_configuration.value, "retention_unit", null) != null ? ["retention"] : []

          content {
            retained_backups = lookup(backup_configuration.value, "retained_backups", null)
            retention_unit   = lookup(backup_configuration.value, "retention_unit", null)
          }
        }
      }
    }

    dynamic "ip_configuration" {
      for_each = [var.ip_configuration]

      content {
        ipv4_enabled    = try(ip_configuration.value.ipv4_enabled, null)
        private_network = try(ip_configuration.value.private_network, null)
        ssl_mode        = try(ip_configuration.value.ssl_mode, null)

        dynamic "authorized_networks" {
          for_each = try(coalesce(ip_configuration.value.authorized_networks), [])

          content {
            name            = try(authorized_networks.value.name, null)
            value           = try(authorized_networks.value.value, null)
            expiration_time = try(authorized_networks.value.expiration_time, null)
          }
        }
      }
    }

    dynamic "database_flags" {
      for_each = var.database_flags

      content {
        name  = try(database_flags.value.name, null)
        value = try(database_flags.value.value, null)
      }
    }
  }
}
