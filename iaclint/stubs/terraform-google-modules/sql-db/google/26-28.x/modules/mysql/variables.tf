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

variable "root_password" {
  type    = string
  default = null
}

variable "deletion_protection" {
  type    = bool
  default = true
}

variable "random_instance_name" {
  type    = bool
  default = false
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
  type    = any
  default = {}
}

variable "ip_configuration" {
  type    = any
  default = {}
}

variable "read_replicas" {
  type    = any
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
variable "additional_users" { default = null }
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
variable "enable_default_user" { default = null }
variable "enable_google_ml_integration" { default = null }
variable "enable_random_password_special" { default = null }
variable "failover_dr_replica_name" { default = null }
variable "final_backup_config" { default = null }
variable "follow_gae_application" { default = null }
variable "iam_users" { default = null }
variable "insights_config" { default = null }
variable "instance_type" { default = null }
variable "maintenance_version" { default = null }
variable "maintenance_window_day" { default = null }
variable "maintenance_window_hour" { default = null }
variable "maintenance_window_update_track" { default = null }
variable "module_depends_on" { default = null }
variable "password_validation_policy_config" { default = null }
variable "pricing_plan" { default = null }
variable "replica_database_version" { default = null }
variable "retain_backups_on_delete" { default = null }
variable "secondary_zone" { default = null }
variable "update_timeout" { default = null }
variable "user_deletion_policy" { default = null }
variable "user_host" { default = null }
variable "user_name" { default = null }
variable "user_password" { default = null }
variable "zone" { default = null }
