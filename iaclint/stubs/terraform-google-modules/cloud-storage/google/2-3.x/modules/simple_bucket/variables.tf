# Variables that decide a verdict.
variable "project_id" {
  type = string
}

variable "location" {
  type = string
}

variable "name" {
  type = string
}

variable "force_destroy" {
  type    = bool
  default = false
}

variable "iam_members" {
  type    = list(object({
    role   = string
    member = string
  }))
  default = []
}

variable "storage_class" {
  type    = string
  default = null
}

variable "labels" {
  type    = map(string)
  default = null
}

variable "bucket_policy_only" {
  type    = bool
  default = true
}

variable "versioning" {
  type    = bool
  default = true
}

variable "retention_policy" {
  type    = object({
    is_locked        = bool
    retention_period = number
  })
  default = null
}

variable "encryption" {
  type    = object({
    default_kms_key_name = string
  })
  default = null
}

variable "log_bucket" {
  type    = string
  default = null
}

variable "log_object_prefix" {
  type    = string
  default = null
}

variable "lifecycle_rules" {
  type    = list(object({
    action    = any
    condition = any
  }))
  default = []
}

variable "website" {
  type    = map(any)
  default = {}
}

# Variables that decide none.
variable "cors" { default = null }
