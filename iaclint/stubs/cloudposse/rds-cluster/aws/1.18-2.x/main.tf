data "iaclint_unknown" "instance" {}

locals {
  cluster_identifier = var.cluster_identifier == "" ? module.this.id : var.cluster_identifier
  is_regional        = var.cluster_type == "regional"
  is_serverless      = var.engine_mode == "serverless"
  is_restored        = var.replication_source_identifier != "" || var.snapshot_identifier != null
  security_groups    = compact(flatten([join("", aws_security_group.default[*].id), var.vpc_security_group_ids]))
}

resource "aws_rds_cluster" "primary" {
  count = module.this.enabled && local.is_regional ? 1 : 0

  cluster_identifier        = local.cluster_identifier
  database_name             = var.db_name
  engine                    = var.engine
  engine_mode               = var.engine_mode
  engine_version            = var.engine_version
  db_cluster_instance_class = local.is_serverless ? null : var.db_cluster_instance_class
  tags                      = module.this.tags

  manage_master_user_password         = var.manage_admin_user_password ? true : null
  master_user_secret_kms_key_id       = var.admin_user_secret_kms_key_id
  master_username                     = local.is_restored ? null : var.admin_user
  master_password                     = local.is_restored || var.manage_admin_user_password ? null : var.admin_password
  iam_database_authentication_enabled = var.iam_database_authentication_enabled

  storage_encrypted = local.is_serverless ? null : var.storage_encrypted
  storage_type      = var.storage_type
  kms_key_id        = var.kms_key_arn

  port                   = var.db_port
  network_type           = var.network_type
  db_subnet_group_name   = join("", aws_db_subnet_group.default[*].name)
  vpc_security_group_ids = local.security_groups
  enable_http_endpoint   = var.enable_http_endpoint

  backup_retention_period   = var.retention_period
  backtrack_window          = var.backtrack_window
  copy_tags_to_snapshot     = var.copy_tags_to_snapshot
  skip_final_snapshot       = var.skip_final_snapshot
  final_snapshot_identifier = lower(local.cluster_identifier)
  deletion_protection       = var.deletion_protection
  snapshot_identifier       = var.snapshot_identifier

  db_cluster_parameter_group_name = join("", aws_rds_cluster_parameter_group.default[*].name)
  enabled_cloudwatch_logs_exports = var.enabled_cloudwatch_logs_exports
  performance_insights_enabled    = var.performance_insights_enabled
  performance_insights_kms_key_id = var.performance_insights_kms_key_id
  replication_source_identifier   = var.replication_source_identifier

  dynamic "restore_to_point_in_time" {
    for_each = var.restore_to_point_in_time

    content {
      source_cluster_identifier = restore_to_point_in_time.value.source_cluster_identifier
      restore_type              = restore_to_point_in_time.value.restore_type
    }
  }
}

resource "aws_rds_cluster" "secondary" {
  count = module.this.enabled && !local.is_regional ? 1 : 0

  cluster_identifier        = local.cluster_identifier
  database_name             = var.db_name
  engine                    = var.engine
  engine_mode               = var.engine_mode
  engine_version            = var.engine_version
  db_cluster_instance_class = local.is_serverless ? null : var.db_cluster_instance_class
  tags                      = module.this.tags

  manage_master_user_password         = var.manage_admin_user_password ? true : null
  master_user_secret_kms_key_id       = var.admin_user_secret_kms_key_id
  master_username                     = local.is_restored ? null : var.admin_user
  master_password                     = local.is_restored || var.manage_admin_user_password ? null : var.admin_password
  iam_database_authentication_enabled = var.iam_database_authentication_enabled

  storage_encrypted = var.storage_encrypted
  storage_type      = var.storage_type
  kms_key_id        = var.kms_key_arn

  port                   = var.db_port
  network_type           = var.network_type
  db_subnet_group_name   = join("", aws_db_subnet_group.default[*].name)
  vpc_security_group_ids = local.security_groups
  enable_http_endpoint   = var.enable_http_endpoint

  backup_retention_period   = var.retention_period
  backtrack_window          = var.backtrack_window
  copy_tags_to_snapshot     = var.copy_tags_to_snapshot
  skip_final_snapshot       = var.skip_final_snapshot
  final_snapshot_identifier = lower(local.cluster_identifier)
  deletion_protection       = var.deletion_protection
  snapshot_identifier       = var.snapshot_identifier

  db_cluster_parameter_group_name = join("", aws_rds_cluster_parameter_group.default[*].name)
  enabled_cloudwatch_logs_exports = var.enabled_cloudwatch_logs_exports
  global_cluster_identifier       = var.global_cluster_identifier
}

