# Variables that decide a verdict.
variable "log_sink_writer_identity" {
  type = string
}

variable "project_id" {
  type = string
}

variable "storage_bucket_name" {
  type = string
}

variable "location" {
  type    = string
  default = "US"
}

variable "storage_class" {
  type    = string
  default = "STANDARD"
}

variable "storage_bucket_labels" {
  type    = map(string)
  default = {}
}

variable "uniform_bucket_level_access" {
  type    = bool
  default = true
}

variable "lifecycle_rules" {
  type    = set(object({
    action = map(string)
    condition = map(string)
  }))
  default = []
}

variable "expiration_days" {
  type    = number
  default = null
}

variable "force_destroy" {
  type    = bool
  default = false
}

variable "retention_policy" {
  type    = object({
    is_locked             = bool
    retention_period_days = number
  })
  default = null
}

variable "versioning" {
  type    = bool
  default = false
}

variable "kms_key_name" {
  type    = string
  default = null
}

variable "public_access_prevention" {
  type    = string
  default = "inherited"
}

variable "soft_delete_policy_retention_days" {
  type    = number
  default = null
}

# Variables that decide none.
variable "data_locations" { default = null }
