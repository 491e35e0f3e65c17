resource "aws_sns_topic" "this" {
  count = var.create_sns_topic ? 1 : 0

  name              = var.name
  name_prefix       = var.name_prefix
  fifo_topic        = var.fifo_topic
  kms_master_key_id = var.kms_master_key_id
  policy            = var.policy
  tags              = var.tags

  application_failure_feedback_role_arn = var.application_failure_feedback_role_arn
  application_success_feedback_role_arn = var.application_success_feedback_role_arn
  firehose_failure_feedback_role_arn    = var.firehose_failure_feedback_role_arn
  firehose_success_feedback_role_arn    = var.firehose_success_feedback_role_arn
  http_failure_feedback_role_arn        = var.http_failure_feedback_role_arn
  http_success_feedback_role_arn        = var.http_success_feedback_role_arn
  lambda_failure_feedback_role_arn      = var.lambda_failure_feedback_role_arn
  lambda_success_feedback_role_arn      = var.lambda_success_feedback_role_arn
  sqs_failure_feedback_role_arn         = var.sqs_failure_feedback_role_arn
  sqs_success_feedback_role_arn         = var.sqs_success_feedback_role_arn
}
