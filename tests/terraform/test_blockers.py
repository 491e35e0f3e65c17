"""A value that cannot be evaluated is blocked by a symbol: a reference, or its own address."""

from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.judging.findings import Verdict
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


@pytest.mark.parametrize(
    ("test", "blocker"),
    [
        ('can(file("/etc/passwd"))', "file()"),
        ('can(file("../../x"))', "file()"),
        ('can(file("~/.bashrc"))', "file()"),
        ('can(file(".git/HEAD"))', "file()"),
        ('can(filemd5("/etc/passwd"))', "filemd5()"),
        ('can(templatefile("/etc/passwd", {}))', "templatefile()"),
        ('try(length(fileset("/etc", "passwd")) > 0, false)', "fileset()"),
        ('try(file("/etc/passwd"), "") != ""', "file()"),
        ('can((var.a == "x" ? { x = 1 } : { x = file("/etc/passwd") }).x)', "file()"),
        ('fileexists("/etc/passwd")', "fileexists()"),
        ("can(newFunction())", "newFunction()"),
    ],
)
@pytest.mark.parametrize(
    "place", ['_versioning" "x" {\n  count = %s ? 1 : 0\n', 'status = %s ? "Enabled" : "Disabled"']
)
def test_a_call_that_is_not_made_blocks(
    tmp_path: Path, place: str, test: str, blocker: str
) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "HEAD").write_text("ref: refs/heads/main\n")
    text = TEXT % (place % test if "status" in place else '"Enabled"').removeprefix("status = ")
    if "count" in place:
        text = text.replace('_versioning" "x" {\n', place % test)
    (finding,) = check(tmp_path, {"main.tf": text}, "aws-s3-versioning").findings
    assert finding.blocked_by == (blocker,)


@pytest.mark.parametrize("call", ['file("none.txt")', 'file(".")', 'fileexists(".")', 'file("b")'])
def test_what_terraform_cannot_read_is_an_error_that_can_finds(tmp_path: Path, call: str) -> None:
    (tmp_path / "b").write_bytes(b"\xff")
    text = TEXT % f'can({call}) ? "Disabled" : "Enabled"'
    (finding,) = check(tmp_path, {"main.tf": text}, "aws-s3-versioning").findings
    assert finding.verdict is Verdict.PASS


def test_a_limit_is_not_an_error_that_can_finds(tmp_path: Path) -> None:
    deep = 'join("", concat([for i in range(1000) : "["], [for i in range(1000) : "]"]))'
    for decode in ("jsondecode", "yamldecode"):
        text = TEXT % f'can({decode}({deep})) ? "Enabled" : "Disabled"'
        (finding,) = check(tmp_path, {"main.tf": text}, "aws-s3-versioning").findings
        assert finding.verdict is Verdict.UNKNOWN
