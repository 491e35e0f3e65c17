# Variables that decide a verdict.
variable "create" {
  type    = bool
  default = true
}

variable "name" {
  type    = string
  default = ""
}

variable "encrypted" {
  type    = bool
  default = true
}

variable "kms_key_arn" {
  type    = string
  default = null
}

variable "creation_token" {
  type    = string
  default = null
}

variable "availability_zone_name" {
  type    = string
  default = null
}

variable "lifecycle_policy" {
  type    = any
  default = {}
}

variable "protection" {
  type    = any
  default = null
}

variable "attach_policy" {
  type    = bool
  default = true
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

variable "deny_nonsecure_transport" {
  type    = bool
  default = true
}

variable "deny_nonsecure_transport_via_mount_target" {
  type    = bool
  default = true
}

variable "mount_targets" {
  type    = any
  default = {}
}

variable "access_points" {
  type    = any
  default = {}
}

variable "create_security_group" {
  type    = bool
  default = true
}

variable "create_backup_policy" {
  type    = bool
  default = true
}

variable "enable_backup_policy" {
  type    = bool
  default = true
}

variable "create_replication_configuration" {
  type    = bool
  default = false
}

variable "replication_configuration_destination" {
  type    = any
  default = null
}

variable "tags" {
  type    = map(string)
  default = {}
}

variable "security_group_name" {
  type    = string
  default = null
}

variable "security_group_use_name_prefix" {
  type    = bool
  default = false
}

variable "security_group_vpc_id" {
  type    = string
  default = null
}

variable "security_group_rules" {
  type    = any
  default = {}
}

variable "security_group_ingress_rules" {
  type    = any
  default = {}
}

# Variables that decide none.
variable "bypass_policy_lockout_safety_check" { default = null }
variable "performance_mode" { default = null }
variable "provisioned_throughput_in_mibps" { default = null }
variable "region" { default = null }
variable "security_group_description" { default = null }
variable "security_group_egress_rules" { default = {} }
variable "throughput_mode" { default = null }
