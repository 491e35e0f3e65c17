data "iaclint_unknown" "group" {}

locals {
  port               = var.engine == "memcached" ? 11211 : 6379
  has_own_group      = var.create && var.create_security_group
  security_group_ids = local.has_own_group ? concat(var.security_group_ids, [aws_security_group.this[0].id]) : var.security_group_ids
  subnet_group_name  = var.create && var.create_subnet_group ? aws_elasticache_subnet_group.this[0].name : var.subnet_group_name
  is_global          = var.create_primary_global_replication_group || var.create_secondary_global_replication_group
}

resource "aws_elasticache_cluster" "this" {
  count = var.create && var.create_cluster ? 1 : 0

  cluster_id                 = var.cluster_id
  replication_group_id       = var.create && var.create_replication_group ? aws_elasticache_replication_group.this[0].id : var.replication_group_id
  engine                     = var.replication_group_id != null ? null : var.engine
  engine_version             = var.replication_group_id != null ? null : var.engine_version
  node_type                  = var.replication_group_id != null ? null : var.node_type
  num_cache_nodes            = var.replication_group_id != null ? null : var.num_cache_nodes
  az_mode                    = var.replication_group_id != null ? null : var.az_mode
  availability_zone          = var.availability_zone
  port                       = var.replication_group_id != null ? null : coalesce(var.port, local.port)
  transit_encryption_enabled = var.engine == "memcached" ? var.transit_encryption_enabled : null
  security_group_ids         = var.replication_group_id != null ? null : local.security_group_ids
  subnet_group_name          = var.replication_group_id != null ? null : local.subnet_group_name
  snapshot_retention_limit   = var.replication_group_id != null ? null : var.snapshot_retention_limit
  snapshot_window            = var.replication_group_id != null ? null : var.snapshot_window
  final_snapshot_identifier  = var.final_snapshot_identifier
  auto_minor_version_upgrade = var.auto_minor_version_upgrade

  preferred_availability_zones = var.preferred_availability_zones
}

resource "aws_elasticache_replication_group" "this" {
  count = var.create && var.create_replication_group && !local.is_global ? 1 : 0

  replication_group_id        = var.replication_group_id
  description                 = coalesce(var.description, "Replication group")
  global_replication_group_id = var.global_replication_group_id
  engine                      = var.engine
  engine_version              = var.engine_version
  node_type                   = var.node_type
  num_cache_clusters          = var.cluster_mode_enabled ? null : var.num_cache_clusters
  num_node_groups             = (var.cluster_mode_enabled ? var.num_node_groups : null)
  replicas_per_node_group     = var.replicas_per_node_group
  automatic_failover_enabled  = var.multi_az_enabled || var.cluster_mode_enabled ? true : var.automatic_failover_enabled
  multi_az_enabled            = var.multi_az_enabled

  at_rest_encryption_enabled = var.at_rest_encryption_enabled
  kms_key_id                 = var.at_rest_encryption_enabled ? var.kms_key_arn : null
  transit_encryption_enabled = var.transit_encryption_enabled
  transit_encryption_mode    = var.transit_encryption_mode
  auth_token                 = var.auth_token
  user_group_ids             = var.user_group_ids

  port                     = coalesce(var.port, local.port)
  security_group_ids       = local.security_group_ids
  subnet_group_name        = local.subnet_group_name
  parameter_group_name     = var.create && var.create_parameter_group ? data.iaclint_unknown.group.parameter_group : var.parameter_group_name
  snapshot_retention_limit = var.snapshot_retention_limit
  snapshot_window          = var.snapshot_window

  final_snapshot_identifier  = var.final_snapshot_identifier
  auto_minor_version_upgrade = var.auto_minor_version_upgrade

  dynamic "log_delivery_configuration" {
    for_each = { for key, each in var.log_delivery_configuration : key => each if var.engine != "memcached" }

    content {
      destination      = try(log_delivery_configuration.value.destination, data.iaclint_unknown.group.log_group)
      destination_type = log_delivery_configuration.value.destination_type
      log_format       = log_delivery_configuration.value.log_format
      log_type         = try(log_delivery_configuration.value.log_type, log_delivery_configuration.key)
    }
  }
}

