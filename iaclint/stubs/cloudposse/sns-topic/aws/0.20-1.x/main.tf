locals {
  has_queue  = module.this.enabled && var.sqs_dlq_enabled
  has_policy = module.this.enabled && length(var.allowed_aws_services_for_sns_published) > 0 || length(var.allowed_iam_arns_for_sns_publish) > 0
}

resource "aws_sns_topic" "this" {
  count = module.this.enabled ? 1 : 0

  name              = var.fifo_topic ? "${module.this.id}.fifo" : module.this.id
  kms_master_key_id = var.encryption_enabled ? var.kms_master_key_id : ""
  delivery_policy   = var.delivery_policy
  fifo_topic        = var.fifo_topic
  tags              = module.this.tags

  application_failure_feedback_role_arn = try(var.delivery_status.application.failure_role_arn, null)
  application_success_feedback_role_arn = try(var.delivery_status.application.success_role_arn, null)
  firehose_failure_feedback_role_arn    = try(var.delivery_status.firehose.failure_role_arn, null)
  firehose_success_feedback_role_arn    = try(var.delivery_status.firehose.success_role_arn, null)
  http_failure_feedback_role_arn        = try(var.delivery_status.http.failure_role_arn, null)
  http_success_feedback_role_arn        = try(var.delivery_status.http.success_role_arn, null)
  lambda_failure_feedback_role_arn      = try(var.delivery_status.lambda.failure_role_arn, null)
  lambda_success_feedback_role_arn      = try(var.delivery_status.lambda.success_role_arn, null)
  sqs_failure_feedback_role_arn         = try(var.delivery_status.sqs.failure_role_arn, null)
  sqs_success_feedback_role_arn         = try(var.delivery_status.sqs.success_role_arn, null)
}

resource "aws_sns_topic_subscription" "this" {
  for_each = module.this.enabled ? var.subscribers : {}

  topic_arn      = join("", aws_sns_topic.this[*].arn)
  protocol       = each.value.protocol
  endpoint       = each.value.endpoint
  redrive_policy = var.sqs_dlq_enabled ? coalesce(var.redrive_policy, jsonencode({ deadLetterTargetArn = join("", aws_sqs_queue.dead_letter_queue[*].arn) })) : null
}

resource "aws_sns_topic_policy" "this" {
  count = local.has_policy ? 1 : 0

  arn    = join("", aws_sns_topic.this[*].arn)
  policy = length(var.sns_topic_policy_json) > 0 ? var.sns_topic_policy_json : data.aws_iam_policy_document.publish.json
}

data "aws_iam_policy_document" "publish" {
  statement {
    actions   = ["sns:Publish"]
    resources = aws_sns_topic.this[*].arn

    dynamic "principals" {
      for_each = length(var.allowed_aws_services_for_sns_published) > 0 ? ["services"] : []

      content {
        type        = "Service"
        identifiers = var.allowed_aws_services_for_sns_published
      }
    }

    dynamic "principals" {
      for_each = length(var.allowed_iam_arns_for_sns_publish) > 0 ? ["principals"] : []

      content {
        type        = "AWS"
        identifiers = var.allowed_iam_arns_for_sns_publish
      }
    }
  }
}

resource "aws_sqs_queue" "dead_letter_queue" {
  count = local.has_queue ? 1 : 0

  name                      = var.fifo_queue_enabled ? "${module.this.id}.fifo" : module.this.id
  fifo_queue                = var.fifo_queue_enabled
  message_retention_seconds = var.sqs_dlq_message_retention_seconds
  kms_master_key_id         = var.sqs_queue_kms_master_key_id
  tags                      = module.this.tags
}

resource "aws_sqs_queue_policy" "default" {
  count = local.has_queue ? 1 : 0

  queue_url = join("", aws_sqs_queue.dead_letter_queue[*].id)
  policy    = data.aws_iam_policy_document.dead_letters.json
}

data "aws_iam_policy_document" "dead_letters" {
  statement {
    actions   = ["SQS:SendMessage"]
    resources = [join("", aws_sqs_queue.dead_letter_queue[*].arn)]

    principals {
      type        = "AWS"
      identifiers = ["*"]
    }

    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = aws_sns_topic.this[*].arn
    }
  }
}
