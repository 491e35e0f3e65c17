# Variables that decide a verdict.
variable "create" {
  type    = bool
  default = true
}

variable "table_bucket_name" {
  type    = string
  default = null
}

variable "encryption_configuration" {
  type    = any
  default = null
}

# Variables that decide none.
variable "create_table_bucket_policy" { default = false }
variable "maintenance_configuration" { default = null }
variable "region" { default = null }
variable "table_bucket_override_policy_documents" { default = [] }
variable "table_bucket_policy" { default = null }
variable "table_bucket_policy_statements" { default = {} }
variable "table_bucket_source_policy_documents" { default = [] }
variable "tables" { default = {} }
variable "tags" { default = {} }
