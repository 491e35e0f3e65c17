data "aws_partition" "this" {}
data "iaclint_unknown" "queue" {}

locals {
  bucket_arn = coalesce(var.bucket_arn, "arn:${data.aws_partition.this.partition}:s3:::${var.bucket}")
}

resource "aws_s3_bucket_notification" "this" {
  count = var.create ? 1 : 0

  bucket      = var.bucket
  eventbridge = var.eventbridge

  dynamic "lambda_function" {
    for_each = var.lambda_notifications

    content {
      lambda_function_arn = lambda_function.value.function_arn
      events              = lambda_function.value.events
    }
  }

  dynamic "queue" {
    for_each = var.sqs_notifications

    content {
      queue_arn = queue.value.queue_arn
      events    = queue.value.events
    }
  }

  dynamic "topic" {
    for_each = var.sns_notifications

    content {
      topic_arn = topic.value.topic_arn
      events    = topic.value.events
    }
  }
}

# The policies that let the bucket send to the topics and queues.
data "aws_iam_policy_document" "topic" {
  for_each = var.sns_notifications

  statement {
    actions   = ["sns:Publish"]
    resources = [each.value.topic_arn]

    principals {
      type        = "Service"
      identifiers = ["s3.amazonaws.com"]
    }

    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = [local.bucket_arn]
    }
  }
}

data "aws_iam_policy_document" "queue" {
  for_each = var.sqs_notifications

  statement {
    actions   = ["sqs:SendMessage"]
    resources = [each.value.queue_arn]

    principals {
      type        = "Service"
      identifiers = ["s3.amazonaws.com"]
    }

    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = [local.bucket_arn]
    }
  }
}

resource "aws_sns_topic_policy" "allow" {
  for_each = { for key, each in var.sns_notifications : key => each if var.create_sns_policy }

  arn    = each.value.topic_arn
  policy = data.aws_iam_policy_document.topic[each.key].json
}

resource "aws_sqs_queue_policy" "allow" {
  for_each = { for key, each in var.sqs_notifications : key => each if var.create_sqs_policy }

  queue_url = try(each.value.queue_id, data.iaclint_unknown.queue.url)
  policy    = data.aws_iam_policy_document.queue[each.key].json
}
