# Variables that decide a verdict.
variable "create" {
  type    = bool
  default = true
}

variable "bucket" {
  type    = string
  default = ""
}

variable "key" {
  type    = string
  default = ""
}

variable "file_source" {
  type    = string
  default = null
}

variable "content" {
  type    = string
  default = null
}

variable "content_base64" {
  type    = string
  default = null
}

variable "acl" {
  type    = string
  default = null
}

variable "storage_class" {
  type    = string
  default = null
}

variable "server_side_encryption" {
  type    = string
  default = null
}

variable "kms_key_id" {
  type    = string
  default = null
}

variable "bucket_key_enabled" {
  type    = bool
  default = null
}

variable "tags" {
  type    = map(string)
  default = {}
}

variable "force_destroy" {
  type    = bool
  default = false
}

# Variables that decide none.
variable "cache_control" { default = null }
variable "content_disposition" { default = null }
variable "content_encoding" { default = null }
variable "content_language" { default = null }
variable "content_type" { default = null }
variable "etag" { default = null }
variable "metadata" { default = null }
variable "object_lock_legal_hold_status" { default = null }
variable "object_lock_mode" { default = null }
variable "object_lock_retain_until_date" { default = null }
variable "source_hash" { default = null }
variable "website_redirect" { default = null }
