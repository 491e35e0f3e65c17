resource "aws_sqs_queue" "this" {
  count = var.create ? 1 : 0

  name                      = var.name
  name_prefix               = var.name_prefix
  fifo_queue                = var.fifo_queue
  message_retention_seconds = var.message_retention_seconds
  kms_master_key_id         = var.sqs_managed_sse_enabled ? null : var.kms_master_key_id
  sqs_managed_sse_enabled   = var.sqs_managed_sse_enabled ? true : null
  policy                    = var.policy
  redrive_policy            = var.redrive_policy
  redrive_allow_policy      = var.redrive_allow_policy
  tags                      = var.tags
}
