data "iaclint_unknown" "instance" {}

resource "google_sql_database_instance" "default" {
  name                 = var.random_instance_name ? "${var.name}-${data.iaclint_unknown.instance.suffix}" : var.name
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

    dynamic "backup_configuration" {
      for_each = [var.backup_configuration]

      content {
        enabled                        = (var.availability_type == "REGIONAL" ? true : lookup(backup_configuration.value, "enabled", null)) && var.master_instance_name == null ? true : false
        binary_log_enabled             = var.availability_type == "REGIONAL" ? true : lookup(backup_configuration.value, "binary_log_enabled", null)
        point_in_time_recovery_enabled = lookup(backup_configuration.value, "point_in_time_recovery_enabled", false)
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

        dynamic "psc_config" {
          for_each = try(ip_configuration.value.psc_enabled, null) == true ? ["PSC"] : []

          content {
            psc_enabled               = true
            allowed_consumer_projects = try(ip_configuration.value.psc_allowed_consumer_projects, null)
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

resource "google_sql_database_instance" "replicas" {
  for_each = { for each in var.read_replicas : "${var.name}-replica${var.read_replica_name_suffix}${each.name}" => each }

  name                 = each.key
  project              = var.project_id
  database_version     = var.database_version
  master_instance_name = google_sql_database_instance.default.name
  deletion_protection  = var.read_replica_deletion_protection

  settings {
    tier                        = try(coalesce(each.value.tier, var.tier), null)
    edition                     = try(coalesce(each.value.edition, var.edition), null)
    availability_type           = try(coalesce(each.value.availability_type, var.availability_type), null)
    deletion_protection_enabled = var.read_replica_deletion_protection_enabled

    dynamic "ip_configuration" {
      for_each = [lookup(each.value, "ip_configuration", {})]

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

        dynamic "psc_config" {
          for_each = try(ip_configuration.value.psc_enabled, null) == true ? ["PSC"] : []

          content {
            psc_enabled               = true
            allowed_consumer_projects = try(ip_configuration.value.psc_allowed_consumer_projects, null)
          }
        }
      }
    }

    dynamic "database_flags" {
      for_each = try(coalesce(each.value.database_flags), [])

      content {
        name  = try(database_flags.value.name, null)
        value = try(database_flags.value.value, null)
      }
    }
  }
}
