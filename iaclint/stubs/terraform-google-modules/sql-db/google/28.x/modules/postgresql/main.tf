data "iaclint_unknown" "instance" {}

resource "google_sql_database_instance" "default" {
  name                 = var.random_instance_name ? "${var.name}-${data.iaclint_unknown.instance.suffix}" : var.name
  project              = var.project_id
  region               = var.region
  database_version     = can(regex("\\d", substr(var.database_version, 0, 1))) ? "POSTGRES_${var.database_version}" : var.database_version
  master_instance_name = var.master_instance_name
  encryption_key_name  = var.encryption_key_name != null ? var.encryption_key_name : var.use_autokey ? data.iaclint_unknown.instance.key : null
  root_password        = var.root_password
  deletion_protection  = var.deletion_protection

  settings {
    tier                        = var.tier
    edition                     = var.edition
    availability_type           = var.availability_type
    deletion_protection_enabled = var.deletion_protection_enabled
    connector_enforcement       = var.connector_enforcement ? "REQUIRED" : "NOT_REQUIRED"
    user_labels                 = var.user_labels

    dynamic "backup_configuration" {
      for_each = var.master_instance_name != null ? [] : [var.backup_configuration]

      content {
        enabled                        = lookup(backup_configuration.value, "enabled", var.availability_type == "REGIONAL")
        point_in_time_recovery_enabled = lookup(backup_configuration.value, "point_in_time_recovery_enabled", var.availability_type == "REGIONAL")
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

resource "google_sql_user" "default" {
  count = var.enable_default_user ? 1 : 0

  name     = var.user_name
  instance = google_sql_database_instance.default.name
  project  = var.project_id
  password = try(coalesce(var.user_password), one(random_password.user-password[*].result))
}

resource "random_password" "user-password" {
  count = var.enable_default_user ? 1 : 0

  length = 32
}

resource "google_sql_user" "additional_users" {
  for_each = { for each in var.additional_users : each.name => each }

  name     = each.value.name
  instance = google_sql_database_instance.default.name
  project  = var.project_id
  password = each.value.random_password ? data.iaclint_unknown.instance.password : each.value.password
}

resource "google_sql_user" "iam_account" {
  for_each = { for each in var.iam_users : each.id => each }

  name     = each.value.email
  instance = google_sql_database_instance.default.name
  project  = var.project_id
  type     = try(coalesce(each.value.type), data.iaclint_unknown.instance.user_type)
}