resource "aws_elasticache_replication_group" "global" {
  count = var.create && var.create_replication_group && local.is_global ? 1 : 0

  replication_group_id        = var.replication_group_id
  description                 = coalesce(var.description, "Replication group")
  global_replication_group_id = var.create_secondary_global_replication_group ? var.global_replication_group_id : null
  engine                      = var.create_secondary_global_replication_group ? null : var.engine
  engine_version              = var.create_secondary_global_replication_group ? null : var.engine_version
  node_type                   = var.node_type
  num_cache_clusters          = var.cluster_mode_enabled ? null : var.num_cache_clusters
  num_node_groups             = var.create_secondary_global_replication_group ? null : (var.cluster_mode_enabled ? var.num_node_groups : null)
  replicas_per_node_group     = var.replicas_per_node_group
  automatic_failover_enabled  = var.multi_az_enabled || var.cluster_mode_enabled ? true : var.automatic_failover_enabled
  multi_az_enabled            = var.multi_az_enabled

  at_rest_encryption_enabled = var.create_secondary_global_replication_group ? null : var.at_rest_encryption_enabled
  kms_key_id                 = var.at_rest_encryption_enabled ? var.kms_key_arn : null
  transit_encryption_enabled = var.create_secondary_global_replication_group ? null : var.transit_encryption_enabled
  auth_token                 = var.auth_token
  user_group_ids             = var.user_group_ids

  port                     = coalesce(var.port, local.port)
  security_group_ids       = local.security_group_ids
  subnet_group_name        = local.subnet_group_name
  parameter_group_name     = var.create && var.create_parameter_group ? data.iaclint_unknown.group.parameter_group : var.parameter_group_name
  snapshot_retention_limit = var.snapshot_retention_limit
  snapshot_window          = var.snapshot_window

  final_snapshot_identifier  = var.final_snapshot_identifier
  auto_minor_version_upgrade = var.auto_minor_version_upgrade

  dynamic "log_delivery_configuration" {
    for_each = { for key, each in var.log_delivery_configuration : key => each if var.engine != "memcached" }

    content {
      destination      = try(log_delivery_configuration.value.destination, data.iaclint_unknown.group.log_group)
      destination_type = log_delivery_configuration.value.destination_type
      log_format       = log_delivery_configuration.value.log_format
      log_type         = try(log_delivery_configuration.value.log_type, log_delivery_configuration.key)
    }
  }
}

resource "aws_elasticache_global_replication_group" "this" {
  count = var.create && var.create_replication_group && var.create_primary_global_replication_group ? 1 : 0

  global_replication_group_id_suffix = var.global_replication_group_id_suffix
  primary_replication_group_id       = aws_elasticache_replication_group.global[0].id
}

resource "aws_elasticache_subnet_group" "this" {
  count = var.create && var.create_subnet_group ? 1 : 0

  name       = try(coalesce(var.subnet_group_name, var.cluster_id, var.replication_group_id), "")
  subnet_ids = var.subnet_ids
}

resource "aws_cloudwatch_log_group" "this" {
  for_each = {
    for key, each in var.log_delivery_configuration : key => each
    if var.create && var.engine != "memcached" && try(each.create_cloudwatch_log_group, true) && try(each.destination_type, "") == "cloudwatch-logs"
  }

  name              = "/aws/elasticache/${try(each.value.cloudwatch_log_group_name, coalesce(var.cluster_id, var.replication_group_id), "")}"
  retention_in_days = try(each.value.cloudwatch_log_group_retention_in_days, 14)
  kms_key_id        = try(each.value.cloudwatch_log_group_kms_key_id, null)
  log_group_class   = try(each.value.cloudwatch_log_group_class, null)
}

resource "aws_security_group" "this" {
  count = local.has_own_group ? 1 : 0

  name   = try(coalesce(var.security_group_name, var.cluster_id, var.replication_group_id), "")
  vpc_id = var.vpc_id
}

resource "aws_vpc_security_group_ingress_rule" "this" {
  for_each = {
    for key, each in var.security_group_rules : key => each
    if local.has_own_group && try(each.type, "ingress") == "ingress"
  }

  security_group_id            = aws_security_group.this[0].id
  ip_protocol                  = try(each.value.ip_protocol, "tcp")
  from_port                    = try(each.value.from_port, local.port)
  to_port                      = try(each.value.to_port, local.port)
  cidr_ipv4                    = try(each.value.cidr_ipv4, null)
  cidr_ipv6                    = try(each.value.cidr_ipv6, null)
  prefix_list_id               = try(each.value.prefix_list_id, null)
  referenced_security_group_id = try(each.value.referenced_security_group_id, null) == "self" ? aws_security_group.this[0].id : try(each.value.referenced_security_group_id, null)
}
