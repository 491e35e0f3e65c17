# Variables that decide a verdict.
variable "create" {
  type    = bool
  default = true
}

variable "name" {
  type    = string
  default = null
}

variable "name_prefix" {
  type    = string
  default = null
}

variable "kms_key_id" {
  type    = string
  default = null
}

variable "recovery_window_in_days" {
  type    = number
  default = null
}

variable "replica" {
  type    = any
  default = null
}

variable "create_policy" {
  type    = bool
  default = false
}

variable "source_policy_documents" {
  type    = list(string)
  default = []
}

variable "override_policy_documents" {
  type    = list(string)
  default = []
}

variable "policy_statements" {
  type    = any
  default = null
}

variable "block_public_policy" {
  type    = bool
  default = null
}

variable "enable_rotation" {
  type    = bool
  default = false
}

variable "rotation_lambda_arn" {
  type    = string
  default = ""
}

variable "rotation_rules" {
  type    = any
  default = null
}

variable "ignore_secret_changes" {
  type    = bool
  default = false
}

variable "secret_string" {
  type    = string
  default = null
}

variable "secret_binary" {
  type    = string
  default = null
}

variable "create_random_password" {
  type    = bool
  default = false
}

variable "tags" {
  type    = map(string)
  default = {}
}

# Variables that decide none.
variable "description" { default = null }
variable "force_overwrite_replica_secret" { default = null }
variable "random_password_length" { default = 32 }
variable "random_password_override_special" { default = null }
variable "version_stages" { default = null }
