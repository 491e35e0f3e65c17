data "iaclint_unknown" "package" {}

locals {
  create      = var.create && var.putin_khuylo
  has_package = local.create && var.store_on_s3 && var.create_package
  log_group   = coalesce(var.logging_log_group, "/aws/lambda/${var.lambda_at_edge ? "us-east-1." : ""}${var.function_name}")
}

resource "aws_cloudwatch_log_group" "lambda" {
  count = local.create && var.create_function && !var.create_layer && !var.use_existing_cloudwatch_log_group ? 1 : 0

  name              = local.log_group
  retention_in_days = var.cloudwatch_logs_retention_in_days
  kms_key_id        = var.cloudwatch_logs_kms_key_id
  log_group_class   = var.cloudwatch_logs_log_group_class
  tags              = merge(var.tags, var.cloudwatch_logs_tags)
}

resource "aws_s3_object" "lambda_package" {
  count = local.has_package ? 1 : 0

  bucket                 = var.s3_bucket
  acl                    = var.s3_acl
  key                    = data.iaclint_unknown.package.key
  source                 = data.iaclint_unknown.package.filename
  server_side_encryption = var.s3_server_side_encryption
  kms_key_id             = var.s3_kms_key_id
}
