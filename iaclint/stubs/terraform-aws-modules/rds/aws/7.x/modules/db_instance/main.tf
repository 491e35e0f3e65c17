data "iaclint_unknown" "instance" {}

locals {
  is_replica     = var.replicate_source_db != null
  has_own_secret = !local.is_replica && var.manage_master_user_password
}

resource "aws_db_instance" "this" {
  count = var.create ? 1 : 0

  identifier        = var.use_identifier_prefix ? null : var.identifier
  identifier_prefix = var.use_identifier_prefix ? "${var.identifier}-" : null

  engine            = local.is_replica ? null : var.engine
  engine_version    = var.engine_version
  instance_class    = var.instance_class
  allocated_storage = var.allocated_storage
  storage_encrypted = var.storage_encrypted
  kms_key_id        = var.kms_key_id

  db_name                             = var.db_name
  username                            = local.is_replica ? null : var.username
  password_wo                         = local.has_own_secret ? null : var.password_wo
  manage_master_user_password         = local.has_own_secret ? true : null
  master_user_secret_kms_key_id       = local.has_own_secret ? var.master_user_secret_kms_key_id : null
  iam_database_authentication_enabled = var.iam_database_authentication_enabled

  port                   = var.port
  vpc_security_group_ids = var.vpc_security_group_ids
  db_subnet_group_name   = var.db_subnet_group_name
  parameter_group_name   = var.parameter_group_name
  option_group_name      = var.option_group_name
  publicly_accessible    = var.publicly_accessible
  ca_cert_identifier     = var.ca_cert_identifier
  multi_az               = var.multi_az

  auto_minor_version_upgrade = var.auto_minor_version_upgrade
  backup_retention_period    = var.blue_green_update != null ? coalesce(var.backup_retention_period, 1) : var.backup_retention_period
  backup_window              = var.backup_window
  delete_automated_backups   = var.delete_automated_backups
  deletion_protection        = var.deletion_protection
  skip_final_snapshot        = var.skip_final_snapshot
  final_snapshot_identifier  = var.skip_final_snapshot ? null : "${var.final_snapshot_identifier_prefix}-${var.identifier}-${data.iaclint_unknown.instance.suffix}"
  snapshot_identifier        = var.snapshot_identifier
  replicate_source_db        = var.replicate_source_db
  replica_mode               = var.replica_mode

  copy_tags_to_snapshot      = var.copy_tags_to_snapshot

  monitoring_interval                   = var.monitoring_interval
  monitoring_role_arn                   = data.iaclint_unknown.instance.monitoring_role_arn
  performance_insights_enabled          = var.performance_insights_enabled
  performance_insights_retention_period = var.performance_insights_enabled ? var.performance_insights_retention_period : null
  performance_insights_kms_key_id       = var.performance_insights_enabled ? var.performance_insights_kms_key_id : null
  enabled_cloudwatch_logs_exports       = var.enabled_cloudwatch_logs_exports

  tags = merge(var.tags, var.db_instance_tags)

  dynamic "restore_to_point_in_time" {
    for_each = var.restore_to_point_in_time != null ? [var.restore_to_point_in_time] : []

    content {
      restore_time                             = try(restore_to_point_in_time.value.restore_time, null)
      source_db_instance_automated_backups_arn = try(restore_to_point_in_time.value.source_db_instance_automated_backups_arn, null)
      source_db_instance_identifier            = try(restore_to_point_in_time.value.source_db_instance_identifier, null)
      source_dbi_resource_id                   = try(restore_to_point_in_time.value.source_dbi_resource_id, null)
      use_latest_restorable_time               = try(restore_to_point_in_time.value.use_latest_restorable_time, null)
    }
  }
}

resource "aws_cloudwatch_log_group" "this" {
  for_each = toset([
    for log in var.enabled_cloudwatch_logs_exports : log
    if var.create && var.create_cloudwatch_log_group && !var.use_identifier_prefix
  ])

  name              = "/aws/rds/instance/${var.identifier}/${each.value}"
  retention_in_days = var.cloudwatch_log_group_retention_in_days
  kms_key_id        = var.cloudwatch_log_group_kms_key_id
  log_group_class   = var.cloudwatch_log_group_class
}

resource "aws_secretsmanager_secret_rotation" "this" {
  count = var.create && var.manage_master_user_password && var.manage_master_user_password_rotation ? 1 : 0

  secret_id = aws_db_instance.this[0].master_user_secret[0].secret_arn

  rotation_rules {
    automatically_after_days = var.master_user_password_rotation_automatically_after_days
    duration                 = var.master_user_password_rotation_duration
    schedule_expression      = var.master_user_password_rotation_schedule_expression
  }
}
