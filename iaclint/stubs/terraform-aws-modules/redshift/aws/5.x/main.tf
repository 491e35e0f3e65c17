data "iaclint_unknown" "password" {}

locals {
  scheduler_name = coalesce(var.iam_role_name, "${var.cluster_identifier}-scheduled-action")
  password = (
    var.snapshot_identifier != null || var.manage_master_password ? null :
    var.create_random_password ? data.iaclint_unknown.password.result : var.master_password
  )
}

resource "aws_redshift_cluster" "this" {
  count = var.create ? 1 : 0

  cluster_identifier = var.cluster_identifier
  cluster_type       = var.number_of_nodes > 1 ? "multi-node" : "single-node"
  cluster_version    = var.cluster_version
  database_name      = var.database_name
  node_type          = var.node_type
  number_of_nodes    = var.number_of_nodes
  tags               = var.tags

  master_username                   = var.master_username
  manage_master_password            = var.manage_master_password ? true : null
  master_password                   = local.password
  master_password_secret_kms_key_id = var.master_password_secret_kms_key_id

  encrypted  = var.encrypted
  kms_key_id = var.kms_key_arn

  port                      = var.port
  publicly_accessible       = var.publicly_accessible
  enhanced_vpc_routing      = var.enhanced_vpc_routing
  elastic_ip                = var.elastic_ip
  cluster_subnet_group_name = var.create && var.create_subnet_group ? aws_redshift_subnet_group.this[0].name : var.subnet_group_name
  vpc_security_group_ids    = var.vpc_security_group_ids

  multi_az                             = var.multi_az
  availability_zone_relocation_enabled = var.availability_zone_relocation_enabled
  allow_version_upgrade                = var.allow_version_upgrade
  automated_snapshot_retention_period  = var.automated_snapshot_retention_period
  manual_snapshot_retention_period     = var.manual_snapshot_retention_period
  skip_final_snapshot                  = var.skip_final_snapshot
  final_snapshot_identifier            = var.skip_final_snapshot ? null : var.final_snapshot_identifier
  snapshot_identifier                  = var.snapshot_identifier
  cluster_parameter_group_name         = var.create && var.create_parameter_group ? aws_redshift_parameter_group.this[0].id : var.parameter_group_name

  dynamic "logging" {
    for_each = length(var.logging) > 0 ? [var.logging] : []

    content {
      enable               = try(logging.value.enable, null)
      bucket_name          = try(logging.value.bucket_name, null)
      log_destination_type = try(logging.value.log_destination_type, null)
      log_exports          = try(logging.value.log_exports, null)
      s3_key_prefix        = try(logging.value.s3_key_prefix, null)
    }
  }
}

resource "aws_redshift_parameter_group" "this" {
  count = var.create && var.create_parameter_group ? 1 : 0

  name   = coalesce(var.parameter_group_name, replace(var.cluster_identifier, ".", "-"))
  family = var.parameter_group_family

  dynamic "parameter" {
    for_each = var.parameter_group_parameters

    content {
      name  = parameter.value.name
      value = parameter.value.value
    }
  }
}

resource "aws_redshift_subnet_group" "this" {
  count = var.create && var.create_subnet_group ? 1 : 0

  name       = coalesce(var.subnet_group_name, var.cluster_identifier)
  subnet_ids = var.subnet_ids
}

resource "aws_cloudwatch_log_group" "this" {
  for_each = var.create && var.create_cloudwatch_log_group ? toset(try(var.logging.log_exports, [])) : toset([])

  name              = "/aws/redshift/cluster/${var.cluster_identifier}/${each.value}"
  retention_in_days = var.cloudwatch_log_group_retention_in_days
  kms_key_id        = var.cloudwatch_log_group_kms_key_id
  skip_destroy      = var.cloudwatch_log_group_skip_destroy
}

resource "aws_secretsmanager_secret_rotation" "this" {
  count = var.create && var.manage_master_password && var.manage_master_password_rotation ? 1 : 0

  secret_id          = aws_redshift_cluster.this[0].master_password_secret_arn
  rotate_immediately = var.master_password_rotate_immediately

  rotation_rules {
    automatically_after_days = var.master_password_rotation_automatically_after_days
    duration                 = var.master_password_rotation_duration
    schedule_expression      = var.master_password_rotation_schedule_expression
  }
}

resource "aws_iam_role" "scheduled_action" {
  count = var.create && var.create_scheduled_action_iam_role ? 1 : 0

  name        = var.iam_role_use_name_prefix ? null : local.scheduler_name
  name_prefix = var.iam_role_use_name_prefix ? "${local.scheduler_name}-" : null

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "scheduler.redshift.amazonaws.com" }
    }]
  })
}
