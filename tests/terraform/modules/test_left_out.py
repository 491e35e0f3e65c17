"""Findings name the companions that are declared, but not created."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terraform.support import check

TEXT = """
variable "on" {
  default = false
}
variable "names" {
  default = []
}
variable "level" {
  default = null
}
locals {
  on = var.on
}
resource "aws_s3_bucket" "x" {}
resource "aws_s3_bucket_versioning" "x" {
  %s
  bucket = aws_s3_bucket.x.id
  versioning_configuration {
    status = "Enabled"
  }
}
"""
LEFT_OUT = "aws_s3_bucket_versioning.x is not created"


def related(folder: Path, text: str) -> list[tuple[str, str]]:
    (finding,) = check(folder, {"main.tf": text}, "aws-s3-versioning").findings
    return [(related.caption, related.span.text) for related in finding.related]


@pytest.mark.parametrize(
    ("meta", "expected"),
    [
        ("count = var.on ? 1 : 0", [(f"{LEFT_OUT}: var.on is false", "false")]),
        ("for_each = toset(var.names)", [(f"{LEFT_OUT}: var.names is empty", "[]")]),
        ("count = var.level == null ? 0 : 1", [(f"{LEFT_OUT}: var.level is null", "null")]),
        ("count = 0", [(LEFT_OUT, "0")]),
        (
            "count = local.on ? 1 : 0",
            [(f"{LEFT_OUT}: local.on is false", "var.on"), ("default of variable 'on'", "false")],
        ),
        ("count = 1", []),
    ],
)
def test_a_companion_without_instances_is_named(
    tmp_path: Path, meta: str, expected: list[tuple[str, str]]
) -> None:
    text = TEXT % meta if expected else TEXT.replace("Enabled", "Suspended") % meta
    assert [r for r in related(tmp_path, text) if "declared here" not in r[0]] == expected


def test_a_companion_of_another_bucket_is_not_named(tmp_path: Path) -> None:
    text = TEXT.replace("bucket = aws_s3_bucket.x.id", "bucket = aws_s3_bucket.y.id")
    assert related(tmp_path, text % "count = var.on ? 1 : 0") == []
