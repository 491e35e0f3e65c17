from __future__ import annotations

from pathlib import Path

import pytest

from tests.terraform.support import outline, root, verdicts

TEXT = """\
variable "u" {}
resource "aws_s3_bucket" "x" {
  bucket = "media"
  acl    = var.u
  prefix = "p-${var.u}"
  region = null
  rule {
    v = 1
    n = null
    tags = { k = 1 }
    deep { w = var.u }
  }
}
resource "aws_s3_bucket" "known" {}
import {
  to = aws_s3_bucket.known
  id = "was-there"
}
import {
  to = aws_s3_bucket.x
  id = var.u
}
resource "terraform_data" "full" {
  input = "in"
}
resource "terraform_data" "empty" {}
"""


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("aws_s3_bucket.x.bucket", "'media'"),
        ("aws_s3_bucket.x.acl", "?var.u@.:/var.u/"),
        ("aws_s3_bucket.x.prefix", "'p-' + ?var.u@.:/var.u/"),
        ("aws_s3_bucket.x.region", "?aws_s3_bucket.x.region@.:aws_s3_bucket.x/region"),
        ("aws_s3_bucket.x.rule[0].v", "1"),
        ("aws_s3_bucket.x.rule[0].o", "?aws_s3_bucket.x.rule[0].o@.:aws_s3_bucket.x/rule.0.o"),
        ("aws_s3_bucket.x.rule[0].n", "?aws_s3_bucket.x.rule[0].n@.:aws_s3_bucket.x/rule.0.n"),
        (
            'try(aws_s3_bucket.x.rule[0].deep[0].o, "none")',
            "?aws_s3_bucket.x.rule[0].deep[0].o@.:aws_s3_bucket.x/rule.0.deep.0.o",
        ),
        ('try(aws_s3_bucket.x.rule[0].tags.o, "none")', "'none'"),
        ('try(aws_s3_bucket.x.rule[1].v, "none")', "'none'"),
        ("aws_s3_bucket.x.rule[0].deep[0].w", "?var.u@.:/var.u/"),
        ("one(aws_s3_bucket.x.rule[*].v)", "1"),
        ("aws_s3_bucket.x.id", "?aws_s3_bucket.x.id@.:aws_s3_bucket.x/id"),
        ("aws_s3_bucket.x.tags_all.k", "?aws_s3_bucket.x.tags_all@.:aws_s3_bucket.x/tags_all.k"),
        ("aws_s3_bucket.known.id", "'was-there'"),
        ("keys(aws_s3_bucket.known)", "?keys()"),
        ("terraform_data.full.input", "'in'"),
        ("terraform_data.empty.input", "None"),
        ("terraform_data.empty.output", "None"),
        ("length(terraform_data.full.output[*])", "1"),
        ('try(terraform_data.full.output[0], "none")', "'none'"),
    ],
)
def test_value_of_a_reference(tmp_path: Path, expression: str, value: str) -> None:
    assert outline(root(tmp_path, {"main.tf": TEXT}).evaluate(expression)) == value


def test_an_imported_bucket_is_known_by_its_id(tmp_path: Path) -> None:
    text = (
        'resource "aws_s3_bucket" "x" {}\nresource "aws_s3_bucket" "y" {}\n'
        'import {\n  to = aws_s3_bucket.x\n  id = "old"\n}\n'
        'resource "aws_s3_bucket_versioning" "v" {\n  bucket = "old"\n'
        '  versioning_configuration {\n    status = "Enabled"\n  }\n}\n'
    )
    found = verdicts(tmp_path, {"main.tf": text}, "aws-s3-versioning")
    assert found["aws_s3_bucket.y"] != "pass"
