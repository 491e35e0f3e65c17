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

# Variables that decide none.
variable "cluster_ip_family" { default = null }
variable "create_iam_role" { default = true }
variable "create_instance_profile" { default = false }
variable "create_irsa" { default = true }
variable "iam_role_additional_policies" { default = [] }
variable "iam_role_arn" { default = null }
variable "iam_role_attach_cni_policy" { default = true }
variable "iam_role_description" { default = "Karpenter controller IAM role" }
variable "iam_role_max_session_duration" { default = null }
variable "iam_role_name" { default = "KarpenterController" }
variable "iam_role_path" { default = "/" }
variable "iam_role_permissions_boundary" { default = null }
variable "iam_role_tags" { default = {} }
variable "iam_role_use_name_prefix" { default = true }
variable "irsa_assume_role_condition_test" { default = "StringEquals" }
variable "irsa_description" { default = "Karpenter IAM role for service account" }
variable "irsa_max_session_duration" { default = null }
variable "irsa_name" { default = null }
variable "irsa_namespace_service_accounts" { default = ["karpenter:karpenter"] }
variable "irsa_oidc_provider_arn" { default = "" }
variable "irsa_path" { default = "/" }
variable "irsa_permissions_boundary_arn" { default = null }
variable "irsa_ssm_parameter_arns" { default = ["arn:aws:ssm:*:*:parameter/aws/service/*"] }
variable "irsa_subnet_account_id" { default = "" }
variable "irsa_tag_key" { default = "karpenter.sh/discovery" }
variable "irsa_tags" { default = {} }
variable "irsa_use_name_prefix" { default = true }
variable "queue_kms_data_key_reuse_period_seconds" { default = null }
