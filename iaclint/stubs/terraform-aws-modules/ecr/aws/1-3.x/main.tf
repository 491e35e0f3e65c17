data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "iaclint_unknown" "policy" {}

locals {
  is_private = var.create && var.create_repository && var.repository_type == "private"
  is_public  = var.create && var.create_repository && var.repository_type == "public"
  account    = "arn:${data.aws_partition.current.partition}:iam::${data.aws_caller_identity.current.account_id}:root"
}

data "aws_iam_policy_document" "private" {
  statement {
    actions = [
      "ecr:BatchCheckLayerAvailability",
      "ecr:BatchGetImage",
      "ecr:DescribeImageScanFindings",
      "ecr:DescribeImages",
      "ecr:DescribeRepositories",
      "ecr:GetAuthorizationToken",
      "ecr:GetDownloadUrlForLayer",
      "ecr:GetLifecyclePolicy",
      "ecr:GetLifecyclePolicyPreview",
      "ecr:GetRepositoryPolicy",
      "ecr:ListImages",
      "ecr:ListTagsForResource",
    ]

    principals {
      type = "AWS"
      identifiers = coalescelist(
        concat(var.repository_read_access_arns, var.repository_read_write_access_arns),
        [local.account],
      )
    }
  }

  dynamic "statement" {
    for_each = length(var.repository_lambda_read_access_arns) > 0 ? ["lambda"] : []

    content {
      actions = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]

      principals {
        type        = "Service"
        identifiers = ["lambda.amazonaws.com"]
      }

      condition {
        test     = "StringLike"
        variable = "aws:sourceArn"
        values   = var.repository_lambda_read_access_arns
      }
    }
  }

  dynamic "statement" {
    for_each = length(var.repository_read_write_access_arns) > 0 ? ["write"] : []

    content {
      actions = ["ecr:CompleteLayerUpload", "ecr:InitiateLayerUpload", "ecr:PutImage", "ecr:UploadLayerPart"]

      principals {
        type        = "AWS"
        identifiers = var.repository_read_write_access_arns
      }
    }
  }

  dynamic "statement" {
    for_each = try([for each in try(values(var.repository_policy_statements), var.repository_policy_statements) : each], [])

    content {
      sid           = try(statement.value.sid, null)
      effect        = try(statement.value.effect, null)
      actions       = try(statement.value.actions, null)
      not_actions   = try(statement.value.not_actions, null)
      resources     = try(statement.value.resources, null)
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

resource "aws_ecr_repository" "this" {
  count = local.is_private ? 1 : 0

  name                 = var.repository_name
  image_tag_mutability = var.repository_image_tag_mutability
  force_delete         = var.repository_force_delete
  tags                 = var.tags

  encryption_configuration {
    encryption_type = var.repository_encryption_type
    kms_key         = var.repository_kms_key
  }

  image_scanning_configuration {
    scan_on_push = var.repository_image_scan_on_push
  }

  dynamic "image_tag_mutability_exclusion_filter" {
    for_each = try(coalesce(var.repository_image_tag_mutability_exclusion_filter), [])

    content {
      filter      = image_tag_mutability_exclusion_filter.value.filter
      filter_type = image_tag_mutability_exclusion_filter.value.filter_type
    }
  }
}

resource "aws_ecr_repository_policy" "this" {
  count = local.is_private && var.attach_repository_policy ? 1 : 0

  repository = aws_ecr_repository.this[0].name
  policy     = var.create_repository_policy ? data.aws_iam_policy_document.private.json : var.repository_policy
}

resource "aws_ecr_lifecycle_policy" "this" {
  count = local.is_private && var.create_lifecycle_policy ? 1 : 0

  repository = aws_ecr_repository.this[0].name
  policy     = var.repository_lifecycle_policy
}

resource "aws_ecrpublic_repository" "this" {
  count = local.is_public ? 1 : 0

  repository_name = var.repository_name
  tags            = var.tags
}

resource "aws_ecrpublic_repository_policy" "example" {
  count = local.is_public ? 1 : 0

  repository_name = aws_ecrpublic_repository.this[0].repository_name
  policy          = data.iaclint_unknown.policy.public
}

resource "aws_ecr_registry_policy" "this" {
  count = var.create && var.create_registry_policy ? 1 : 0

  policy = var.registry_policy
}

resource "aws_ecr_registry_scanning_configuration" "this" {
  count = var.create && var.manage_registry_scanning_configuration ? 1 : 0

  scan_type = var.registry_scan_type

  dynamic "rule" {
    for_each = try(coalesce(var.registry_scan_rules), [])

    content {
      scan_frequency = rule.value.scan_frequency

      dynamic "repository_filter" {
        # A list since version 2. A single filter is of version 1, and an error later.
        for_each = try([for each in rule.value.filter : each], data.iaclint_unknown.policy.scan_filters)

        content {
          filter      = try(repository_filter.value.filter, null)
          filter_type = try(coalesce(repository_filter.value.filter_type), "WILDCARD")
        }
      }
    }
  }
}
