# Variables that decide a verdict.
variable "create_eks" {
  type    = bool
  default = true
}

variable "cluster_name" {
  type    = string
  default = ""
}

variable "cluster_enabled_log_types" {
  type    = list(string)
  default = []
}

variable "cluster_log_retention_in_days" {
  type    = number
  default = 90
}

variable "cluster_log_kms_key_id" {
  type    = string
  default = ""
}

variable "worker_groups" {
  type    = any
  default = []
}

variable "worker_groups_launch_template" {
  type    = any
  default = []
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
variable "attach_worker_cni_policy" { default = true }
variable "aws_auth_additional_labels" { default = {} }
variable "cluster_create_endpoint_private_access_sg_rule" { default = false }
variable "cluster_create_security_group" { default = true }
variable "cluster_create_timeout" { default = "30m" }
variable "cluster_delete_timeout" { default = "15m" }
variable "cluster_egress_cidrs" { default = null }
variable "cluster_encryption_config" { default = [] }
variable "cluster_endpoint_private_access" { default = false }
variable "cluster_endpoint_private_access_cidrs" { default = null }
variable "cluster_endpoint_private_access_sg" { default = null }
variable "cluster_endpoint_public_access" { default = true }
variable "cluster_endpoint_public_access_cidrs" { default = null }
variable "cluster_iam_role_name" { default = "" }
variable "cluster_security_group_id" { default = "" }
variable "cluster_service_ipv4_cidr" { default = null }
variable "cluster_tags" { default = {} }
variable "cluster_update_timeout" { default = "60m" }
variable "cluster_version" { default = null }
variable "create_fargate_pod_execution_role" { default = true }
variable "default_platform" { default = "linux" }
variable "eks_oidc_root_ca_thumbprint" { default = "9e99a48a9960b14926bb7f3b02e22da2b0ab7280" }
variable "enable_irsa" { default = false }
variable "fargate_pod_execution_role_name" { default = null }
variable "fargate_profiles" { default = {} }
variable "fargate_subnets" { default = [] }
variable "iam_path" { default = "/" }
variable "kubeconfig_api_version" { default = "client.authentication.k8s.io/v1alpha1" }
variable "kubeconfig_aws_authenticator_additional_args" { default = [] }
variable "kubeconfig_aws_authenticator_command" { default = "aws-iam-authenticator" }
variable "kubeconfig_aws_authenticator_command_args" { default = [] }
variable "kubeconfig_aws_authenticator_env_variables" { default = {} }
variable "kubeconfig_file_permission" { default = "0600" }
variable "kubeconfig_name" { default = "" }
variable "kubeconfig_output_path" { default = "./" }
variable "manage_aws_auth" { default = true }
variable "manage_cluster_iam_resources" { default = true }
variable "manage_worker_iam_resources" { default = true }
variable "map_accounts" { default = [] }
variable "map_roles" { default = [] }
variable "map_users" { default = [] }
variable "openid_connect_audiences" { default = [] }
variable "permissions_boundary" { default = null }
variable "subnets" { default = null }
variable "tags" { default = {} }
variable "timeouts" { default = {} }
variable "vpc_id" { default = null }
variable "wait_for_cluster_timeout" { default = 300 }
variable "worker_additional_security_group_ids" { default = [] }
variable "worker_ami_name_filter" { default = "" }
variable "worker_ami_name_filter_windows" { default = "" }
variable "worker_ami_owner_id" { default = "amazon" }
variable "worker_ami_owner_id_windows" { default = "amazon" }
variable "worker_create_cluster_primary_security_group_rules" { default = false }
variable "worker_create_initial_lifecycle_hooks" { default = false }
variable "worker_create_security_group" { default = true }
variable "worker_security_group_id" { default = "" }
variable "worker_sg_ingress_from_port" { default = 1025 }
variable "workers_additional_policies" { default = [] }
variable "workers_egress_cidrs" { default = null }
variable "workers_role_name" { default = "" }
variable "write_kubeconfig" { default = true }
