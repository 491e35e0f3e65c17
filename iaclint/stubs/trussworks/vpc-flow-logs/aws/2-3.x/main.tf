data "iaclint_unknown" "role" {}

resource "aws_cloudwatch_log_group" "main" {
  name              = "vpc-flow-logs-${var.vpc_name}"
  retention_in_days = var.logs_retention
  tags              = var.tags
}

resource "aws_flow_log" "main" {
  log_destination = aws_cloudwatch_log_group.main.arn
  iam_role_arn    = data.iaclint_unknown.role.arn
  vpc_id          = var.vpc_id
  traffic_type    = "ALL"
}
