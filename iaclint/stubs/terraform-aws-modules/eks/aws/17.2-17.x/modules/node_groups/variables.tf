# Variables that decide a verdict.
variable "create_eks" {
  type    = bool
  default = true
}

variable "cluster_name" {
  type    = string
  default = ""
}

variable "workers_group_defaults" {
  type    = any
  default = {}
}

variable "node_groups" {
  type    = any
  default = {}
}

variable "node_groups_defaults" {
  type    = any
  default = {}
}

# Variables that decide none.
variable "cluster_auth_base64" { default = "" }
variable "cluster_endpoint" { default = "" }
variable "default_iam_role_arn" { default = null }
variable "ebs_optimized_not_supported" { default = [] }
variable "ng_depends_on" { default = null }
variable "tags" { default = null }
variable "timeouts" { default = null }
variable "worker_additional_security_group_ids" { default = [] }
variable "worker_security_group_id" { default = "" }
