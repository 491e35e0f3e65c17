resource "aws_ecr_repository" "this" {
  count = var.create_ecr_repo ? 1 : 0

  name                 = var.ecr_repo
  force_delete         = var.ecr_force_delete
  image_tag_mutability = var.image_tag_mutability
  tags                 = var.ecr_repo_tags

  image_scanning_configuration {
    scan_on_push = var.scan_on_push
  }
}

resource "aws_ecr_lifecycle_policy" "this" {
  count = var.ecr_repo_lifecycle_policy != null ? 1 : 0

  repository = var.create_ecr_repo ? aws_ecr_repository.this[0].id : var.ecr_repo
  policy     = var.ecr_repo_lifecycle_policy
}
