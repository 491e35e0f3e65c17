data "iaclint_unknown" "monitoring" {}

locals {
  create        = var.create && var.putin_khuylo
  is_serverless = var.engine_mode == "serverless"
  port          = coalesce(var.port, contains(["aurora-postgresql", "postgres"], var.engine) ? 5432 : 3306)
  subnet_group  = try(coalesce(var.db_subnet_group_name, var.name), "")

  has_own_secret = var.global_cluster_identifier == null && var.manage_master_user_password
  has_new_role   = local.create && var.create_monitoring_role && var.monitoring_interval > 0
  new_role       = local.has_new_role ? data.iaclint_unknown.monitoring.role_arn : null
}

resource "aws_db_subnet_group" "this" {
  count = local.create && var.create_db_subnet_group ? 1 : 0

  name       = local.subnet_group
  subnet_ids = var.subnets
}

resource "aws_rds_cluster" "this" {
  count = local.create ? 1 : 0

  cluster_identifier        = var.cluster_use_name_prefix ? null : var.name
  cluster_identifier_prefix = var.cluster_use_name_prefix ? "${var.name}-" : null
  engine                    = var.engine
  engine_mode               = var.engine_mode
  db_cluster_instance_class = var.db_cluster_instance_class
  engine_version            = var.engine_version
  global_cluster_identifier = var.global_cluster_identifier
  database_name             = var.is_primary_cluster ? var.database_name : null
  port                      = local.port

  master_username                     = var.is_primary_cluster ? var.master_username : null
  master_password                     = var.is_primary_cluster && !var.manage_master_user_password ? var.master_password : null
  manage_master_user_password         = local.has_own_secret ? true : null
  master_user_secret_kms_key_id       = local.has_own_secret ? var.master_user_secret_kms_key_id : null
  iam_database_authentication_enabled = var.iam_database_authentication_enabled
  enable_http_endpoint                = var.enable_http_endpoint

  storage_encrypted  = var.storage_encrypted
  kms_key_id         = var.kms_key_id
  storage_type       = var.storage_type
  allocated_storage  = var.allocated_storage
  availability_zones = var.availability_zones

  db_subnet_group_name            = var.create_db_subnet_group ? try(aws_db_subnet_group.this[0].name, null) : local.subnet_group
  vpc_security_group_ids          = compact(concat([try(aws_security_group.this[0].id, "")], var.vpc_security_group_ids))
  db_cluster_parameter_group_name = var.create_db_cluster_parameter_group ? aws_rds_cluster_parameter_group.this[0].id : var.db_cluster_parameter_group_name

  backtrack_window              = contains(["aurora-mysql", "aurora"], var.engine) && !local.is_serverless ? var.backtrack_window : 0
  backup_retention_period       = var.backup_retention_period
  preferred_backup_window       = local.is_serverless ? null : var.preferred_backup_window
  copy_tags_to_snapshot         = var.copy_tags_to_snapshot
  deletion_protection           = var.deletion_protection
  skip_final_snapshot           = var.skip_final_snapshot
  final_snapshot_identifier     = var.final_snapshot_identifier
  snapshot_identifier           = var.snapshot_identifier
  replication_source_identifier = var.replication_source_identifier

  enabled_cloudwatch_logs_exports = var.enabled_cloudwatch_logs_exports

  tags = merge(var.tags, var.cluster_tags)

  dynamic "restore_to_point_in_time" {
    for_each = length(var.restore_to_point_in_time) > 0 ? [var.restore_to_point_in_time] : []

    content {
      source_cluster_identifier = try(restore_to_point_in_time.value.source_cluster_identifier, null)
    }
  }

  dynamic "scaling_configuration" {
    for_each = length(var.scaling_configuration) > 0 && local.is_serverless ? [var.scaling_configuration] : []

    content {
      max_capacity = try(scaling_configuration.value.max_capacity, null)
    }
  }

  dynamic "serverlessv2_scaling_configuration" {
    for_each = length(var.serverlessv2_scaling_configuration) > 0 && var.engine_mode == "provisioned" ? [var.serverlessv2_scaling_configuration] : []

    content {
      max_capacity = serverlessv2_scaling_configuration.value.max_capacity
      min_capacity = serverlessv2_scaling_configuration.value.min_capacity
    }
  }
}

