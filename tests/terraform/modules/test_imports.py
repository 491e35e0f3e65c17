from __future__ import annotations

from pathlib import Path

import pytest

from tests.terraform.support import outline, root

TEXT = """\
locals {
  old = { a = "was-a", "b c" = "was-b" }
}
resource "aws_s3_bucket" "each" {
  for_each = local.old
}
resource "aws_s3_bucket" "one" {}
resource "aws_s3_bucket" "by_identity" {}
resource "aws_s3_bucket" "self" {}
resource "aws_s3_bucket" "refused" {}
import {
  for_each = local.old
  to       = aws_s3_bucket.each[each.key]
  id       = each.value
}
import {
  to = aws_s3_bucket.one
  id = "${upper("w")}as"
}
import {
  to       = aws_s3_bucket.by_identity
  identity = { bucket = "named", region = "eu-west-1" }
}
import {
  to = aws_s3_bucket.self
  id = aws_s3_bucket.self.id
}
import {
  to = aws_s3_bucket.refused
  id = 1 + "x"
}
"""


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ('aws_s3_bucket.each["a"].id', "'was-a'"),
        ('aws_s3_bucket.each["b c"].id', "'was-b'"),
        ("aws_s3_bucket.one.id", "'Was'"),
        ("aws_s3_bucket.by_identity.id", "'named'"),
        ("aws_s3_bucket.self.id", "?aws_s3_bucket.self.id@.:aws_s3_bucket.self/id"),
        ("aws_s3_bucket.refused.id", "?aws_s3_bucket.refused.id@.:aws_s3_bucket.refused/id"),
    ],
)
def test_id_of_an_imported_resource(tmp_path: Path, expression: str, value: str) -> None:
    assert outline(root(tmp_path, {"main.tf": TEXT}).evaluate(expression)) == value
