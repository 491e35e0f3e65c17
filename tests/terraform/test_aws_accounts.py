"""Which resources a setting of an account reaches, by provider and account number."""

from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.symbolic.equality import is_same
from iaclint.symbolic.truth import Truth
from tests.terraform.support import configuration, resources

FRAME = """
variable "account" {}
variable "role" {}
variable "is_test" {}

terraform {
  required_providers {
    aws = { configuration_aliases = [aws.callers] }
  }
}

provider "aws" {
  alias  = "west"
  region = "us-west-2"
}

provider "aws" {
  alias               = "allowed"
  allowed_account_ids = ["111122223333"]
}

provider "aws" {
  alias   = "clinic"
  profile = "clinic"
}

provider "aws" {
  alias = "chained"
  assume_role {
    role_arn = "arn:aws:iam::444455556666:role/first"
  }
  assume_role {
    role_arn = "arn:aws:iam::111122223333:role/last"
  }
}

provider "aws" {
  alias = "either"
  assume_role {
    role_arn = var.is_test ? "arn:aws:iam::444455556666:role/r" : "arn:aws:iam::111122223333:role/r"
  }
}

provider "aws" {
  alias    = "regions"
  for_each = toset(["us-west-1", "us-west-2"])
  region   = each.value
}

provider "aws" {
  alias    = "accounts"
  for_each = toset(["one", "two"])
  profile  = each.value
}

data "aws_caller_identity" "current" {}

data "aws_caller_identity" "clinic" {
  provider = aws.clinic
}

resource "aws_s3_bucket" "media" {
  BUCKET
}

resource "aws_s3_account_public_access_block" "all" {
  BLOCK
}
"""


@pytest.mark.parametrize(
    ("bucket", "block", "expected"),
    [
        ("", "", Truth.TRUE),
        ("", "account_id = null", Truth.TRUE),
        ("", "account_id = data.aws_caller_identity.current.account_id", Truth.TRUE),
        ("", "account_id = data.aws_caller_identity.current.id", Truth.TRUE),
        ("", "account_id = data.aws_caller_identity.clinic.account_id", Truth.UNKNOWN),
        ("", 'account_id = "444455556666"', Truth.UNKNOWN),
        ("", "account_id = var.account", Truth.UNKNOWN),
        ("", 'account_id = var.is_test ? "444455556666" : null', Truth.UNKNOWN),
        ("", "provider = aws.west", Truth.TRUE),
        ("provider = aws.west", "", Truth.TRUE),
        ("", "provider = aws.clinic", Truth.UNKNOWN),
        ("", "provider = aws.callers", Truth.UNKNOWN),
        ("provider = aws.callers", "provider = aws.callers", Truth.TRUE),
        ("provider = aws.allowed", 'account_id = "444455556666"', Truth.FALSE),
        ("provider = aws.allowed", 'account_id = "111122223333"', Truth.TRUE),
        ("provider = aws.allowed", "provider = aws.chained", Truth.TRUE),
        ("provider = aws.allowed", "provider = aws.either", Truth.UNKNOWN),
        ('provider = aws.regions["us-west-1"]', "", Truth.TRUE),
        ('provider = aws.accounts["one"]', "", Truth.UNKNOWN),
        ('provider = aws.accounts["one"]', 'provider = aws.accounts["two"]', Truth.UNKNOWN),
    ],
)
def test_same_account(tmp_path: Path, bucket: str, block: str, expected: Truth) -> None:
    text = FRAME.replace("BUCKET", bucket).replace("BLOCK", block)
    found = [
        r.placement().account
        for r in resources(configuration(tmp_path, {"main.tf": text})).values()
    ]
    assert is_same(*found) is expected


def test_account_that_a_caller_reads(tmp_path: Path) -> None:
    files = {
        "main.tf": 'data "aws_caller_identity" "me" {}\n'
        'resource "aws_s3_bucket" "media" {}\n'
        'module "block" {\n  source = "./m"\n'
        "  account = data.aws_caller_identity.me.account_id\n}\n",
        "m/main.tf": 'variable "account" {}\n'
        'resource "aws_s3_account_public_access_block" "all" {\n  account_id = var.account\n}\n',
    }
    found = [r.placement().account for r in resources(configuration(tmp_path, files)).values()]
    assert is_same(*found) is Truth.TRUE
