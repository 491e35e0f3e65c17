"""A value that cannot be evaluated is blocked by a symbol: a reference, or its own address."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.blockers import is_symbol
from tests.terraform.support import check

TEXT = """
variable "a" {}
variable "b" {}
locals {
  bad = { a = 1 }["b"]
}
module "away" {
  source = "git::https://example.com/away.git"
}
resource "aws_s3_bucket" "x" {}
resource "aws_s3_bucket_versioning" "x" {
  bucket = aws_s3_bucket.x.id
  versioning_configuration {
    status = %s
  }
}
"""
STATUS = "aws_s3_bucket_versioning.x.versioning_configuration.status"


@pytest.mark.parametrize(
    ("status", "blockers"),
    [
        ('regex("a(b)", "zzz")[0]', (STATUS,)),
        ('jsondecode(\n      "{ bad").x', (STATUS,)),
        ('yamldecode(file("none.yaml")).status', (STATUS,)),
        ('[for x in ["a"] : x.status][0]', (STATUS,)),
        ("local.bad", ("local.bad",)),
        ("var.undeclared", ("var.undeclared",)),
        ("module.away.status", ("module.away.status",)),
        ('var.a == "x" && var.b == "y" ? "Enabled" : "Suspended"', ("var.a", "var.b")),
        ('true ? var.a : jsondecode("{")', ("var.a",)),
    ],
)
def test_blockers_are_symbols(tmp_path: Path, status: str, blockers: tuple[str, ...]) -> None:
    (finding,) = check(tmp_path, {"main.tf": TEXT % status}, "aws-s3-versioning").findings
    assert finding.blocked_by == blockers
    assert all(map(is_symbol, finding.blocked_by))


@pytest.mark.parametrize("meta", ['count = tonumber(\n  "x")', 'for_each = jsondecode("{")'])
def test_an_invalid_number_of_instances_is_named_by_its_argument(tmp_path: Path, meta: str) -> None:
    text = TEXT % '"Enabled"'
    text = text.replace('_versioning" "x" {\n', f'_versioning" "x" {{\n  {meta}\n')
    (finding,) = check(tmp_path, {"main.tf": text}, "aws-s3-versioning").findings
    assert finding.blocked_by == (f"aws_s3_bucket_versioning.x.{meta.split()[0]}",)
