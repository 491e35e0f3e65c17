data "iaclint_unknown" "groups" {}

module "db_parameter_group" {
  source = "./modules/db_parameter_group"

  create          = var.create_db_parameter_group && var.putin_khuylo
  name            = coalesce(var.parameter_group_name, var.identifier)
  use_name_prefix = var.parameter_group_use_name_prefix
  family          = var.family
  parameters      = var.parameters
}

module "db_instance" {
  source = "./modules/db_instance"

  create                = var.create_db_instance && var.putin_khuylo
  identifier            = var.identifier
  use_identifier_prefix = var.instance_use_identifier_prefix

  db_subnet_group_name = var.create_db_subnet_group ? data.iaclint_unknown.groups.subnet_group : var.db_subnet_group_name
  parameter_group_name = var.create_db_parameter_group ? module.db_parameter_group.db_parameter_group_id : var.parameter_group_name
  option_group_name    = data.iaclint_unknown.groups.option_group

  storage_encrypted                      = var.storage_encrypted
  kms_key_id                             = var.kms_key_id
  engine                                 = var.engine
  engine_version                         = var.engine_version
  instance_class                         = var.instance_class
  allocated_storage                      = var.allocated_storage
  db_name                                = var.db_name
  username                               = var.username
  password                               = var.manage_master_user_password ? null : var.password
  manage_master_user_password            = var.manage_master_user_password
  master_user_secret_kms_key_id          = var.master_user_secret_kms_key_id
  port                                   = var.port
  vpc_security_group_ids                 = var.vpc_security_group_ids
  publicly_accessible                    = var.publicly_accessible
  multi_az                               = var.multi_az
  iam_database_authentication_enabled    = var.iam_database_authentication_enabled
  ca_cert_identifier                     = var.ca_cert_identifier
  auto_minor_version_upgrade             = var.auto_minor_version_upgrade
  backup_retention_period                = var.backup_retention_period
  backup_window                          = var.backup_window
  blue_green_update                      = var.blue_green_update
  snapshot_identifier                    = var.snapshot_identifier
  skip_final_snapshot                    = var.skip_final_snapshot
  final_snapshot_identifier_prefix       = var.final_snapshot_identifier_prefix
  replicate_source_db                    = var.replicate_source_db
  replica_mode                           = var.replica_mode
  monitoring_interval                    = var.monitoring_interval
  monitoring_role_arn                    = var.monitoring_role_arn
  create_monitoring_role                 = var.create_monitoring_role
  performance_insights_enabled           = var.performance_insights_enabled
  performance_insights_retention_period  = var.performance_insights_retention_period
  performance_insights_kms_key_id        = var.performance_insights_kms_key_id
  enabled_cloudwatch_logs_exports        = var.enabled_cloudwatch_logs_exports
  create_cloudwatch_log_group            = var.create_cloudwatch_log_group
  cloudwatch_log_group_retention_in_days = var.cloudwatch_log_group_retention_in_days
  cloudwatch_log_group_kms_key_id        = var.cloudwatch_log_group_kms_key_id
  cloudwatch_log_group_class             = var.cloudwatch_log_group_class
  deletion_protection                    = var.deletion_protection
  delete_automated_backups               = var.delete_automated_backups
  copy_tags_to_snapshot                  = var.copy_tags_to_snapshot
  restore_to_point_in_time               = var.restore_to_point_in_time
  tags                                   = var.tags
  db_instance_tags                       = var.db_instance_tags

  manage_master_user_password_rotation                   = var.manage_master_user_password_rotation
  master_user_password_rotation_automatically_after_days = var.master_user_password_rotation_automatically_after_days
  master_user_password_rotation_duration                 = var.master_user_password_rotation_duration
  master_user_password_rotation_schedule_expression      = var.master_user_password_rotation_schedule_expression
}
