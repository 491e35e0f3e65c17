# Variables that decide a verdict.
variable "create" {
  type    = bool
  default = true
}

variable "create_external" {
  type    = bool
  default = false
}

variable "create_replica" {
  type    = bool
  default = false
}

variable "create_replica_external" {
  type    = bool
  default = false
}

variable "enable_key_rotation" {
  type    = bool
  default = true
}

variable "rotation_period_in_days" {
  type    = number
  default = null
}

variable "deletion_window_in_days" {
  type    = number
  default = null
}

variable "is_enabled" {
  type    = bool
  default = null
}

variable "multi_region" {
  type    = bool
  default = false
}

variable "key_usage" {
  type    = string
  default = null
}

variable "customer_master_key_spec" {
  type    = string
  default = null
}

variable "key_spec" {
  type    = string
  default = null
}

variable "policy" {
  type    = string
  default = null
}

variable "enable_default_policy" {
  type    = bool
  default = true
}

variable "key_owners" {
  type    = list(string)
  default = []
}

variable "key_administrators" {
  type    = list(string)
  default = []
}

variable "key_users" {
  type    = list(string)
  default = []
}

# Only 1.2.0 has it.
variable "key_service_principals" {
  type    = map(any)
  default = {}
}

variable "key_service_users" {
  type    = list(string)
  default = []
}

variable "key_service_roles_for_autoscaling" {
  type    = list(string)
  default = []
}

variable "key_symmetric_encryption_users" {
  type    = list(string)
  default = []
}

variable "key_hmac_users" {
  type    = list(string)
  default = []
}

variable "key_asymmetric_public_encryption_users" {
  type    = list(string)
  default = []
}

variable "key_asymmetric_sign_verify_users" {
  type    = list(string)
  default = []
}

variable "key_statements" {
  type    = any
  default = {}
}

variable "source_policy_documents" {
  type    = list(string)
  default = []
}

variable "override_policy_documents" {
  type    = list(string)
  default = []
}

variable "enable_route53_dnssec" {
  type    = bool
  default = false
}

variable "route53_dnssec_sources" {
  type    = any
  default = null
}

variable "aliases" {
  type    = list(string)
  default = []
}

variable "computed_aliases" {
  type    = any
  default = {}
}

variable "aliases_use_name_prefix" {
  type    = bool
  default = false
}

variable "primary_key_arn" {
  type    = string
  default = null
}

variable "primary_external_key_arn" {
  type    = string
  default = null
}

variable "grants" {
  type    = any
  default = null
}

variable "tags" {
  type    = map(string)
  default = {}
}

variable "custom_key_store_id" {
  type    = string
  default = null
}

# Variables that decide none.
variable "bypass_policy_lockout_safety_check" { default = null }
variable "description" { default = null }
variable "key_material_base64" { default = null }
variable "valid_to" { default = null }
