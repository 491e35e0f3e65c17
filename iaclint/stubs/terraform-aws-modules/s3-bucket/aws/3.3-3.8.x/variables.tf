# Variables that decide a verdict.
variable "create_bucket" {
  type    = bool
  default = true
}

variable "attach_elb_log_delivery_policy" {
  type    = bool
  default = false
}

variable "attach_lb_log_delivery_policy" {
  type    = bool
  default = false
}

variable "attach_deny_insecure_transport_policy" {
  type    = bool
  default = false
}

variable "attach_require_latest_tls_policy" {
  type    = bool
  default = false
}

variable "attach_policy" {
  type    = bool
  default = false
}

variable "attach_public_policy" {
  type    = bool
  default = true
}

variable "attach_inventory_destination_policy" {
  type    = bool
  default = false
}

variable "attach_analytics_destination_policy" {
  type    = bool
  default = false
}

variable "bucket" {
  type    = string
  default = null
}

variable "bucket_prefix" {
  type    = string
  default = null
}

variable "acl" {
  type    = string
  default = null
}

variable "policy" {
  type    = string
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

variable "website" {
  type    = any
  default = {}
}

variable "cors_rule" {
  type    = any
  default = []
}

variable "versioning" {
  type    = map(string)
  default = {}
}

variable "logging" {
  type    = map(string)
  default = {}
}

variable "grant" {
  type    = any
  default = []
}

variable "owner" {
  type    = map(string)
  default = {}
}

variable "lifecycle_rule" {
  type    = any
  default = []
}

variable "replication_configuration" {
  type    = any
  default = {}
}

variable "server_side_encryption_configuration" {
  type    = any
  default = {}
}

variable "object_lock_configuration" {
  type    = any
  default = {}
}

variable "inventory_source_account_id" {
  type    = string
  default = null
}

variable "inventory_source_bucket_arn" {
  type    = string
  default = null
}

variable "analytics_source_account_id" {
  type    = string
  default = null
}

variable "analytics_source_bucket_arn" {
  type    = string
  default = null
}

variable "object_lock_enabled" {
  type    = bool
  default = false
}

variable "block_public_acls" {
  type    = bool
  default = false
}

variable "block_public_policy" {
  type    = bool
  default = false
}

variable "ignore_public_acls" {
  type    = bool
  default = false
}

variable "restrict_public_buckets" {
  type    = bool
  default = false
}

variable "control_object_ownership" {
  type    = bool
  default = false
}

variable "object_ownership" {
  type    = string
  default = "ObjectWriter"
}

variable "putin_khuylo" {
  type    = bool
  default = true
}

# Variables that decide none.
variable "acceleration_status" { default = null }
variable "request_payer" { default = null }
variable "expected_bucket_owner" { default = null }
variable "intelligent_tiering" { default = {} }
variable "metric_configuration" { default = [] }
variable "inventory_configuration" { default = {} }
variable "inventory_self_source_destination" { default = false }
variable "analytics_configuration" { default = {} }
variable "analytics_self_source_destination" { default = false }
