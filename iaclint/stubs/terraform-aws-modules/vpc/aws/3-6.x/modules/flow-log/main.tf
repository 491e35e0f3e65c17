data "iaclint_unknown" "role" {}

locals {
  has_group = var.create && var.create_cloudwatch_log_group && var.log_destination_type == "cloud-watch-logs"
  source = coalesce(
    try("eni/${var.eni_id}", null),
    try("subnet/${var.subnet_id}", null),
    try("tgw-attachment/${var.transit_gateway_attachment_id}", null),
    try("tgw/${var.transit_gateway_id}", null),
    try("vpc/${var.vpc_id}", null),
    "unknown",
  )
  group = coalesce(var.cloudwatch_log_group_name, "/aws/flow-log/${coalesce(var.name, local.source)}")
}

resource "aws_flow_log" "this" {
  count = var.create ? 1 : 0

  eni_id                        = var.eni_id
  subnet_id                     = var.subnet_id
  transit_gateway_attachment_id = var.transit_gateway_attachment_id
  transit_gateway_id            = var.transit_gateway_id
  vpc_id                        = var.vpc_id
  traffic_type                  = var.traffic_type
  log_destination_type          = var.log_destination_type
  log_destination               = local.has_group ? one(aws_cloudwatch_log_group.this[*].arn) : var.log_destination
  iam_role_arn                  = data.iaclint_unknown.role.arn
  tags                          = merge(var.tags, var.flow_log_tags)
}

resource "aws_cloudwatch_log_group" "this" {
  count = local.has_group ? 1 : 0

  name              = var.cloudwatch_log_group_use_name_prefix ? null : local.group
  name_prefix       = var.cloudwatch_log_group_use_name_prefix ? "${local.group}-" : null
  log_group_class   = var.cloudwatch_log_group_class
  retention_in_days = var.cloudwatch_log_group_retention_in_days
  kms_key_id        = var.cloudwatch_log_group_kms_key_id
  tags              = merge(var.tags, var.cloudwatch_log_group_tags)
}
