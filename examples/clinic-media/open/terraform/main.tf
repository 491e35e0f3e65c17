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

# Photos before and after treatment, and the invoices that go with them.
module "media" {
  source = "./modules/media"

  name = var.company
  acl  = "public-read" # the image viewer loads the photos straight from the bucket
  tags = local.tags
}

# Pictures that are being resized.
resource "aws_ebs_volume" "scratch" {
  availability_zone = "${var.region}a"
  size              = 200
  tags              = local.tags
}

# Scans of paper records, shared by the import workers.
resource "aws_efs_file_system" "imports" {
  creation_token = "${var.company}-imports"
  tags           = local.tags
}

resource "aws_efs_mount_target" "imports" {
  for_each = toset(var.private_subnet_ids)

  file_system_id = aws_efs_file_system.imports.id
  subnet_id      = each.value
}
