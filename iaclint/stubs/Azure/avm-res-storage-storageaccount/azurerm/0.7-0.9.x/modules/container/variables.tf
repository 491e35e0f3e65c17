# Variables that decide a verdict.
variable "name" {
  type     = string
  nullable = false
}

variable "storage_account_id" {
  type     = string
  nullable = false
}

variable "public_access" {
  type    = string
  default = "None"
}

variable "resource_type" {
  type     = string
  default  = "Microsoft.Storage/storageAccounts/blobServices/containers@2025-06-01"
  nullable = false
}

# Variables that decide none.
variable "default_encryption_scope" { default = null }
variable "deny_encryption_scope_override" { default = null }
variable "enable_nfs_v3_all_squash" { default = null }
variable "enable_nfs_v3_root_squash" { default = null }
variable "immutable_storage_with_versioning" { default = null }
variable "metadata" { default = null }
variable "retry" { default = null }
variable "role_assignment_definition_lookup_enabled" { default = null }
variable "role_assignments" { default = null }
variable "timeouts" { default = null }
variable "tracing_tags_header" { default = null }
