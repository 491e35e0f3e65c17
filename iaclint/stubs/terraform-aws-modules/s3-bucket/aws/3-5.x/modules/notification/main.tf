data "iaclint_unknown" "policy" {}

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
resource "aws_sns_topic_policy" "allow" {
  for_each = { for key, each in var.sns_notifications : key => each if var.create_sns_policy }

  arn    = each.value.topic_arn
  policy = data.iaclint_unknown.policy.topic
}

resource "aws_sqs_queue_policy" "allow" {
  for_each = { for key, each in var.sqs_notifications : key => each if var.create_sqs_policy }

  queue_url = try(each.value.queue_id, data.iaclint_unknown.policy.queue_url)
  policy    = data.iaclint_unknown.policy.queue
}
