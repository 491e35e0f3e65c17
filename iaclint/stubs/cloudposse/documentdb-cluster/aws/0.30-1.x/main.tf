data "iaclint_unknown" "network" {}

locals {
  has_own_password = module.this.enabled && var.master_password == null && var.manage_master_user_password == null
  password         = local.has_own_password ? one(random_password.password[*].result) : var.master_password
}

resource "random_password" "password" {
  count = local.has_own_password ? 1 : 0

  length  = 16
  special = false
}

resource "aws_docdb_cluster" "default" {
  count = module.this.enabled ? 1 : 0

  cluster_identifier          = module.this.id
  engine                      = var.engine
  engine_version              = var.engine_version
  master_username             = var.master_username
  master_password             = var.manage_master_user_password != null ? null : local.password
  manage_master_user_password = var.manage_master_user_password
  tags                        = module.this.tags

  port                   = var.db_port
  vpc_security_group_ids = concat([join("", aws_security_group.default[*].id)], var.external_security_group_id_list)
  db_subnet_group_name   = data.iaclint_unknown.network.subnet_group

  storage_encrypted         = var.storage_encrypted
  kms_key_id                = var.kms_key_id
  backup_retention_period   = var.retention_period
  preferred_backup_window   = var.preferred_backup_window
  skip_final_snapshot       = var.skip_final_snapshot
  final_snapshot_identifier = lower(module.this.id)
  snapshot_identifier       = var.snapshot_identifier
  deletion_protection       = var.deletion_protection

  db_cluster_parameter_group_name = join("", aws_docdb_cluster_parameter_group.default[*].name)
  enabled_cloudwatch_logs_exports = var.enabled_cloudwatch_logs_exports
}

resource "aws_docdb_cluster_parameter_group" "default" {
  count = module.this.enabled ? 1 : 0

  name   = module.this.id
  family = var.cluster_family

  dynamic "parameter" {
    for_each = var.cluster_parameters

    content {
      name  = parameter.value.name
      value = parameter.value.value
    }
  }
}

resource "aws_security_group" "default" {
  count = module.this.enabled ? 1 : 0

  name   = module.this.id
  vpc_id = var.vpc_id
}

resource "aws_security_group_rule" "allow_ingress_from_self" {
  count = module.this.enabled && var.allow_ingress_from_self ? 1 : 0

  type              = "ingress"
  from_port         = var.db_port
  to_port           = var.db_port
  protocol          = "tcp"
  security_group_id = join("", aws_security_group.default[*].id)
  self              = true
}

resource "aws_security_group_rule" "ingress_security_groups" {
  count = module.this.enabled ? length(var.allowed_security_groups) : 0

  type                     = "ingress"
  from_port                = var.db_port
  to_port                  = var.db_port
  protocol                 = "tcp"
  source_security_group_id = element(var.allowed_security_groups, count.index)
  security_group_id        = join("", aws_security_group.default[*].id)
}

resource "aws_security_group_rule" "ingress_cidr_blocks" {
  count = module.this.enabled && length(var.allowed_cidr_blocks) > 0 ? 1 : 0

  type              = "ingress"
  from_port         = var.db_port
  to_port           = var.db_port
  protocol          = "tcp"
  cidr_blocks       = var.allowed_cidr_blocks
  security_group_id = join("", aws_security_group.default[*].id)
}
