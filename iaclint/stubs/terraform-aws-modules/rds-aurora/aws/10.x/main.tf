data "iaclint_unknown" "monitoring" {}

locals {
  create        = var.create && var.putin_khuylo
  is_serverless = var.engine_mode == "serverless"
  port          = coalesce(var.port, contains(["aurora-postgresql", "postgres"], var.engine) ? 5432 : 3306)
  subnet_group  = try(coalesce(var.db_subnet_group_name, var.name), "")

  has_own_secret = var.global_cluster_identifier == null && var.manage_master_user_password
  is_monitored   = var.cluster_monitoring_interval > 0 || anytrue([for each in var.instances : try(each.monitoring_interval > 0, false)])
  has_new_role   = local.create && var.create_monitoring_role && local.is_monitored
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
  engine_mode               = var.cluster_scalability_type == "limitless" ? "" : var.engine_mode
  db_cluster_instance_class = var.allocated_storage == null ? null : var.cluster_instance_class
  engine_version            = var.engine_version
  global_cluster_identifier = var.global_cluster_identifier
  database_name             = var.is_primary_cluster ? var.database_name : null
  port                      = local.port

  master_username                     = var.is_primary_cluster ? var.master_username : null
  master_password_wo                  = var.is_primary_cluster && !local.has_own_secret ? var.master_password_wo : null
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
  db_cluster_parameter_group_name = try(aws_rds_cluster_parameter_group.this[0].id, var.cluster_parameter_group_name)

  backtrack_window              = contains(["aurora-mysql", "aurora"], var.engine) && !local.is_serverless ? var.backtrack_window : 0
  backup_retention_period       = var.backup_retention_period
  preferred_backup_window       = local.is_serverless ? null : var.preferred_backup_window
  delete_automated_backups      = var.delete_automated_backups
  copy_tags_to_snapshot         = var.copy_tags_to_snapshot
  deletion_protection           = var.deletion_protection
  skip_final_snapshot           = var.skip_final_snapshot
  final_snapshot_identifier     = var.final_snapshot_identifier
  snapshot_identifier           = var.snapshot_identifier
  replication_source_identifier = var.replication_source_identifier

  enabled_cloudwatch_logs_exports       = var.enabled_cloudwatch_logs_exports
  monitoring_interval                   = var.cluster_monitoring_interval
  monitoring_role_arn                   = var.create_monitoring_role && var.cluster_monitoring_interval > 0 ? local.new_role : var.monitoring_role_arn
  performance_insights_enabled          = var.cluster_performance_insights_enabled
  performance_insights_kms_key_id       = var.cluster_performance_insights_kms_key_id
  performance_insights_retention_period = var.cluster_performance_insights_retention_period
  database_insights_mode                = var.database_insights_mode

  tags = merge(var.tags, var.cluster_tags)

  dynamic "restore_to_point_in_time" {
    for_each = var.restore_to_point_in_time != null ? [var.restore_to_point_in_time] : []

    content {
      source_cluster_identifier = try(restore_to_point_in_time.value.source_cluster_identifier, null)
    }
  }

  dynamic "scaling_configuration" {
    for_each = var.scaling_configuration != null && local.is_serverless ? [var.scaling_configuration] : []

    content {
      max_capacity = try(scaling_configuration.value.max_capacity, null)
    }
  }

  dynamic "serverlessv2_scaling_configuration" {
    for_each = var.serverlessv2_scaling_configuration != null && var.engine_mode == "provisioned" ? [var.serverlessv2_scaling_configuration] : []

    content {
      max_capacity = serverlessv2_scaling_configuration.value.max_capacity
      min_capacity = serverlessv2_scaling_configuration.value.min_capacity
    }
  }
}

