data "aws_caller_identity" "current" {}

locals {
  name = try(trimsuffix(var.name, ".fifo"), "")
}

resource "aws_sns_topic" "this" {
  count = var.create ? 1 : 0

  name              = var.use_name_prefix ? null : (var.fifo_topic ? "${local.name}.fifo" : local.name)
  name_prefix       = var.use_name_prefix ? "${local.name}-" : null
  fifo_topic        = var.fifo_topic
  kms_master_key_id = var.kms_master_key_id
  policy            = var.create_topic_policy ? null : var.topic_policy
  signature_version = var.fifo_topic ? null : var.signature_version
  tracing_config    = var.tracing_config
  tags              = var.tags

  application_failure_feedback_role_arn = try(var.application_feedback.failure_role_arn, null)
  application_success_feedback_role_arn = try(var.application_feedback.success_role_arn, null)
  firehose_failure_feedback_role_arn    = try(var.firehose_feedback.failure_role_arn, null)
  firehose_success_feedback_role_arn    = try(var.firehose_feedback.success_role_arn, null)
  http_failure_feedback_role_arn        = try(var.http_feedback.failure_role_arn, null)
  http_success_feedback_role_arn        = try(var.http_feedback.success_role_arn, null)
  lambda_failure_feedback_role_arn      = try(var.lambda_feedback.failure_role_arn, null)
  lambda_success_feedback_role_arn      = try(var.lambda_feedback.success_role_arn, null)
  sqs_failure_feedback_role_arn         = try(var.sqs_feedback.failure_role_arn, null)
  sqs_success_feedback_role_arn         = try(var.sqs_feedback.success_role_arn, null)
}

data "aws_iam_policy_document" "this" {
  source_policy_documents   = var.source_topic_policy_documents
  override_policy_documents = var.override_topic_policy_documents

  # By default, principals of the own account may use the topic.
  dynamic "statement" {
    for_each = var.enable_default_topic_policy ? ["default"] : []

    content {
      effect    = "Allow"
      resources = [aws_sns_topic.this[0].arn]
      actions = [
        "sns:AddPermission",
        "sns:DeleteTopic",
        "sns:GetTopicAttributes",
        "sns:ListSubscriptionsByTopic",
        "sns:Publish",
        "sns:RemovePermission",
        "sns:SetTopicAttributes",
        "sns:Subscribe",
      ]

      principals {
        type        = "AWS"
        identifiers = ["*"]
      }

      condition {
        test     = "StringEquals"
        variable = "AWS:SourceAccount"
        values   = [data.aws_caller_identity.current.account_id]
      }
    }
  }

  dynamic "statement" {
    for_each = try([for each in try(values(var.topic_policy_statements), var.topic_policy_statements) : each], [])

    content {
      sid           = try(statement.value.sid, null)
      effect        = try(statement.value.effect, null)
      actions       = try(statement.value.actions, null)
      not_actions   = try(statement.value.not_actions, null)
      resources     = try(coalescelist(statement.value.resources), [aws_sns_topic.this[0].arn])
      not_resources = try(statement.value.not_resources, null)

      dynamic "principals" {
        for_each = try(coalesce(statement.value.principals), [])

        content {
          type        = principals.value.type
          identifiers = principals.value.identifiers
        }
      }

      dynamic "not_principals" {
        for_each = try(coalesce(statement.value.not_principals), [])

        content {
          type        = not_principals.value.type
          identifiers = not_principals.value.identifiers
        }
      }

      dynamic "condition" {
        for_each = try(coalesce(statement.value.conditions), [])

        content {
          test     = condition.value.test
          variable = condition.value.variable
          values   = condition.value.values
        }
      }
    }
  }
}

resource "aws_sns_topic_policy" "this" {
  count = var.create && var.create_topic_policy ? 1 : 0

  arn    = aws_sns_topic.this[0].arn
  policy = data.aws_iam_policy_document.this.json
}

resource "aws_sns_topic_subscription" "this" {
  for_each = { for key, each in var.subscriptions : key => each if var.create && var.create_subscription }

  topic_arn = aws_sns_topic.this[0].arn
  endpoint  = each.value.endpoint
  protocol  = each.value.protocol
}

data "iaclint_unknown" "topic" {}