resource "aws_rds_cluster_instance" "default" {
  count = module.this.enabled ? var.cluster_size : 0

  identifier              = data.iaclint_unknown.instance.identifier
  cluster_identifier      = coalesce(one(aws_rds_cluster.primary[*].id), one(aws_rds_cluster.secondary[*].id))
  engine                  = var.engine
  engine_version          = var.engine_version
  instance_class          = var.serverlessv2_scaling_configuration != null ? "db.serverless" : var.instance_type
  db_subnet_group_name    = one(aws_db_subnet_group.default[*].name)
  db_parameter_group_name = join("", aws_db_parameter_group.default[*].name)
  publicly_accessible     = var.publicly_accessible
  tags                    = module.this.tags

  auto_minor_version_upgrade      = var.auto_minor_version_upgrade
  ca_cert_identifier              = var.ca_cert_identifier
  copy_tags_to_snapshot           = var.copy_tags_to_snapshot
  monitoring_interval             = var.rds_monitoring_interval
  monitoring_role_arn             = var.enhanced_monitoring_role_enabled ? join("", aws_iam_role.enhanced_monitoring[*].arn) : var.rds_monitoring_role_arn
  performance_insights_enabled    = var.performance_insights_enabled
  performance_insights_kms_key_id = var.performance_insights_kms_key_id
}

resource "aws_db_subnet_group" "default" {
  count = module.this.enabled ? 1 : 0

  name       = try(length(var.subnet_group_name), 0) == 0 ? module.this.id : var.subnet_group_name
  subnet_ids = var.subnets
}

resource "aws_rds_cluster_parameter_group" "default" {
  count = module.this.enabled ? 1 : 0

  name        = var.parameter_group_name_prefix_enabled ? null : coalesce(var.rds_cluster_parameter_group_name, module.this.id)
  name_prefix = var.parameter_group_name_prefix_enabled ? "${coalesce(var.rds_cluster_parameter_group_name, module.this.id)}${module.this.delimiter}" : null
  family      = var.cluster_family

  dynamic "parameter" {
    for_each = var.cluster_parameters

    content {
      name  = parameter.value.name
      value = parameter.value.value
    }
  }
}

resource "aws_db_parameter_group" "default" {
  count = module.this.enabled ? 1 : 0

  name        = var.parameter_group_name_prefix_enabled ? null : coalesce(var.db_parameter_group_name, module.this.id)
  name_prefix = var.parameter_group_name_prefix_enabled ? "${coalesce(var.db_parameter_group_name, module.this.id)}${module.this.delimiter}" : null
  family      = var.cluster_family

  dynamic "parameter" {
    for_each = var.instance_parameters

    content {
      name  = parameter.value.name
      value = parameter.value.value
    }
  }
}

resource "aws_iam_role" "enhanced_monitoring" {
  count = module.this.enabled && var.enhanced_monitoring_role_enabled ? 1 : 0

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "monitoring.rds.amazonaws.com" }
    }]
  })
}

resource "aws_security_group" "default" {
  count = module.this.enabled ? 1 : 0

  name   = module.this.id
  vpc_id = var.vpc_id
}

resource "aws_security_group_rule" "ingress_security_groups" {
  count = module.this.enabled ? length(var.security_groups) : 0

  type                     = "ingress"
  protocol                 = "tcp"
  from_port                = var.db_port
  to_port                  = var.db_port
  source_security_group_id = var.security_groups[count.index]
  security_group_id        = join("", aws_security_group.default[*].id)
}

resource "aws_security_group_rule" "traffic_inside_security_group" {
  count = module.this.enabled && var.intra_security_group_traffic_enabled ? 1 : 0

  type              = "ingress"
  protocol          = "tcp"
  from_port         = var.db_port
  to_port           = var.db_port
  self              = true
  security_group_id = join("", aws_security_group.default[*].id)
}

resource "aws_security_group_rule" "ingress_cidr_blocks" {
  count = module.this.enabled && length(var.allowed_cidr_blocks) > 0 ? 1 : 0

  type              = "ingress"
  protocol          = "tcp"
  from_port         = var.db_port
  to_port           = var.db_port
  cidr_blocks       = var.allowed_cidr_blocks
  security_group_id = join("", aws_security_group.default[*].id)
}

resource "aws_security_group_rule" "ingress_ipv6_cidr_blocks" {
  count = module.this.enabled && length(var.allowed_ipv6_cidr_blocks) > 0 ? 1 : 0

  type              = "ingress"
  protocol          = "tcp"
  from_port         = var.db_port
  to_port           = var.db_port
  ipv6_cidr_blocks  = var.allowed_ipv6_cidr_blocks
  security_group_id = join("", aws_security_group.default[*].id)
}
