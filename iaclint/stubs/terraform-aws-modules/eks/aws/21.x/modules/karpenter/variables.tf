# Variables that decide a verdict.
variable "create" {
  type    = bool
  default = true
}

variable "tags" {
  type    = map(string)
  default = {}
}

variable "cluster_name" {
  type    = string
  default = ""
}

variable "enable_spot_termination" {
  type    = bool
  default = true
}

variable "queue_name" {
  type    = string
  default = null
}

variable "queue_managed_sse_enabled" {
  type    = bool
  default = true
}

variable "queue_kms_master_key_id" {
  type    = string
  default = null
}

variable "queue_policy_statements" {
  type = map(object({
    sid           = optional(string)
    actions       = optional(list(string))
    not_actions   = optional(list(string))
    effect        = optional(string)
    resources     = optional(list(string))
    not_resources = optional(list(string))
    principals = optional(list(object({
      type        = string
      identifiers = list(string)
    })))
    not_principals = optional(list(object({
      type        = string
      identifiers = list(string)
    })))
    condition = optional(list(object({
      test     = string
      values   = list(string)
      variable = string
    })))
  }))
  default = null
}

# Variables that decide none.
variable "region" { default = null }
variable "create_iam_role" { default = true }
variable "enable_inline_policy" { default = false }
variable "iam_role_name" { default = "KarpenterController" }
variable "iam_role_use_name_prefix" { default = true }
variable "iam_role_path" { default = "/" }
variable "iam_role_description" { default = "Karpenter controller IAM role" }
variable "iam_role_max_session_duration" { default = null }
variable "iam_role_permissions_boundary_arn" { default = null }
variable "iam_role_tags" { default = {} }
variable "iam_policy_name" { default = "KarpenterController" }
variable "iam_policy_use_name_prefix" { default = true }
variable "iam_policy_path" { default = "/" }
variable "iam_policy_description" { default = "Karpenter controller IAM policy" }
variable "iam_role_override_assume_policy_documents" { default = [] }
variable "iam_role_source_assume_policy_documents" { default = [] }
variable "iam_policy_statements" { default = null }
variable "iam_role_policies" { default = {} }
variable "ami_id_ssm_parameter_arns" { default = [] }
variable "create_pod_identity_association" { default = true }
variable "namespace" { default = "kube-system" }
variable "service_account" { default = "karpenter" }
variable "queue_kms_data_key_reuse_period_seconds" { default = null }
variable "create_node_iam_role" { default = true }
variable "cluster_ip_family" { default = "ipv4" }
variable "node_iam_role_arn" { default = null }
variable "node_iam_role_name" { default = null }
variable "node_iam_role_use_name_prefix" { default = true }
variable "node_iam_role_path" { default = "/" }
variable "node_iam_role_description" { default = null }
variable "node_iam_role_max_session_duration" { default = null }
variable "node_iam_role_permissions_boundary" { default = null }
variable "node_iam_role_attach_cni_policy" { default = true }
variable "node_iam_role_additional_policies" { default = {} }
variable "node_iam_role_tags" { default = {} }
variable "create_access_entry" { default = true }
variable "access_entry_type" { default = "EC2_LINUX" }
variable "create_instance_profile" { default = false }
variable "rule_name_prefix" { default = "Karpenter" }
