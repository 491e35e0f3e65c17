terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
  }
}

provider "aws" {
  region = var.region
}

locals {
  tags = {
    Company = var.company
    Service = "patient-media"
  }
}

resource "aws_kms_key" "patients" {
  description         = "Encrypts patient data"
  enable_key_rotation = true
  tags                = local.tags
}

# No bucket in this account is meant to be public.
resource "aws_s3_account_public_access_block" "this" {
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

# Access logs of the other buckets. Log delivery does not support buckets encrypted with a KMS key.
module "logs" {
  source = "./modules/bucket"

  name = "access-logs-5f21c8e07d94"
  tags = local.tags
}

resource "aws_s3_bucket_policy" "logs" {
  bucket = module.logs.bucket
  policy = data.aws_iam_policy_document.logs.json
}

data "aws_caller_identity" "current" {}

data "aws_iam_policy_document" "logs" {
  source_policy_documents = [module.logs.policy]

  statement {
    sid       = "AllowAccessLogs"
    actions   = ["s3:PutObject"]
    resources = ["${module.logs.arn}/*"]

    principals {
      type        = "Service"
      identifiers = ["logging.s3.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }
}

# Photos before and after treatment, and the invoices that go with them. The image viewer
# requests a presigned URL for each of them from the application.
module "media" {
  source = "./modules/bucket"

  name          = "patient-media-b83d60a91f2c"
  sse_algorithm = "aws:kms"
  kms_key_arn   = aws_kms_key.patients.arn
  tags          = local.tags
}

resource "aws_s3_bucket_logging" "media" {
  bucket        = module.media.bucket
  target_bucket = module.logs.bucket
  target_prefix = "patient-media/"
}

resource "aws_s3_bucket_policy" "media" {
  bucket = module.media.bucket
  policy = module.media.policy
}

# Pictures that are being resized.
resource "aws_ebs_volume" "scratch" {
  availability_zone = "${var.region}a"
  size              = 200
  encrypted         = true
  kms_key_id        = aws_kms_key.patients.arn
  tags              = local.tags
}

# Scans of paper records, shared by the import workers.
resource "aws_efs_file_system" "imports" {
  creation_token = "${var.company}-imports"
  encrypted      = true
  kms_key_id     = aws_kms_key.patients.arn
  tags           = local.tags
}

resource "aws_efs_mount_target" "imports" {
  for_each = toset(var.private_subnet_ids)

  file_system_id = aws_efs_file_system.imports.id
  subnet_id      = each.value
}
