# Variables that decide a verdict.
variable "project_id" {
  type = string
}

variable "name" {
  type = string
}

variable "random_instance_name" {
  type    = bool
  default = false
}

variable "database_version" {
  type = string
}

variable "region" {
  type = string
}

variable "vpc_network" {
  type = string
}

variable "tier" {
  type    = string
  default = "db-n1-standard-1"
}

variable "edition" {
  type    = string
  default = null
}

variable "master_instance_name" {
  type    = string
  default = null
}

variable "availability_type" {
  type    = string
  default = "REGIONAL"
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
    binary_log_enabled             = bool
    enabled                        = bool
    start_time                     = string
    location                       = string
    transaction_log_retention_days = string
    retained_backups               = number
    retention_unit                 = string
  })
  default = {
    binary_log_enabled             = false
    enabled                        = false
    start_time                     = null
    location                       = null
    transaction_log_retention_days = null
    retained_backups               = null
    retention_unit                 = null
  }
}

variable "assign_public_ip" {
  type    = bool
  default = false
}

variable "read_replica_name_suffix" {
  type    = string
  default = ""
}

variable "read_replicas" {
  type    = list(object({
    name                  = string
    name_override         = optional(string)
    tier                  = string
    edition               = string
    availability_type     = string
    zone                  = string
    disk_type             = string
    disk_autoresize       = bool
    disk_autoresize_limit = number
    disk_size             = string
    user_labels           = map(string)
    database_flags = list(object({
      name  = string
      value = string
    }))
    insights_config = optional(object({
      enhanced_query_insights_enabled = optional(bool)
      query_plans_per_minute          = number
      query_string_length             = number
      record_application_tags         = bool
      record_client_address           = bool
    }))
    ip_configuration = object({
      authorized_networks = list(map(string))
      ipv4_enabled        = bool
      private_network     = string
      allocated_ip_range  = string
    })
    encryption_key_name = string
  }))
  default = []
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

variable "additional_users" {
  type    = list(object({
    name            = string
    password        = string
    host            = string
    type            = string
    random_password = bool
  }))
  default = []
}

variable "iam_users" {
  type    = list(object({
    id    = string,
    email = string,
    type  = optional(string)
  }))
  default = []
}

variable "deletion_protection" {
  type    = bool
  default = true
}

variable "read_replica_deletion_protection" {
  type    = bool
  default = false
}

variable "encryption_key_name" {
  type    = string
  default = null
}

# Variables that decide none.
variable "activation_policy" { default = null }
variable "additional_databases" { default = null }
variable "allocated_ip_range" { default = null }
variable "auto_upgrade_enabled" { default = null }
variable "connection_pool_config" { default = null }
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
variable "enable_default_db" { default = null }
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
variable "pricing_plan" { default = null }
variable "retain_backups_on_delete" { default = null }
variable "secondary_zone" { default = null }
variable "update_timeout" { default = null }
variable "zone" { default = null }
