# Variables that decide a verdict.
variable "name" {
  type     = string
  nullable = false
}

variable "quota" {
  type     = number
  nullable = false
}

variable "storage_account_id" {
  type     = string
  nullable = false
}

variable "enabled_protocol" {
  type    = string
  default = null
}

variable "resource_type" {
  type     = string
  default  = "Microsoft.Storage/storageAccounts/fileServices/shares@2025-06-01"
  nullable = false
}

variable "signed_identifiers" {
  type    = list(object({
    id = string
    access_policy = optional(object({
      expiry_time = string
      permission  = string
      start_time  = string
    }))
  }))
  default = null
}

# Variables that decide none.
variable "access_tier" { default = null }
variable "metadata" { default = null }
variable "provisioned_bandwidth_mibps" { default = null }
variable "provisioned_iops" { default = null }
variable "retry" { default = null }
variable "role_assignment_definition_lookup_enabled" { default = null }
variable "role_assignments" { default = null }
variable "root_squash" { default = null }
variable "timeouts" { default = null }
variable "tracing_tags_header" { default = null }
