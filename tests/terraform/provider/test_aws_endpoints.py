"""Which resources a setting of an account reaches, by partition and endpoint."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terraform.support import verdicts

PROVIDERS = """
provider "aws" {
  REGION
}
provider "aws" {
  alias = "o"
  OTHER
}
resource "aws_s3_bucket" "media" {}
resource "aws_s3_bucket_acl" "media" {
  bucket = aws_s3_bucket.media.id
  acl    = "public-read"
}
resource "aws_s3_bucket_ownership_controls" "media" {
  bucket = aws_s3_bucket.media.id
  rule {
    object_ownership = "ObjectWriter"
  }
}
resource "aws_s3_account_public_access_block" "all" {
  PROVIDER
  ignore_public_acls      = true
  restrict_public_buckets = true
}
variable "region" {}
"""
EITHER = 'var.region == "a" ? "eu-west-1" : "eu-central-1"'
S3_CONTROL = 'endpoints { s3control = "http://localhost:4566" }'
S3 = 'endpoints { s3 = "http://localhost:4566" }'
BOTH = 'endpoints {\n s3 = "http://localhost"\n s3control = "http://localhost"\n }'
STS = 'endpoints { sts = "https://sts.eu-west-1.amazonaws.com" }'
DYNAMIC = """dynamic "endpoints" {
    for_each = ["http://localhost"]
    content {
      s3control = endpoints.value
    }
  }"""


@pytest.mark.parametrize(
    ("region", "other", "provider", "expected"),
    [
        ('region = "eu-west-1"', 'region = "us-east-1"', "aws.o", "pass"),
        ('region = "eu-west-1"', 'region = "xx-new-1"', "aws.o", "pass"),
        ('region = "eu-west-1"', 'region = "cn-north-1"', "aws.o", "fail"),
        ('region = "eu-west-1"', 'region = "us-gov-west-1"', "aws.o", "fail"),
        ('region = "us-isob-east-1"', 'region = "us-iso-east-1"', "aws.o", "fail"),
        ('region = "cn-northwest-1"', 'region = "cn-north-1"', "aws.o", "pass"),
        ("region = var.region", 'region = "us-east-1"', "aws.o", "pass"),
        ("region = var.region", 'region = "cn-north-1"', "aws.o", "unknown"),
        ("region = var.region", "region = var.region", "aws.o", "pass"),
        (f"region = {EITHER}", 'region = "us-east-1"', "aws.o", "pass"),
        (f"region = {EITHER}", 'region = "cn-north-1"', "aws.o", "fail"),
        ('region = coalesce(var.region, "eu-west-1")', 'region = "us-east-1"', "aws.o", "pass"),
        ("", 'region = "us-east-1"', "aws.o", "pass"),
        ("", 'region = "cn-north-1"', "aws.o", "unknown"),
        ("", S3_CONTROL, "aws.o", "unknown"),
        ("", DYNAMIC, "aws.o", "unknown"),
        (S3_CONTROL, "", "aws", "unknown"),
        (S3, "", "aws", "unknown"),
        (BOTH, "", "aws", "pass"),
        ("", STS, "aws.o", "pass"),
        ("", "endpoints { s3control = null }", "aws.o", "pass"),
    ],
)
def test_partitions_and_endpoints(
    tmp_path: Path, region: str, other: str, provider: str, expected: str
) -> None:
    text = PROVIDERS.replace("REGION", region).replace("OTHER", other)
    text = text.replace("PROVIDER", f"provider = {provider}")
    found = verdicts(tmp_path, {"main.tf": text}, "aws-s3-public-access")
    assert found == {"aws_s3_bucket.media": expected}
