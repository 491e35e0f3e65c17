terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0, < 6.0"
    }
  }
}

variable "region" {
  type        = string
  default     = "eu-central-1"
  description = "AWS region"
}

variable "account_map" {
  type    = map(string)
  default = { prod = "111122223333", dev = "444455556666" }
}

provider "aws" {
  region = var.region

  dynamic "assume_role" {
    for_each = var.enabled ? ["role"] : []
    content {
      role_arn = format("arn:aws:iam::%s:role/terraform", lookup(var.account_map, coalesce(var.stage, "dev"), "444455556666"))
    }
  }
}

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
