locals {
  has_subnets      = try(length(var.subnet_ids), 0) > 0
  has_subnet_group = var.db_subnet_group_name != null && var.db_subnet_group_name != ""
  is_replica       = try(length(var.replicate_source_db), 0) > 0
  new_subnet_group = local.has_subnets && !local.is_replica ? join("", aws_db_subnet_group.default[*].name) : null
}

module "final_snapshot_label" {
  source  = "cloudposse/label/null"
  version = "0.25.0"

  attributes = ["final", "snapshot"]
  context    = module.this.context
}

resource "aws_db_instance" "default" {
  count = module.this.enabled ? 1 : 0

  identifier     = module.this.id
  db_name        = var.database_name
  engine         = local.is_replica ? null : var.engine
  engine_version = local.is_replica ? null : var.engine_version
  instance_class = var.instance_class
  tags           = module.this.tags

  username                      = local.is_replica ? null : var.database_user
  password                      = local.is_replica ? null : var.database_password
  manage_master_user_password   = local.is_replica || var.database_password != null ? null : var.database_manage_master_user_password
  master_user_secret_kms_key_id = local.is_replica ? null : var.database_master_user_secret_kms_key_id

  iam_database_authentication_enabled = var.iam_database_authentication_enabled

  allocated_storage = local.is_replica ? null : var.allocated_storage
  storage_type      = var.storage_type
  storage_encrypted = var.storage_encrypted
  kms_key_id        = var.kms_key_arn

  port                   = var.database_port
  publicly_accessible    = var.publicly_accessible
  db_subnet_group_name   = local.has_subnet_group ? var.db_subnet_group_name : local.new_subnet_group
  vpc_security_group_ids = compact(concat([join("", aws_security_group.default[*].id)], var.associate_security_group_ids))
  ca_cert_identifier     = var.ca_cert_identifier
  multi_az               = var.multi_az

  parameter_group_name       = length(var.parameter_group_name) > 0 ? var.parameter_group_name : join("", aws_db_parameter_group.default[*].name)
  auto_minor_version_upgrade = var.auto_minor_version_upgrade

  backup_retention_period   = var.backup_retention_period
  copy_tags_to_snapshot     = var.copy_tags_to_snapshot
  skip_final_snapshot       = var.skip_final_snapshot
  final_snapshot_identifier = length(var.final_snapshot_identifier) > 0 ? var.final_snapshot_identifier : module.final_snapshot_label.id
  deletion_protection       = var.deletion_protection
  snapshot_identifier       = var.snapshot_identifier
  replicate_source_db       = var.replicate_source_db

  enabled_cloudwatch_logs_exports = var.enabled_cloudwatch_logs_exports
  performance_insights_enabled    = var.performance_insights_enabled
  performance_insights_kms_key_id = var.performance_insights_enabled ? var.performance_insights_kms_key_id : null
  monitoring_interval             = var.monitoring_interval
  monitoring_role_arn             = var.monitoring_role_arn

  dynamic "restore_to_point_in_time" {
    for_each = var.snapshot_identifier == null && var.restore_to_point_in_time != null ? [1] : []

    content {
      source_db_instance_identifier = lookup(var.restore_to_point_in_time, "source_db_instance_identifier", null)
    }
  }
}

resource "aws_db_parameter_group" "default" {
  count = module.this.enabled && length(var.parameter_group_name) == 0 ? 1 : 0

  name_prefix = "${module.this.id}${module.this.delimiter}"
  family      = var.db_parameter_group

  dynamic "parameter" {
    for_each = var.db_parameter

    content {
      name  = parameter.value.name
      value = parameter.value.value
    }
  }
}

resource "aws_db_subnet_group" "default" {
  count = module.this.enabled && local.has_subnets && !local.has_subnet_group ? 1 : 0

  name       = module.this.id
  subnet_ids = var.subnet_ids
}

resource "aws_security_group" "default" {
  count = module.this.enabled ? 1 : 0

  name   = module.this.id
  vpc_id = var.vpc_id
}

resource "aws_security_group_rule" "ingress_security_groups" {
  count = module.this.enabled ? length(var.security_group_ids) : 0

  type                     = "ingress"
  protocol                 = "tcp"
  from_port                = var.database_port
  to_port                  = var.database_port
  source_security_group_id = var.security_group_ids[count.index]
  security_group_id        = join("", aws_security_group.default[*].id)
}

resource "aws_security_group_rule" "ingress_cidr_blocks" {
  count = module.this.enabled && length(var.allowed_cidr_blocks) > 0 ? 1 : 0

  type              = "ingress"
  protocol          = "tcp"
  from_port         = var.database_port
  to_port           = var.database_port
  cidr_blocks       = var.allowed_cidr_blocks
  security_group_id = join("", aws_security_group.default[*].id)
}

resource "aws_security_group_rule" "ingress_prefix_lists" {
  count = module.this.enabled && length(var.allowed_prefix_list_ids) > 0 ? 1 : 0

  type              = "ingress"
  protocol          = "tcp"
  from_port         = var.database_port
  to_port           = var.database_port
  prefix_list_ids   = var.allowed_prefix_list_ids
  security_group_id = one(aws_security_group.default[*].id)
}
