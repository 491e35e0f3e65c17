# Variables that decide a verdict.
variable "create" {
  type    = bool
  default = true
}

variable "create_repository" {
  type    = bool
  default = true
}

variable "repository_type" {
  type    = string
  default = "private"
}

variable "repository_name" {
  type    = string
  default = ""
}

variable "repository_image_tag_mutability" {
  type    = string
  default = "IMMUTABLE"
}

variable "repository_image_tag_mutability_exclusion_filter" {
  type    = any
  default = null
}

variable "repository_encryption_type" {
  type    = string
  default = null
}

variable "repository_kms_key" {
  type    = string
  default = null
}

variable "repository_image_scan_on_push" {
  type    = bool
  default = true
}

variable "repository_policy" {
  type    = string
  default = null
}

variable "repository_force_delete" {
  type    = bool
  default = null
}

variable "attach_repository_policy" {
  type    = bool
  default = true
}

variable "create_repository_policy" {
  type    = bool
  default = true
}

variable "repository_read_access_arns" {
  type    = list(string)
  default = []
}

variable "repository_lambda_read_access_arns" {
  type    = list(string)
  default = []
}

variable "repository_read_write_access_arns" {
  type    = list(string)
  default = []
}

variable "repository_policy_statements" {
  type    = any
  default = null
}

variable "create_lifecycle_policy" {
  type    = bool
  default = true
}

variable "repository_lifecycle_policy" {
  type    = string
  default = ""
}

variable "create_registry_policy" {
  type    = bool
  default = false
}

variable "registry_policy" {
  type    = string
  default = null
}

variable "manage_registry_scanning_configuration" {
  type    = bool
  default = false
}

variable "registry_scan_type" {
  type    = string
  default = "ENHANCED"
}

variable "registry_scan_rules" {
  type    = any
  default = null
}

variable "create_registry_replication_configuration" {
  type    = bool
  default = false
}

variable "tags" {
  type    = map(string)
  default = {}
}

# Variables that decide none.
variable "public_repository_catalog_data" { default = null }
variable "region" { default = null }
variable "registry_pull_through_cache_rules" { default = {} }
variable "registry_replication_rules" { default = null }
