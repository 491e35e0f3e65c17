"""Blocks and principals that certainly exist beside unknown ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terraform.support import verdicts

BUCKET = """\
variable "u" { type = list(string) }
variable "m" { type = map(string) }
variable "o" { type = list(object({ t = string, i = list(string) })) }
variable "on" { type = bool }
resource "aws_s3_bucket" "b" {
  bucket = "acme-reports"
}
resource "aws_s3_bucket_policy" "b" {
  bucket = aws_s3_bucket.b.id
  policy = data.aws_iam_policy_document.d.json
}
data "aws_iam_policy_document" "d" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::acme-reports/*"]
"""
EVERYONE = """
    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
"""
OF_VARIABLE = """
    principals {
      type        = "AWS"
      identifiers = var.u
    }
"""
OF_UNKNOWN_TYPE = """
    principals {
      type        = var.u[0]
      identifiers = var.u
    }
"""


def dynamic(for_each: str, type_: str, identifiers: str) -> str:
    """Return a dynamic block of principals."""
    return f"""
    dynamic "principals" {{
      for_each = {for_each}
      content {{
        type        = {type_}
        identifiers = {identifiers}
      }}
    }}
"""


def verdict(folder: Path, principals: str) -> str:
    """Return whether the bucket is public."""
    found = verdicts(folder, {"main.tf": BUCKET + principals + "  }\n}\n"}, "aws-s3-public-access")
    return found["aws_s3_bucket.b"]


@pytest.mark.parametrize(
    "principals",
    [
        OF_VARIABLE + EVERYONE,
        EVERYONE + OF_VARIABLE,
        EVERYONE + OF_UNKNOWN_TYPE,
        OF_UNKNOWN_TYPE + EVERYONE,
        EVERYONE + dynamic("var.o", "principals.value.t", "principals.value.i"),
        dynamic('toset(concat(var.u, ["*"]))', '"AWS"', "[principals.value]"),
        dynamic('merge(var.m, { AWS = "*" })', "principals.key", "[principals.value]"),
        dynamic(
            'concat(var.o, [{ t = "AWS", i = ["*"] }])', "principals.value.t", "principals.value.i"
        ),
        dynamic('var.on ? concat(var.u, ["*"]) : ["*"]', '"AWS"', "[principals.value]"),
    ],
)
def test_everyone_beside_unknown_principals_fails(tmp_path: Path, principals: str) -> None:
    assert verdict(tmp_path, principals) == "fail"


@pytest.mark.parametrize(
    "principals",
    [
        OF_VARIABLE,
        OF_UNKNOWN_TYPE,
        dynamic('concat(var.u, ["arn:aws:iam::123456789012:root"])', '"AWS"', "[principals.value]"),
        EVERYONE.replace('"*"', '"arn:aws:iam::123456789012:root"') + OF_UNKNOWN_TYPE,
    ],
)
def test_unknown_principals_stay_unknown(tmp_path: Path, principals: str) -> None:
    assert verdict(tmp_path, principals) == "unknown"


def test_a_grant_that_certainly_exists_fails(tmp_path: Path) -> None:
    bucket = """
variable "u" { type = list(string) }
resource "aws_s3_bucket" "b" {
  bucket = "acme-reports"
  dynamic "grant" {
    for_each = concat(var.u, ["http://acs.amazonaws.com/groups/global/AllUsers"])
    content {
      type        = "Group"
      uri         = grant.value
      permissions = ["READ"]
    }
  }
}
"""
    found = verdicts(tmp_path, {"main.tf": bucket}, "aws-s3-public-access")
    assert found == {"aws_s3_bucket.b": "fail"}
