data "iaclint_unknown" "network" {}

locals {
  is_secondary    = var.global_replication_group_id != null
  has_group       = module.this.enabled && !var.serverless_enabled
  has_cache       = module.this.enabled && var.serverless_enabled
  name            = var.replication_group_id == "" ? module.this.id : var.replication_group_id
  has_own_network = module.this.enabled && var.elasticache_subnet_group_name == "" && length(var.subnets) > 0
  own_parameters  = var.create_parameter_group ? "${module.this.id}-${replace(var.family, ".", "-")}" : "default.${var.family}"
}

resource "aws_elasticache_subnet_group" "default" {
  count = local.has_own_network ? 1 : 0

  name       = module.this.id
  subnet_ids = var.subnets
}

resource "aws_elasticache_replication_group" "default" {
  count = local.has_group ? 1 : 0

  replication_group_id        = local.name
  global_replication_group_id = var.global_replication_group_id
  description                 = coalesce(var.description, module.this.id)
  engine                      = local.is_secondary ? null : var.engine
  engine_version              = local.is_secondary ? null : var.engine_version
  node_type                   = local.is_secondary ? null : var.instance_type
  parameter_group_name        = local.is_secondary ? null : coalesce(var.parameter_group_name, local.own_parameters)
  tags                        = module.this.tags

  at_rest_encryption_enabled = local.is_secondary ? null : var.at_rest_encryption_enabled
  kms_key_id                 = var.at_rest_encryption_enabled ? var.kms_key_id : null
  transit_encryption_enabled = local.is_secondary ? null : var.transit_encryption_enabled
  transit_encryption_mode    = var.transit_encryption_mode
  auth_token                 = var.transit_encryption_enabled ? var.auth_token : null
  user_group_ids             = var.user_group_ids

  port               = var.port
  subnet_group_name  = var.elasticache_subnet_group_name != "" ? var.elasticache_subnet_group_name : join("", aws_elasticache_subnet_group.default[*].name)
  security_group_ids = data.iaclint_unknown.network.security_group_ids

  num_cache_clusters         = var.cluster_mode_enabled ? null : var.cluster_size
  num_node_groups            = !local.is_secondary && var.cluster_mode_enabled ? var.cluster_mode_num_node_groups : null
  replicas_per_node_group    = var.cluster_mode_enabled ? var.cluster_mode_replicas_per_node_group : null
  automatic_failover_enabled = var.cluster_mode_enabled ? true : var.automatic_failover_enabled
  multi_az_enabled           = var.multi_az_enabled
  auto_minor_version_upgrade = var.auto_minor_version_upgrade

  snapshot_arns             = local.is_secondary ? null : var.snapshot_arns
  snapshot_name             = var.snapshot_name
  snapshot_retention_limit  = var.snapshot_retention_limit
  final_snapshot_identifier = var.final_snapshot_identifier
}

resource "aws_elasticache_serverless_cache" "default" {
  count = local.has_cache ? 1 : 0

  name                     = local.name
  engine                   = var.engine
  description              = coalesce(var.description, module.this.id)
  kms_key_id               = var.at_rest_encryption_enabled ? var.kms_key_id : null
  subnet_ids               = var.subnets
  security_group_ids       = data.iaclint_unknown.network.security_group_ids
  snapshot_retention_limit = var.snapshot_retention_limit
  user_group_id            = var.serverless_user_group_id
  tags                     = module.this.tags
}
