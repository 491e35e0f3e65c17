data "aws_caller_identity" "current" {}

locals {
  has_queue = var.create && var.enable_spot_termination
}

resource "aws_sqs_queue" "this" {
  count = local.has_queue ? 1 : 0

  name                      = coalesce(var.queue_name, "Karpenter-${var.cluster_name}")
  message_retention_seconds = 300
  sqs_managed_sse_enabled   = var.queue_managed_sse_enabled
  kms_master_key_id         = var.queue_kms_master_key_id
  tags                      = var.tags
}

data "aws_iam_policy_document" "queue" {
  statement {
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.this[0].arn]

    principals {
      type        = "Service"
      identifiers = ["events.amazonaws.com", "sqs.amazonaws.com"]
    }
  }
}

resource "aws_sqs_queue_policy" "this" {
  count = local.has_queue ? 1 : 0

  queue_url = aws_sqs_queue.this[0].url
  policy    = data.aws_iam_policy_document.queue.json
}
