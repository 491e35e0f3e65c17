# Variables that decide a verdict.
variable "create_table" {
  type    = bool
  default = true
}

variable "name" {
  type    = string
  default = null
}

variable "hash_key" {
  type    = string
  default = null
}

variable "range_key" {
  type    = string
  default = null
}

variable "billing_mode" {
  type    = string
  default = "PAY_PER_REQUEST"
}

variable "read_capacity" {
  type    = number
  default = null
}

variable "write_capacity" {
  type    = number
  default = null
}

variable "point_in_time_recovery_enabled" {
  type    = bool
  default = false
}

variable "point_in_time_recovery_period_in_days" {
  type    = number
  default = null
}

variable "server_side_encryption_enabled" {
  type    = bool
  default = false
}

variable "server_side_encryption_kms_key_arn" {
  type    = string
  default = null
}

variable "deletion_protection_enabled" {
  type    = bool
  default = null
}

variable "ttl_enabled" {
  type    = bool
  default = false
}

variable "ttl_attribute_name" {
  type    = string
  default = ""
}

variable "replica_regions" {
  type    = any
  default = []
}

variable "stream_enabled" {
  type    = bool
  default = false
}

variable "stream_view_type" {
  type    = string
  default = null
}

variable "table_class" {
  type    = string
  default = null
}

variable "autoscaling_enabled" {
  type    = bool
  default = false
}

variable "ignore_changes_global_secondary_index" {
  type    = bool
  default = false
}

variable "restore_date_time" {
  type    = string
  default = null
}

variable "restore_source_name" {
  type    = string
  default = null
}

variable "restore_source_table_arn" {
  type    = string
  default = null
}

variable "restore_to_latest_time" {
  type    = bool
  default = null
}

variable "resource_policy" {
  type    = string
  default = null
}

variable "tags" {
  type    = map(string)
  default = {}
}

# Variables that decide none.
variable "attributes" { default = [] }
variable "autoscaling_defaults" { default = {} }
variable "autoscaling_indexes" { default = {} }
variable "autoscaling_read" { default = {} }
variable "autoscaling_write" { default = {} }
variable "global_secondary_indexes" { default = [] }
variable "global_table_witness" { default = null }
variable "import_table" { default = {} }
variable "local_secondary_indexes" { default = [] }
variable "on_demand_throughput" { default = {} }
variable "region" { default = null }
variable "timeouts" { default = {} }
variable "warm_throughput" { default = {} }
