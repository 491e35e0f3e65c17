data "aws_caller_identity" "current" {}

locals {
  create = var.create && var.putin_khuylo
}

# The log group of the control plane has the name that EKS writes to.
resource "aws_cloudwatch_log_group" "this" {
  count = local.create && var.create_cloudwatch_log_group ? 1 : 0

  name              = "/aws/eks/${var.cluster_name}/cluster"
  retention_in_days = var.cloudwatch_log_group_retention_in_days
  kms_key_id        = var.cloudwatch_log_group_kms_key_id
}

module "kms" {
  source  = "terraform-aws-modules/kms/aws"
  version = "1.0.2"

  create = local.create && var.create_kms_key

  key_usage                 = "ENCRYPT_DECRYPT"
  deletion_window_in_days   = var.kms_key_deletion_window_in_days
  enable_key_rotation       = var.enable_kms_key_rotation
  enable_default_policy     = var.kms_key_enable_default_policy
  key_owners                = var.kms_key_owners
  key_administrators        = coalescelist(var.kms_key_administrators, [data.aws_caller_identity.current.arn])
  key_users                 = var.kms_key_users
  key_service_users         = var.kms_key_service_users
  source_policy_documents   = var.kms_key_source_policy_documents
  override_policy_documents = var.kms_key_override_policy_documents
}

module "eks_managed_node_group" {
  source = "./modules/eks-managed-node-group"

  for_each = { for key, each in var.eks_managed_node_groups : key => each if var.create }

  create                 = try(each.value.create, true)
  name                   = try(each.value.name, each.key)
  create_launch_template = try(each.value.create_launch_template, var.eks_managed_node_group_defaults.create_launch_template, true)
  launch_template_name   = try(each.value.launch_template_name, var.eks_managed_node_group_defaults.launch_template_name, each.key)
  block_device_mappings  = try(each.value.block_device_mappings, var.eks_managed_node_group_defaults.block_device_mappings, {})
}

module "self_managed_node_group" {
  source = "./modules/self-managed-node-group"

  for_each = { for key, each in var.self_managed_node_groups : key => each if var.create }

  create                 = try(each.value.create, true)
  name                   = try(each.value.name, each.key)
  create_launch_template = try(each.value.create_launch_template, var.self_managed_node_group_defaults.create_launch_template, true)
  launch_template_name   = try(each.value.launch_template_name, var.self_managed_node_group_defaults.launch_template_name, each.key)
  block_device_mappings  = try(each.value.block_device_mappings, var.self_managed_node_group_defaults.block_device_mappings, {})
}
