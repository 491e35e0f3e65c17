data "iaclint_unknown" "role" {}

locals {
  has_vpc     = var.create_vpc && var.putin_khuylo
  vpc_id      = one(aws_vpc.this[*].id)
  has_flow    = var.create_vpc && var.enable_flow_log
  has_group   = local.has_flow && var.flow_log_destination_type != "s3" && var.create_flow_log_cloudwatch_log_group
  suffix      = var.flow_log_cloudwatch_log_group_name_suffix == "" ? local.vpc_id : var.flow_log_cloudwatch_log_group_name_suffix
  destination = local.has_group ? one(aws_cloudwatch_log_group.flow_log[*].arn) : var.flow_log_destination_arn
}

resource "aws_vpc" "this" {
  count = local.has_vpc ? 1 : 0

  cidr_block = var.cidr
  tags       = var.tags
}

resource "aws_flow_log" "this" {
  count = local.has_flow ? 1 : 0

  vpc_id               = local.vpc_id
  traffic_type         = var.flow_log_traffic_type
  log_destination_type = var.flow_log_destination_type
  log_destination      = local.destination
  iam_role_arn         = data.iaclint_unknown.role.arn
  tags                 = merge(var.tags, var.vpc_flow_log_tags)
}

resource "aws_cloudwatch_log_group" "flow_log" {
  count = local.has_group ? 1 : 0

  name              = "${var.flow_log_cloudwatch_log_group_name_prefix}${local.suffix}"
  retention_in_days = var.flow_log_cloudwatch_log_group_retention_in_days
  kms_key_id        = var.flow_log_cloudwatch_log_group_kms_key_id
  log_group_class   = var.flow_log_cloudwatch_log_group_class
  skip_destroy      = var.flow_log_cloudwatch_log_group_skip_destroy
  tags              = merge(var.tags, var.vpc_flow_log_tags)
}
