from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.terraform.plan_refusals import report_refusals
from tests.terraform.support import root

MODULE = {
    "m/main.tf": 'variable "v" {}\noutput "x" { value = tonumber("x") }',
    "main.tf": 'resource "aws_s3_bucket" "b" {}\nvariable "v" {}\n',
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("locals { a = 1 }", []),
        ('locals { a = tonumber("x") }', ["a string cannot be converted to number"]),
        ("locals { a = local.b }", ["reference to undeclared local value 'b'"]),
        ('module "m" {\n  source = "./m"\n  v = 1\n}', ["a string cannot be converted to number"]),
        (
            'resource "aws_s3_bucket" "c" {\n  count = length(aws_s3_bucket.b.tags_all)\n}',
            ["count depends on aws_s3_bucket.b.tags_all, which is unknown before apply"],
        ),
        (
            'resource "aws_s3_bucket" "c" {\n  for_each = toset([aws_s3_bucket.b.id])\n}',
            ["for_each depends on aws_s3_bucket.b.id, which is unknown before apply"],
        ),
        ('resource "aws_s3_bucket" "c" {\n  for_each = { a = aws_s3_bucket.b.id }\n}', []),
        ('resource "aws_s3_bucket" "c" {\n  count = var.v\n}', []),
        (
            'data "aws_region" "r" {}\nresource "aws_s3_bucket" "c" {\n'
            "  count = length(data.aws_region.r.name)\n}",
            [],
        ),
        (
            'output "o" {\n  value = 1\n  precondition {\n    condition = 1 > 2\n'
            '    error_message = "no"\n  }\n}',
            ["a precondition of output 'o' is not met"],
        ),
        (
            'output "o" {\n  value = 1\n  precondition {\n    condition = var.v > 2\n'
            '    error_message = "no"\n  }\n}',
            [],
        ),
    ],
)
def test_what_a_plan_refuses_is_reported(tmp_path: Path, text: str, expected: list[str]) -> None:
    module = root(tmp_path, {**MODULE, "main.tf": MODULE["main.tf"] + text})
    report_refusals(module.instance)
    found = module.messages
    assert len(found) == len(expected)
    assert all(part in message for part, message in zip(expected, found, strict=True))
