# Variables that decide a verdict.
variable "project_id" {
  type = string
}

variable "names" {
  type = list(string)
}

variable "randomize_suffix" {
  type    = bool
  default = false
}

variable "location" {
  type    = string
  default = "EU"
}

variable "force_destroy" {
  type    = any
  default = {}
}

variable "versioning" {
  type    = any
  default = {}
}

variable "encryption_key_names" {
  type    = map(string)
  default = {}
}

variable "bucket_policy_only" {
  type    = any
  default = {}
}

variable "admins" {
  type    = list(string)
  default = []
}

variable "creators" {
  type    = list(string)
  default = []
}

variable "viewers" {
  type    = list(string)
  default = []
}

variable "hmac_key_admins" {
  type    = list(string)
  default = []
}

variable "storage_admins" {
  type    = list(string)
  default = []
}

variable "bucket_admins" {
  type    = map(string)
  default = {}
}

variable "bucket_creators" {
  type    = map(string)
  default = {}
}

variable "bucket_viewers" {
  type    = map(string)
  default = {}
}

variable "bucket_hmac_key_admins" {
  type    = map(string)
  default = {}
}

variable "bucket_storage_admins" {
  type    = map(string)
  default = {}
}

variable "labels" {
  type    = map(string)
  default = {}
}

variable "set_admin_roles" {
  type    = bool
  default = false
}

variable "set_creator_roles" {
  type    = bool
  default = false
}

variable "set_viewer_roles" {
  type    = bool
  default = false
}

variable "set_hmac_key_admin_roles" {
  type    = bool
  default = false
}

variable "set_storage_admin_roles" {
  type    = bool
  default = false
}

variable "retention_policy" {
  type    = any
  default = {}
}

variable "logging" {
  type    = any
  default = {}
}

variable "prefix" {
  type = string
}

variable "lifecycle_rules" {
  type    = set(object({
    action    = map(string)
    condition = map(string)
  }))
  default = []
}

variable "bucket_lifecycle_rules" {
  type    = map(set(object({
    action    = map(string)
    condition = map(string)
  })))
  default = {}
}

variable "website" {
  type    = map(any)
  default = {}
}

# Variables that decide none.
variable "storage_class" { default = null }
variable "cors" { default = null }
variable "default_event_based_hold" { default = null }
variable "folders" { default = null }
