from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.terraform.plan_refusals import report_refusals
from tests.terraform.support import root

MODULE = {
    "m/main.tf": 'variable "v" {}\noutput "x" { value = tonumber("x") }',
    "main.tf": 'resource "aws_s3_bucket" "b" {}\nvariable "v" {}\n',
}


@pytest.mark.parametrize("is_used", [True, False])
@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("type = number\n  default = 1", "2", []),
        ("default = null", "2", []),
        (
            'type = number\n  default = "x"',
            "2",
            ["invalid value for variable 'w': a number is required"],
        ),
        (
            "type = object({ a = string })\n  default = {}",
            '{ a = "x" }',
            ["invalid value for variable 'w': attribute \"a\" is required"],
        ),
        ("nullable = false\n  default = null", "2", ["variable 'w' must not be null"]),
    ],
)
def test_a_wrong_default_is_reported_once_whether_used_or_not(
    tmp_path: Path, is_used: bool, text: str, value: str, expected: list[str]
) -> None:
    argument = "" if is_used else f"w = {value}"
    call = f'module "m" {{\n  source = "./m"\n  {argument}\n}}\n'
    module = root(tmp_path, {"main.tf": call, "m/main.tf": f'variable "w" {{\n  {text}\n}}\n'})
    report_refusals(module.instance)
    assert module.messages == expected


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
        ('output "o" {\n  value = 1\n  depends_on = [module.n]\n}', ["undeclared module 'n'"]),
        (
            'resource "aws_s3_bucket" "c" {\n  depends_on = [aws_s3_bucket.b, aws_s3_bucket.d]\n}',
            ["reference to undeclared resource 'aws_s3_bucket.d'"],
        ),
        (
            'data "aws_region" "r" {\n  depends_on = [data.aws_region.s]\n}',
            ["reference to undeclared resource 'data.aws_region.s'"],
        ),
        (
            'data "aws_region" "r" {\n  lifecycle {\n    postcondition {\n'
            "      condition = 1 > 2\n    }\n  }\n}",
            ["the postcondition of data.aws_region.r is not met"],
        ),
        (
            'resource "aws_s3_bucket" "c" {\n  bucket = aws_s3_bucket.d.id\n}\n'
            'resource "aws_s3_bucket" "d" {\n  bucket = local.l\n}\n'
            "locals {\n  l = aws_s3_bucket.c.arn\n}",
            ["aws_s3_bucket.c → aws_s3_bucket.d → local.l → aws_s3_bucket.c"],
        ),
        (
            "moved {\n  from = aws_s3_bucket.b\n  to   = aws_s3_bucket.c\n}\n"
            'resource "aws_s3_bucket" "c" {}',
            ["aws_s3_bucket.b is moved, but still declared"],
        ),
        ("moved {\n  from = aws_s3_bucket.b\n  to   = aws_s3_bucket.b[0]\n}", []),
        (
            'resource "aws_s3_bucket" "c" {}\n'
            "moved {\n  from = aws_s3_bucket.b[1]\n  to   = aws_s3_bucket.c\n}",
            [],
        ),
        ("moved {\n  from = aws_s3_bucket.c\n  to   = aws_s3_bucket.b\n}", []),
        ("moved {\n  from = module.x.aws_s3_bucket.b\n  to   = aws_s3_bucket.b\n}", []),
        (
            "removed {\n  from = aws_s3_bucket.b\n  lifecycle {\n    destroy = false\n  }\n}",
            ["aws_s3_bucket.b is removed, but still declared"],
        ),
        ("removed {\n  from = module.gone\n}", []),
        (
            'resource "aws_s3_bucket" "c" {\n  tags = { a = aws_s3_bucket.c.id }\n}',
            ["circular reference: aws_s3_bucket.c → aws_s3_bucket.c"],
        ),
        (
            'resource "aws_s3_bucket" "c" {\n  lifecycle {\n    ignore_changes = [tags]\n  }\n'
            "  depends_on = [aws_s3_bucket.b]\n}\n"
            'resource "aws_s3_bucket" "d" {\n  bucket = aws_s3_bucket.c.id\n'
            "  tags = { a = aws_s3_bucket.b.id, c = aws_s3_bucket.c.id }\n}",
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
