# Work for __name__ waits here; what fails __number__ times goes aside.

resource "aws_sqs_queue" "__name__" {
  name                       = "${module.this.id}-__name__"
  visibility_timeout_seconds = 60
  message_retention_seconds  = 14 * 24 * 3600

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.__name___failed.arn
    maxReceiveCount     = __number__
  })

  tags = module.this.tags
}

resource "aws_sqs_queue" "__name___failed" {
  name = "${module.this.id}-__name__-failed"
  tags = module.this.tags
}

data "aws_iam_policy_document" "__name__" {
  statement {
    sid       = "Send"
    actions   = ["sqs:SendMessage", "sqs:GetQueueUrl"]
    resources = [aws_sqs_queue.__name__.arn]

    principals {
      type        = "Service"
      identifiers = ["events.amazonaws.com", "sns.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }

  dynamic "statement" {
    for_each = var.account_map
    content {
      sid       = "Receive${title(statement.key)}"
      actions   = ["sqs:ReceiveMessage", "sqs:DeleteMessage"]
      resources = [aws_sqs_queue.__name__.arn]

      principals {
        type        = "AWS"
        identifiers = ["arn:aws:iam::${statement.value}:root"]
      }
    }
  }
}

resource "aws_sqs_queue_policy" "__name__" {
  queue_url = aws_sqs_queue.__name__.id
  policy    = data.aws_iam_policy_document.__name__.json
}
