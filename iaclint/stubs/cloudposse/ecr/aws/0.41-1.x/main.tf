data "iaclint_unknown" "policy" {}

locals {
  names = toset(module.this.enabled ? (length(var.image_names) > 0 ? var.image_names : [var.use_fullname ? module.this.id : module.this.name]) : [])

  has_policy = 0 < (
    length(var.principals_full_access)
    + length(var.principals_readonly_access)
    + length(var.principals_pull_though_access)
    + length(var.principals_push_access)
    + length(var.principals_lambda)
    + length(var.organizations_readonly_access)
    + length(var.organizations_full_access)
    + length(var.organizations_push_access)
  )
}

resource "aws_ecr_repository" "name" {
  for_each = local.names

  name                 = each.value
  image_tag_mutability = var.image_tag_mutability
  force_delete         = var.force_delete
  tags                 = module.this.tags

  image_scanning_configuration {
    scan_on_push = var.scan_images_on_push
  }

  dynamic "encryption_configuration" {
    for_each = var.encryption_configuration == null ? [] : [var.encryption_configuration]

    content {
      encryption_type = encryption_configuration.value.encryption_type
      kms_key         = encryption_configuration.value.kms_key
    }
  }

  dynamic "image_tag_mutability_exclusion_filter" {
    for_each = var.image_tag_mutability_exclusion_filter

    content {
      filter      = image_tag_mutability_exclusion_filter.value.filter
      filter_type = image_tag_mutability_exclusion_filter.value.filter_type
    }
  }
}

resource "aws_ecr_lifecycle_policy" "name" {
  for_each = var.enable_lifecycle_policy ? local.names : toset([])

  repository = aws_ecr_repository.name[each.value].name
  policy     = jsonencode({ rules = [data.iaclint_unknown.policy.rule] })
}

resource "aws_ecr_repository_policy" "name" {
  for_each = local.has_policy ? local.names : toset([])

  repository = aws_ecr_repository.name[each.value].name
  policy     = data.iaclint_unknown.policy.json
}
