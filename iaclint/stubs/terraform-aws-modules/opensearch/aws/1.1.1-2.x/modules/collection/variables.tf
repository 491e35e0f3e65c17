# Variables that decide a verdict.
variable "create" {
  type    = bool
  default = true
}

variable "tags" {
  type    = map(string)
  default = {}
}

variable "name" {
  type    = string
  default = ""
}

variable "type" {
  type    = string
  default = null
}

variable "standby_replicas" {
  type    = string
  default = null
}

variable "create_encryption_policy" {
  type    = bool
  default = true
}

variable "encryption_policy_name" {
  type    = string
  default = null
}

variable "encryption_policy" {
  type    = any
  default = {}
}

variable "create_network_policy" {
  type    = bool
  default = false
}

variable "network_policy_name" {
  type    = string
  default = null
}

variable "network_policy" {
  type    = any
  default = {}
}

# Variables that decide none.
variable "region" { default = null }
variable "create_collection_group" { default = false }
variable "collection_group_name" { default = null }
variable "collection_group_description" { default = null }
variable "collection_group_standby_replicas" { default = "ENABLED" }
variable "collection_group_capacity_limits" { default = null }
variable "collection_group_generation" { default = null }
variable "description" { default = null }
variable "timeouts" { default = null }
variable "encryption_policy_description" { default = null }
variable "network_policy_description" { default = null }
variable "create_access_policy" { default = false }
variable "access_policy_description" { default = null }
variable "access_policy_name" { default = null }
variable "access_policy_index_permissions" { default = ["aoss:*"] }
variable "access_policy_collection_permissions" { default = ["aoss:*"] }
variable "access_policy_principals" { default = [] }
variable "access_policy" { default = {} }
variable "create_lifecycle_policy" { default = false }
variable "lifecycle_policy_description" { default = null }
variable "lifecycle_policy_name" { default = null }
variable "lifecycle_policy_min_index_retention" { default = null }
variable "lifecycle_policy_no_min_index_retention" { default = null }
