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

  validation {
    condition     = can(regex("^(?i:postgres_)?\\d+(?:_?\\d)*$", var.database_version))
    error_message = "Must be like POSTGRES_16 or 16."
  }
}

variable "availability_type" {
  type    = string
  default = "ZONAL"
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

variable "root_password" {
  type    = string
  default = null
}

variable "deletion_protection" {
  type    = bool
  default = true
}

variable "database_flags" {
  type    = list(object({
    name  = string
    value = string
  }))
  default = []
}

variable "additional_users" {
  type    = list(object({
    name            = string
    password        = string
    random_password = bool
  }))
  default = []

  validation {
    condition     = alltrue([for each in var.additional_users : each.random_password == (try(length(each.password), 0) == 0)])
    error_message = "Must have either a password or random_password."
  }
}

variable "master_instance_name" {
  type    = string
  default = null
}

variable "random_instance_name" {
  type    = bool
  default = false
}

variable "tier" {
  type    = string
  default = "db-f1-micro"
}

variable "deletion_protection_enabled" {
  type    = bool
  default = false
}

variable "read_replica_deletion_protection_enabled" {
  type    = bool
  default = false
}

variable "user_labels" {
  type    = map(string)
  default = {}
}

variable "backup_configuration" {
  type    = object({
    enabled                        = optional(bool, false)
    start_time                     = optional(string)
    location                       = optional(string)
    point_in_time_recovery_enabled = optional(bool, false)
    transaction_log_retention_days = optional(string)
    retained_backups               = optional(number)
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
    allocated_ip_range                            = optional(string)
    enable_private_path_for_google_cloud_services = optional(bool, false)
    psc_enabled                                   = optional(bool, false)
    psc_allowed_consumer_projects                 = optional(list(string), [])
    server_ca_mode                                = optional(string)
    server_ca_pool                                = optional(string)
    custom_subject_alternative_names              = optional(list(string), [])
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
    database_flags = optional(list(object({
      name  = string
      value = string
    })), [])
    insights_config = optional(object({
      enhanced_query_insights_enabled = optional(bool, false)
      query_plans_per_minute          = optional(number, 5)
      query_string_length             = optional(number, 1024)
      record_application_tags         = optional(bool, false)
      record_client_address           = optional(bool, false)
    }), null)
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

variable "iam_users" {
  type    = list(object({
    id    = string,
    email = string,
    type  = optional(string)
  }))
  default = []
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

variable "use_autokey" {
  type    = bool
  default = false
}

# Variables that decide none.
variable "activation_policy" { default = null }
variable "additional_databases" { default = null }
variable "connection_pool_config" { default = null }
variable "create_kms_key_handle" { default = null }
variable "create_timeout" { default = null }
variable "data_cache_enabled" { default = null }
variable "database_deletion_policy" { default = null }
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
variable "kms_key_handle_name" { default = null }
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
