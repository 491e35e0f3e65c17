# Variables that decide a verdict.
variable "dataset_id" {
  type = string
}

variable "dataset_name" {
  type    = string
  default = null
}

variable "location" {
  type    = string
  default = "US"
}

variable "delete_contents_on_destroy" {
  type    = bool
  default = null
}

variable "deletion_protection" {
  type    = bool
  default = false
}

variable "default_table_expiration_ms" {
  type    = number
  default = null
}

variable "project_id" {
  type = string
}

variable "encryption_key" {
  type    = string
  default = null
}

variable "dataset_labels" {
  type    = map(string)
  default = {}
}

variable "access" {
  type    = any
  default = [{
    role          = "roles/bigquery.dataOwner"
    special_group = "projectOwners"
  }]
}

variable "tables" {
  type    = any
  default = []
}

variable "views" {
  type    = any
  default = []
}

variable "materialized_views" {
  type    = any
  default = []
}

variable "external_tables" {
  type    = any
  default = []
}

# Variables that decide none.
variable "default_partition_expiration_ms" { default = null }
variable "description" { default = null }
variable "max_time_travel_hours" { default = null }
variable "resource_tags" { default = null }
variable "routines" { default = null }
variable "storage_billing_model" { default = null }