resource "aws_rds_cluster_instance" "this" {
  for_each = { for key, each in var.instances : key => each if local.create && !local.is_serverless }

  cluster_identifier      = aws_rds_cluster.this[0].id
  identifier              = var.instances_use_identifier_prefix ? null : try(coalesce(each.value.identifier, "${var.name}-${each.key}"), null)
  identifier_prefix       = var.instances_use_identifier_prefix ? try(coalesce(each.value.identifier_prefix, "${var.name}-${each.key}-"), null) : null
  engine                  = var.engine
  engine_version          = var.engine_version
  instance_class          = try(coalesce(each.value.instance_class, var.cluster_instance_class), null)
  db_subnet_group_name    = aws_rds_cluster.this[0].db_subnet_group_name
  db_parameter_group_name = try(aws_db_parameter_group.this[0].id, each.value.db_parameter_group_name, null)
  publicly_accessible     = try(each.value.publicly_accessible, null)
  ca_cert_identifier      = try(coalesce(each.value.ca_cert_identifier, var.cluster_ca_cert_identifier), null)

  auto_minor_version_upgrade            = try(each.value.auto_minor_version_upgrade, null)
  copy_tags_to_snapshot                 = try(coalesce(each.value.copy_tags_to_snapshot, var.copy_tags_to_snapshot), null)
  monitoring_interval                   = try(coalesce(each.value.monitoring_interval, var.cluster_monitoring_interval), null)
  monitoring_role_arn                   = local.has_new_role ? local.new_role : try(each.value.monitoring_role_arn, null)
  performance_insights_enabled          = try(coalesce(each.value.performance_insights_enabled, var.cluster_performance_insights_enabled), null)
  performance_insights_kms_key_id       = try(coalesce(each.value.performance_insights_kms_key_id, var.cluster_performance_insights_kms_key_id), null)
  performance_insights_retention_period = try(coalesce(each.value.performance_insights_retention_period, var.cluster_performance_insights_retention_period), null)

  tags = merge(var.tags, try(each.value.tags, {}))
}

resource "aws_security_group" "this" {
  count = local.create && var.create_security_group ? 1 : 0

  name   = try(coalesce(var.security_group_name, var.name), "")
  vpc_id = var.vpc_id
}

resource "aws_vpc_security_group_ingress_rule" "this" {
  for_each = { for key, each in var.security_group_ingress_rules : key => each if local.create && var.create_security_group }

  security_group_id            = aws_security_group.this[0].id
  cidr_ipv4                    = try(each.value.cidr_ipv4, null)
  cidr_ipv6                    = try(each.value.cidr_ipv6, null)
  prefix_list_id               = try(each.value.prefix_list_id, null)
  referenced_security_group_id = try(each.value.referenced_security_group_id, null) == "self" ? aws_security_group.this[0].id : try(each.value.referenced_security_group_id, null)
  ip_protocol                  = try(coalesce(each.value.ip_protocol, "tcp"), "tcp")
  from_port                    = try(coalesce(each.value.from_port, local.port), local.port)
  to_port                      = try(coalesce(each.value.to_port, local.port), try(coalesce(each.value.from_port, local.port), local.port))
}

resource "aws_rds_cluster_parameter_group" "this" {
  count = local.create && var.cluster_parameter_group != null ? 1 : 0

  name   = try(var.cluster_parameter_group.use_name_prefix, true) ? null : try(coalesce(var.cluster_parameter_group.name, var.name), "")
  family = var.cluster_parameter_group.family

  dynamic "parameter" {
    for_each = try(coalesce(var.cluster_parameter_group.parameters), [])

    content {
      name  = parameter.value.name
      value = parameter.value.value
    }
  }
}

resource "aws_db_parameter_group" "this" {
  count = local.create && var.db_parameter_group != null ? 1 : 0

  name   = try(var.db_parameter_group.use_name_prefix, true) ? null : try(coalesce(var.db_parameter_group.name, var.name), "")
  family = var.db_parameter_group.family

  dynamic "parameter" {
    for_each = try(coalesce(var.db_parameter_group.parameters), [])

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
  log_group_class   = var.cloudwatch_log_group_class
}

resource "aws_secretsmanager_secret_rotation" "this" {
  count = local.create && var.manage_master_user_password && var.manage_master_user_password_rotation ? 1 : 0

  secret_id = aws_rds_cluster.this[0].master_user_secret[0].secret_arn

  rotation_rules {
    automatically_after_days = var.master_user_password_rotation_automatically_after_days
    duration                 = var.master_user_password_rotation_duration
    schedule_expression      = var.master_user_password_rotation_schedule_expression
  }
}
