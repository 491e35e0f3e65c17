"""Computed attributes that the configuration alone decides, as the providers document them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terraform.support import check, outline, root, verdicts

TEXT = """\
variable "u" {}
resource "terraform_data" "x" {
  input = { acl = "public-read", list = [var.u, "a"] }
}
resource "terraform_data" "now" {
  input = timestamp()
}
resource "terraform_data" "chosen" {
  input = var.u == "a" ? "x" : "y"
}
resource "terraform_data" "text" {
  input = "a"
}
data "null_data_source" "x" {
  inputs = { acl = "public-read" }
}
resource "random_shuffle" "one" {
  input = ["a"]
}
resource "random_shuffle" "same" {
  input        = ["a"]
  result_count = 3
}
resource "random_shuffle" "several" {
  input = ["a", "b"]
}
resource "random_shuffle" "unknown" {
  input = [var.u]
}
resource "random_integer" "one" {
  min = 3
  max = 3
}
resource "random_integer" "several" {
  min = 3
  max = 4
}
data "local_file" "x" {
  filename = "x.txt"
}
data "local_file" "written" {
  filename   = "x.txt"
  depends_on = [terraform_data.x]
}
data "local_file" "missing" {
  filename = "y.txt"
}
data "local_sensitive_file" "x" {
  filename = "${path.module}/x.txt"
}
data "local_file" "bytes" {
  filename = "bytes"
}
"""


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("terraform_data.x.output.acl", "'public-read'"),
        ("terraform_data.x.output.list[1]", "'a'"),
        ("terraform_data.x.output.list[0]", "?var.u@.:/var.u/"),
        ("terraform_data.now.output", "?timestamp()@.:terraform_data.now/output"),
        ('"${terraform_data.text.output}-x"', "'a-x'"),
        ('terraform_data.chosen.output == "z"', "False"),
        ("data.null_data_source.x.outputs.acl", "'public-read'"),
        ('data.null_data_source.x.outputs["acl"]', "'public-read'"),
        ("random_shuffle.one.result[0]", "'a'"),
        ("length(random_shuffle.same.result)", "3"),
        ("random_integer.one.result", "3"),
        ("data.local_file.x.content", "'public-read'"),
        ("data.local_file.x.content_base64", "'cHVibGljLXJlYWQ='"),
        ("nonsensitive(data.local_sensitive_file.x.content)", "'public-read'"),
        ("data.local_file.bytes.content_base64", "'/w=='"),
    ],
)
def test_known(tmp_path: Path, expression: str, value: str) -> None:
    assert outline(root(tmp_path, files()).evaluate(expression)) == value


@pytest.mark.parametrize(
    "expression",
    [
        "random_shuffle.several.result",
        "random_shuffle.unknown.result",
        "random_integer.several.result",
        "data.local_file.written.content",
        "data.local_file.missing.content",
        "data.local_file.bytes.content",
    ],
)
def test_unknown(tmp_path: Path, expression: str) -> None:
    assert outline(root(tmp_path, files()).evaluate(expression)).startswith(f"?{expression}@")


def files() -> dict[str, str | bytes]:
    return {"main.tf": TEXT, "x.txt": "public-read", "bytes": b"\xff"}


def test_a_public_acl_in_an_output_fails(tmp_path: Path) -> None:
    text = (
        'resource "aws_s3_bucket" "x" {\n  acl = terraform_data.x.output\n}\n'
        'resource "terraform_data" "x" {\n  input = "public-read"\n}\n'
    )
    found = verdicts(tmp_path, {"main.tf": text}, "aws-s3-public-access")
    assert found == {"aws_s3_bucket.x": "fail"}


REPEATED = """\
resource "terraform_data" "x" {
  input = ["*"]
}
resource "terraform_data" "object" {
  input = { p = ["*"] }
}
resource "random_shuffle" "x" {
  input        = ["*"]
  result_count = 2
}
locals {
  x = terraform_data.x.output
}
"""
LISTS = (
    "terraform_data.x.output",
    "terraform_data.object.output.p",
    "[terraform_data.x.output[0]]",
    "flatten([local.x])",
    "toset(local.x)",
    "coalescelist([], local.x)",
    "jsondecode(jsonencode(local.x))",
    "random_shuffle.x.result",
    "random_shuffle.x.result[*]",
    "[for name in random_shuffle.x.result : name]",
)
IN_JSON = """\
resource "aws_sqs_queue" "x" {
  policy = jsonencode({
    Statement = [{ Effect = "Allow", Principal = { AWS = %s }, Action = "sqs:*", Resource = "*" }]
  })
}
"""
IN_DOCUMENT = """\
data "aws_iam_policy_document" "x" {
  statement {
    actions   = ["sqs:*"]
    resources = ["*"]
    %s
  }
}
resource "aws_sqs_queue" "x" {
  policy = data.aws_iam_policy_document.x.json
}
"""
PRINCIPALS = """\
principals {
  type        = "%s"
  identifiers = %s
}
"""


@pytest.mark.parametrize("names", [*LISTS, 'concat(["123456789012"], local.x)'])
def test_a_list_of_everyone_in_json(tmp_path: Path, names: str) -> None:
    found = verdicts(tmp_path, {"main.tf": REPEATED + IN_JSON % names}, "aws-sqs-public-access")
    assert found == {"aws_sqs_queue.x": "fail"}


@pytest.mark.parametrize("names", LISTS)
@pytest.mark.parametrize("kinds", [("AWS",), ("*",), ("AWS", "AWS")])
def test_a_list_of_everyone_in_a_document(
    tmp_path: Path, names: str, kinds: tuple[str, ...]
) -> None:
    given = [PRINCIPALS % (kind, names) for kind in kinds]
    given[1:] = [PRINCIPALS % ("AWS", '["123456789012"]') for _ in given[1:]]
    report = check(
        tmp_path,
        {"main.tf": REPEATED + IN_DOCUMENT % "".join(given)},
        "aws-sqs-public-access",
    )
    assert [finding.verdict.value for finding in report.findings] == ["fail"]
    assert report.diagnostics == ()
