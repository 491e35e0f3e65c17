# Variables that decide a verdict.
variable "create" {
  type    = bool
  default = true
}

variable "cache_name" {
  type    = string
  default = null
}

variable "daily_snapshot_time" {
  type    = string
  default = null
}

variable "engine" {
  type    = string
  default = "redis"
}

variable "kms_key_id" {
  type    = string
  default = null
}

variable "major_engine_version" {
  type    = string
  default = null
}

variable "security_group_ids" {
  type    = list(string)
  default = []
}

variable "snapshot_retention_limit" {
  type    = number
  default = null
}

variable "subnet_ids" {
  type    = list(string)
  default = []
}

variable "user_group_id" {
  type    = string
  default = null
}

# Variables that decide none.
variable "cache_usage_limits" { default = null }
variable "description" { default = null }
variable "snapshot_arns_to_restore" { default = null }
variable "tags" { default = null }
variable "timeouts" { default = null }