resource "aws_rds_cluster_instance" "this" {
  for_each = { for key, each in var.instances : key => each if local.create && !local.is_serverless }

  cluster_identifier      = aws_rds_cluster.this[0].id
  identifier              = var.instances_use_identifier_prefix ? null : try(each.value.identifier, "${var.name}-${each.key}")
  identifier_prefix       = var.instances_use_identifier_prefix ? try(each.value.identifier_prefix, "${var.name}-${each.key}-") : null
  engine                  = var.engine
  engine_version          = var.engine_version
  instance_class          = try(each.value.instance_class, var.instance_class)
  db_subnet_group_name    = aws_rds_cluster.this[0].db_subnet_group_name
  db_parameter_group_name = var.create_db_parameter_group ? aws_db_parameter_group.this[0].id : try(each.value.db_parameter_group_name, var.db_parameter_group_name)
  publicly_accessible     = try(each.value.publicly_accessible, var.publicly_accessible)
  ca_cert_identifier      = var.ca_cert_identifier

  auto_minor_version_upgrade            = try(each.value.auto_minor_version_upgrade, var.auto_minor_version_upgrade)
  copy_tags_to_snapshot                 = try(each.value.copy_tags_to_snapshot, var.copy_tags_to_snapshot)
  monitoring_interval                   = try(each.value.monitoring_interval, var.monitoring_interval)
  monitoring_role_arn                   = var.create_monitoring_role ? local.new_role : var.monitoring_role_arn
  performance_insights_enabled          = try(each.value.performance_insights_enabled, var.performance_insights_enabled)
  performance_insights_kms_key_id       = try(each.value.performance_insights_kms_key_id, var.performance_insights_kms_key_id)
  performance_insights_retention_period = try(each.value.performance_insights_retention_period, var.performance_insights_retention_period)

  tags = merge(var.tags, try(each.value.tags, {}))
}

resource "aws_security_group" "this" {
  count = local.create && var.create_security_group ? 1 : 0

  name   = try(coalesce(var.security_group_name, var.name), "")
  vpc_id = var.vpc_id
}

resource "aws_security_group_rule" "this" {
  for_each = { for key, each in var.security_group_rules : key => each if local.create && var.create_security_group }

  type                     = try(each.value.type, "ingress")
  from_port                = try(each.value.from_port, local.port)
  to_port                  = try(each.value.to_port, local.port)
  protocol                 = try(each.value.protocol, "tcp")
  security_group_id        = aws_security_group.this[0].id
  cidr_blocks              = try(each.value.cidr_blocks, null)
  ipv6_cidr_blocks         = try(each.value.ipv6_cidr_blocks, null)
  prefix_list_ids          = try(each.value.prefix_list_ids, null)
  source_security_group_id = try(each.value.source_security_group_id, null)
  self                     = try(each.value.self, null)
}

resource "aws_rds_cluster_parameter_group" "this" {
  count = local.create && var.create_db_cluster_parameter_group ? 1 : 0

  name        = var.db_cluster_parameter_group_use_name_prefix ? null : try(coalesce(var.db_cluster_parameter_group_name, var.name), null)
  name_prefix = var.db_cluster_parameter_group_use_name_prefix ? "${try(coalesce(var.db_cluster_parameter_group_name, var.name), "")}-" : null
  family      = var.db_cluster_parameter_group_family

  dynamic "parameter" {
    for_each = var.db_cluster_parameter_group_parameters

    content {
      name  = parameter.value.name
      value = parameter.value.value
    }
  }
}

resource "aws_db_parameter_group" "this" {
  count = local.create && var.create_db_parameter_group ? 1 : 0

  name        = var.db_parameter_group_use_name_prefix ? null : try(coalesce(var.db_parameter_group_name, var.name), null)
  name_prefix = var.db_parameter_group_use_name_prefix ? "${try(coalesce(var.db_parameter_group_name, var.name), "")}-" : null
  family      = var.db_parameter_group_family

  dynamic "parameter" {
    for_each = var.db_parameter_group_parameters

    content {
      name  = parameter.value.name
      value = parameter.value.value
    }
  }
}

resource "aws_cloudwatch_log_group" "this" {
  for_each = toset([
    for log in var.enabled_cloudwatch_logs_exports : log
    if local.create && var.create_cloudwatch_log_group && !var.cluster_use_name_prefix
  ])

  name              = "/aws/rds/cluster/${var.name}/${each.value}"
  retention_in_days = var.cloudwatch_log_group_retention_in_days
  kms_key_id        = var.cloudwatch_log_group_kms_key_id
}
