# Variables that decide a verdict.
variable "project_id" {
  type = string
}

variable "name" {
  type = string
}

variable "master_instance_name" {
  type    = string
  default = null
}

variable "random_instance_name" {
  type    = bool
  default = false
}

variable "database_version" {
  type    = string
  default = "SQLSERVER_2017_STANDARD"
}

variable "region" {
  type    = string
  default = "us-central1"
}

variable "tier" {
  type    = string
  default = "db-custom-2-3840"
}

variable "edition" {
  type    = string
  default = null
}

variable "availability_type" {
  type    = string
  default = "ZONAL"
}

variable "deletion_protection_enabled" {
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

variable "sql_server_audit_config" {
  type    = map(string)
  default = {}
}

variable "user_labels" {
  type    = map(string)
  default = {}
}

variable "ip_configuration" {
  type    = object({
    authorized_networks = optional(list(map(string)), [])
    ipv4_enabled        = optional(bool)
    private_network     = optional(string)
    allocated_ip_range  = optional(string)
    ssl_mode            = optional(string)
  })
  default = {
    authorized_networks = []
    ipv4_enabled        = true
    private_network     = null
    allocated_ip_range  = null
    ssl_mode            = null
  }
}

variable "backup_configuration" {
  type    = object({
    binary_log_enabled             = bool
    enabled                        = bool
    point_in_time_recovery_enabled = bool
    start_time                     = string
    transaction_log_retention_days = string
    retained_backups               = number
    retention_unit                 = string
    location                       = optional(string)
  })
  default = {
    binary_log_enabled             = null
    enabled                        = false
    point_in_time_recovery_enabled = null
    start_time                     = null
    transaction_log_retention_days = null
    retained_backups               = null
    retention_unit                 = null
    location                       = null
  }
}

variable "user_name" {
  type    = string
  default = "default"
}

variable "user_password" {
  type    = string
  default = ""
}

variable "additional_users" {
  type    = list(object({
    name            = string
    password        = string
    random_password = bool
  }))
  default = []

  validation {
    condition     = !anytrue([for each in var.additional_users : each.random_password && try(length(each.password), 0) > 0])
    error_message = "Must not have both password and random_password."
  }
}

variable "root_password" {
  type    = string
  default = ""
}

variable "encryption_key_name" {
  type    = string
  default = null
}

variable "deletion_protection" {
  type    = bool
  default = true
}

variable "connector_enforcement" {
  type    = bool
  default = false
}

variable "enable_default_user" {
  type    = bool
  default = true
}

# Variables that decide none.
variable "activation_policy" { default = null }
variable "active_directory_config" { default = null }
variable "additional_databases" { default = null }
variable "create_timeout" { default = null }
variable "data_cache_enabled" { default = null }
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
variable "final_backup_config" { default = null }
variable "follow_gae_application" { default = null }
variable "insights_config" { default = null }
variable "instance_type" { default = null }
variable "maintenance_version" { default = null }
variable "maintenance_window_day" { default = null }
variable "maintenance_window_hour" { default = null }
variable "maintenance_window_update_track" { default = null }
variable "module_depends_on" { default = null }
variable "pricing_plan" { default = null }
variable "retain_backups_on_delete" { default = null }
variable "secondary_zone" { default = null }
variable "time_zone" { default = null }
variable "update_timeout" { default = null }
variable "zone" { default = null }
