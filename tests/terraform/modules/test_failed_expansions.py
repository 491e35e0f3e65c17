"""Companions of resources whose count or for_each cannot be evaluated."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terraform.support import check, configuration, messages

FRAME = """\
locals {{
  sizes = {{ live = 2 }}
  names = {{ live = {{ a = "x" }} }}
}}
resource "aws_s3_bucket" "b" {{
  {bucket}
}}
resource "aws_s3_bucket_versioning" "b" {{
  {companion}
  bucket = {owner}
  versioning_configuration {{
    status = "Enabled"
  }}
}}
"""
COUNT = 'count = local.sizes["qa"]'
EACH = 'for_each = local.names["qa"]'


@pytest.mark.parametrize(
    ("bucket", "companion", "owner", "verdict"),
    [
        (COUNT, COUNT, "aws_s3_bucket.b[count.index].id", "pass"),
        (EACH, EACH, "aws_s3_bucket.b[each.key].id", "pass"),
        (EACH, "for_each = aws_s3_bucket.b", "each.value.id", "pass"),
        (EACH, "for_each = { for k, b in aws_s3_bucket.b : k => b.id }", "each.value", "pass"),
        ("count = local.undeclared", COUNT, "aws_s3_bucket.b[count.index].id", "unknown"),
        (COUNT, "count = length(aws_s3_bucket.b)", "aws_s3_bucket.b[count.index].id", "unknown"),
        (COUNT, "", "aws_s3_bucket.b[0].id", "not fail"),
        (COUNT, "", "one(aws_s3_bucket.b[*].id)", "not fail"),
        (COUNT, "", 'join("", aws_s3_bucket.b[*].id)', "not fail"),
        (COUNT, "count = 1", "element(aws_s3_bucket.b[*].id, count.index)", "not fail"),
        (EACH, "", "values(aws_s3_bucket.b)[0].id", "not fail"),
        ("", COUNT, "aws_s3_bucket.b.id", "unknown"),
        ("count = 2", COUNT, "aws_s3_bucket.b[count.index].id", "unknown"),
        ('for_each = toset(["x", "y"])', EACH, "aws_s3_bucket.b[each.key].id", "unknown"),
    ],
)
def test_companions_stay_linked(
    tmp_path: Path, bucket: str, companion: str, owner: str, verdict: str
) -> None:
    text = FRAME.format(bucket=bucket, companion=companion, owner=owner)
    report = check(tmp_path, {"main.tf": text}, "aws-s3-versioning")
    found = {
        finding.verdict.value
        for finding in report.findings
        if finding.address.startswith("aws_s3_bucket.b")
    }
    assert found == {verdict} if verdict != "not fail" else "fail" not in found


def test_one_cause_is_told_once(tmp_path: Path) -> None:
    text = FRAME.format(bucket=EACH, companion=EACH, owner="aws_s3_bucket.b[each.key].id")
    text += 'output "ids" { value = [for k, b in aws_s3_bucket.b : "${k} ${b.id}"] }\n'
    said = messages(configuration(tmp_path, {"main.tf": text}))
    assert [message.partition(": ")[2] for message in said] == [
        "invalid index: there is no element 'qa'",
        "invalid index: there is no element 'qa'",
    ]


def test_the_failed_symbol_blocks(tmp_path: Path) -> None:
    text = 'locals { many = range(5000) }\nresource "aws_s3_bucket" "b" {}\n'
    text += 'resource "aws_s3_bucket_versioning" "b" {\n  count = length(local.many)\n'
    text += "  bucket = aws_s3_bucket.b.id\n  versioning_configuration {\n"
    text += '    status = "Enabled"\n  }\n}\n'
    (finding,) = check(tmp_path, {"main.tf": text}, "aws-s3-versioning").findings
    assert (finding.verdict.value, finding.blocked_by) == ("unknown", ("local.many",))


MODULE = """\
variable "item" {{
  type = {type}
}}
resource "aws_s3_bucket_versioning" "v" {{
  {loop}
  bucket = {owner}
  versioning_configuration {{
    status = "Enabled"
  }}
}}
"""


@pytest.mark.parametrize(
    ("bucket", "passed", "type", "loop", "owner"),
    [
        ("", "aws_s3_bucket.b", "object({ id = string })", "", "var.item.id"),
        ("", "aws_s3_bucket.b", "object({ arn = string, id = string })", "", "var.item.id"),
        ("", "aws_s3_bucket.b", "object({ id = string, x = optional(any) })", "", "var.item.id"),
        (
            "",
            "{ b = aws_s3_bucket.b }",
            "object({ b = object({ id = string }) })",
            "",
            "var.item.b.id",
        ),
        ("", "[aws_s3_bucket.b]", "list(object({ id = string }))", "", "var.item[0].id"),
        ("", "aws_s3_bucket.b", "any", "", "var.item.id"),
        (
            'for_each = toset(["k"])',
            "aws_s3_bucket.b",
            "map(object({ id = string }))",
            "for_each = var.item",
            "each.value.id",
        ),
        (
            "count = 1",
            "aws_s3_bucket.b",
            "list(object({ id = string, bucket = string }))",
            "count = length(var.item)",
            "var.item[count.index].id",
        ),
        (
            EACH,
            "aws_s3_bucket.b",
            "map(object({ id = string }))",
            "for_each = var.item",
            "each.value.id",
        ),
    ],
)
def test_a_resource_that_is_passed_whole_keeps_its_identity(
    tmp_path: Path, bucket: str, passed: str, type: str, loop: str, owner: str
) -> None:
    main = f'resource "aws_s3_bucket" "b" {{\n  {bucket}\n}}\n'
    main += f'module "m" {{\n  source = "./m"\n  item   = {passed}\n}}\n'
    main += 'locals { names = { live = { a = "x" } } }\n'
    module = MODULE.format(type=type, loop=loop, owner=owner)
    report = check(tmp_path, {"main.tf": main, "m/main.tf": module}, "aws-s3-versioning")
    assert {finding.verdict.value for finding in report.findings} == {"pass"}
    assert all(finding.address.startswith("aws_s3_bucket.b") for finding in report.findings)
