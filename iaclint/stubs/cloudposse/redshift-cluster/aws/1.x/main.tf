resource "aws_redshift_subnet_group" "default" {
  count = module.this.enabled ? 1 : 0

  name       = module.this.id
  subnet_ids = var.subnet_ids
}

resource "aws_redshift_cluster" "default" {
  count = module.this.enabled ? 1 : 0

  cluster_identifier = var.cluster_identifier == "" ? module.this.id : var.cluster_identifier
  database_name      = var.database_name
  master_username    = var.admin_user
  master_password    = var.admin_password
  node_type          = var.node_type
  cluster_type       = var.cluster_type
  number_of_nodes    = var.number_of_nodes
  tags               = module.this.tags

  port                      = var.port
  vpc_security_group_ids    = var.vpc_security_group_ids
  cluster_subnet_group_name = join("", aws_redshift_subnet_group.default[*].id)
  publicly_accessible       = var.publicly_accessible
  enhanced_vpc_routing      = var.enhanced_vpc_routing
  elastic_ip                = var.elastic_ip

  encrypted                           = var.encrypted
  kms_key_id                          = var.kms_key_arn
  cluster_parameter_group_name        = join("", aws_redshift_parameter_group.default[*].id)
  automated_snapshot_retention_period = var.automated_snapshot_retention_period
  skip_final_snapshot                 = var.skip_final_snapshot
  final_snapshot_identifier           = var.final_snapshot_identifier
  snapshot_identifier                 = var.snapshot_identifier
  allow_version_upgrade               = var.allow_version_upgrade

  availability_zone_relocation_enabled = var.availability_zone_relocation_enabled
}

resource "aws_redshift_logging" "this" {
  count = module.this.enabled && var.logging_enabled ? 1 : 0

  cluster_identifier   = one(aws_redshift_cluster.default[*].id)
  log_destination_type = var.logging_destination_type
  log_exports          = var.logging_exports
  bucket_name          = var.logging_bucket_name
  s3_key_prefix        = var.logging_s3_key_prefix
}

resource "aws_redshift_parameter_group" "default" {
  count = module.this.enabled ? 1 : 0

  name   = module.this.id
  family = "redshift-1.0"

  dynamic "parameter" {
    for_each = var.cluster_parameters

    content {
      name  = parameter.value.name
      value = parameter.value.value
    }
  }
}
