# Variables that decide a verdict.
variable "create_bucket" {
  type    = bool
  default = true
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

variable "grant" {
  type    = any
  default = []
}

variable "owner" {
  type    = map(string)
  default = {}
}

variable "policy" {
  type    = string
  default = null
}

variable "attach_policy" {
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

variable "attach_public_policy" {
  type    = bool
  default = true
}

variable "block_public_acls" {
  type    = bool
  default = true
}

variable "block_public_policy" {
  type    = bool
  default = true
}

variable "ignore_public_acls" {
  type    = bool
  default = true
}

variable "restrict_public_buckets" {
  type    = bool
  default = true
}

variable "control_object_ownership" {
  type    = bool
  default = false
}

variable "object_ownership" {
  type    = string
  default = "BucketOwnerEnforced"
}

variable "versioning" {
  type    = map(string)
  default = {}
}

variable "logging" {
  type    = any
  default = {}
}

variable "server_side_encryption_configuration" {
  type    = any
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

variable "website" {
  type    = any
  default = {}
}

variable "cors_rule" {
  type    = any
  default = []
}

variable "object_lock_enabled" {
  type    = bool
  default = false
}

variable "object_lock_configuration" {
  type    = any
  default = {}
}

variable "force_destroy" {
  type    = bool
  default = false
}

variable "tags" {
  type    = map(string)
  default = {}
}

variable "is_directory_bucket" {
  type    = bool
  default = false
}

variable "putin_khuylo" {
  type    = bool
  default = true
}

# Each of these adds statements to the policy.
variable "attach_elb_log_delivery_policy" {
  type    = bool
  default = false
}

variable "attach_lb_log_delivery_policy" {
  type    = bool
  default = false
}

variable "attach_access_log_delivery_policy" {
  type    = bool
  default = false
}

variable "attach_cloudtrail_log_delivery_policy" {
  type    = bool
  default = false
}

variable "attach_inventory_destination_policy" {
  type    = bool
  default = false
}

variable "attach_analytics_destination_policy" {
  type    = bool
  default = false
}

variable "attach_deny_incorrect_encryption_headers" {
  type    = bool
  default = false
}

variable "attach_deny_incorrect_kms_key_sse" {
  type    = bool
  default = false
}

variable "attach_deny_unencrypted_object_uploads" {
  type    = bool
  default = false
}

variable "attach_deny_ssec_encrypted_object_uploads" {
  type    = bool
  default = false
}

variable "attach_waf_log_delivery_policy" {
  type    = bool
  default = false
}

variable "access_log_delivery_policy_source_accounts" {
  type    = list(string)
  default = []
}

variable "access_log_delivery_policy_source_buckets" {
  type    = list(string)
  default = []
}

variable "access_log_delivery_policy_source_organizations" {
  type    = list(string)
  default = []
}

variable "lb_log_delivery_policy_source_organizations" {
  type    = list(string)
  default = []
}

variable "allowed_kms_key_arn" {
  type    = string
  default = null
}

# Variables that decide none.
variable "acceleration_status" { default = null }
variable "analytics_configuration" { default = {} }
variable "analytics_self_source_destination" { default = false }
variable "analytics_source_account_id" { default = null }
variable "analytics_source_bucket_arn" { default = null }
variable "availability_zone_id" { default = null }
variable "bucket_namespace" { default = null }
variable "create_metadata_configuration" { default = false }
variable "data_redundancy" { default = null }
variable "expected_bucket_owner" { default = null }
variable "intelligent_tiering" { default = {} }
variable "inventory_configuration" { default = {} }
variable "inventory_self_source_destination" { default = false }
variable "inventory_source_account_id" { default = null }
variable "inventory_source_bucket_arn" { default = null }
variable "location_type" { default = null }
variable "metadata_encryption_configuration" { default = null }
variable "metadata_inventory_table_configuration_state" { default = null }
variable "metadata_journal_table_record_expiration" { default = null }
variable "metadata_journal_table_record_expiration_days" { default = null }
variable "metric_configuration" { default = [] }
variable "region" { default = null }
variable "request_payer" { default = null }
variable "skip_destroy_public_access_block" { default = true }
variable "transition_default_minimum_object_size" { default = null }
variable "type" { default = "Directory" }
