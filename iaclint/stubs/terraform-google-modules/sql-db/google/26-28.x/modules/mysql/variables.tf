# Variables that decide a verdict.
variable "project_id" {
  type = string
}

variable "region" {
  type    = string
  default = "us-central1"
}

variable "name" {
  type = string
}

variable "edition" {
  type    = string
  default = null
}

variable "database_version" {
  type = string
}

variable "availability_type" {
  type    = string
  default = "REGIONAL"
}

variable "enable_default_user" {
  type    = bool
  default = true
}

variable "user_name" {
  type    = string
  default = "default"
}

variable "user_password" {
  type    = string
  default = ""
}

variable "user_host" {
  type    = string
  default = "%"
}

variable "root_password" {
  type    = string
  default = null
}

variable "deletion_protection" {
  type    = bool
  default = true
}

variable "additional_users" {
  type    = list(object({
    name            = string
    password        = string
    random_password = bool
    type            = string
    host            = string
  }))
  default = []

  validation {
    condition     = !anytrue([for each in var.additional_users : each.random_password && try(length(each.password), 0) > 0])
    error_message = "Must not have both password and random_password."
  }
}

variable "iam_users" {
  type    = list(object({
    id    = string,
    email = string,
    type  = optional(string)
  }))
  default = []
}

variable "random_instance_name" {
  type    = bool
  default = false
}

variable "replica_database_version" {
  type    = string
  default = ""
}

variable "master_instance_name" {
  type    = string
  default = null
}

variable "tier" {
  type    = string
  default = "db-n1-standard-1"
}

variable "deletion_protection_enabled" {
  type    = bool
  default = false
}

variable "read_replica_deletion_protection_enabled" {
  type    = bool
  default = false
}

variable "database_flags" {
  type    = list(object({
    name  = string
    value = string
  }))
  default = []
}

variable "user_labels" {
  type    = map(string)
  default = {}
}

variable "backup_configuration" {
  type    = object({
    binary_log_enabled             = optional(bool, false)
    enabled                        = optional(bool, false)
    start_time                     = optional(string)
    location                       = optional(string)
    transaction_log_retention_days = optional(string, 7)
    retained_backups               = optional(number, 8)
    retention_unit                 = optional(string)
  })
  default = {}
}

variable "ip_configuration" {
  type    = object({
    authorized_networks                           = optional(list(map(string)), [])
    ipv4_enabled                                  = optional(bool, true)
    private_network                               = optional(string)
    ssl_mode                                      = optional(string)
    server_ca_mode                                = optional(string)
    allocated_ip_range                            = optional(string)
    enable_private_path_for_google_cloud_services = optional(bool, false)
    psc_enabled                                   = optional(bool, false)
    psc_allowed_consumer_projects                 = optional(list(string), [])
  })
  default = {}
}

variable "read_replicas" {
  type    = list(object({
    name                  = string
    name_override         = optional(string)
    tier                  = optional(string)
    edition               = optional(string)
    availability_type     = optional(string)
    zone                  = optional(string)
    disk_type             = optional(string)
    disk_autoresize       = optional(bool)
    disk_autoresize_limit = optional(number)
    disk_size             = optional(string)
    user_labels           = map(string)
    connection_pool_config = optional(object({
      enabled = optional(bool, false)
      flags = optional(list(object({
        name  = string
        value = string
      })), [])
    }), null)
    database_flags = list(object({
      name  = string
      value = string
    }))
    backup_configuration = optional(object({
      binary_log_enabled             = bool
      transaction_log_retention_days = string
    }))
    insights_config = optional(object({
      enhanced_query_insights_enabled = optional(bool)
      query_plans_per_minute          = number
      query_string_length             = number
      record_application_tags         = bool
      record_client_address           = bool
    }))
    final_backup_config = optional(object({
      enabled        = optional(bool, false)
      retention_days = optional(number, 1)
    }), null)
    ip_configuration = object({
      authorized_networks                           = optional(list(map(string)), [])
      ipv4_enabled                                  = optional(bool)
      private_network                               = optional(string)
      ssl_mode                                      = optional(string)
      allocated_ip_range                            = optional(string)
      enable_private_path_for_google_cloud_services = optional(bool, false)
      psc_enabled                                   = optional(bool, false)
      psc_allowed_consumer_projects                 = optional(list(string), [])
    })
    encryption_key_name = optional(string)
    data_cache_enabled  = optional(bool)
  }))
  default = []
}

variable "read_replica_name_suffix" {
  type    = string
  default = ""
}

variable "encryption_key_name" {
  type    = string
  default = null
}

variable "read_replica_deletion_protection" {
  type    = bool
  default = false
}

variable "connector_enforcement" {
  type    = bool
  default = false
}

# Variables that decide none.
variable "activation_policy" { default = null }
variable "additional_databases" { default = null }
variable "auto_upgrade_enabled" { default = null }
variable "connection_pool_config" { default = null }
variable "create_timeout" { default = null }
variable "data_cache_enabled" { default = null }
variable "database_integration_roles" { default = null }
variable "db_charset" { default = null }
variable "db_collation" { default = null }
variable "db_name" { default = null }
variable "delete_timeout" { default = null }
variable "deny_maintenance_period" { default = null }
variable "disk_autoresize" { default = null }
variable "disk_autoresize_limit" { default = null }
variable "disk_size" { default = null }
variable "disk_type" { default = null }
variable "enable_dataplex_integration" { default = null }
variable "enable_default_db" { default = null }
variable "enable_google_ml_integration" { default = null }
variable "enable_random_password_special" { default = null }
variable "failover_dr_replica_name" { default = null }
variable "final_backup_config" { default = null }
variable "follow_gae_application" { default = null }
variable "insights_config" { default = null }
variable "instance_type" { default = null }
variable "maintenance_version" { default = null }
variable "maintenance_window_day" { default = null }
variable "maintenance_window_hour" { default = null }
variable "maintenance_window_update_track" { default = null }
variable "module_depends_on" { default = null }
variable "password_validation_policy_config" { default = null }
variable "pricing_plan" { default = null }
variable "retain_backups_on_delete" { default = null }
variable "secondary_zone" { default = null }
variable "update_timeout" { default = null }
variable "user_deletion_policy" { default = null }
variable "zone" { default = null }
