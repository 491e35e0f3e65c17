"""A bug of iaclint in the evaluation of an expression costs its value, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

import iaclint
from iaclint.terraform import functions

SOURCE = """\
resource "aws_s3_bucket" "a" {
  bucket = try(upper("a"), "b")
}
resource "aws_s3_bucket_acl" "a" {
  bucket = upper("a")
  acl    = "public-read"
}
resource "aws_s3_bucket" "b" {
  bucket = "b"
}
resource "aws_s3_bucket_acl" "b" {
  bucket = aws_s3_bucket.b.id
  acl    = "public-read"
}
"""


def test_a_fault_costs_one_value(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: object) -> None:
        raise ZeroDivisionError("a bug")

    (tmp_path / "main.tf").write_text(SOURCE, encoding="utf-8")
    monkeypatch.setattr(functions, "call", fail)
    report = iaclint.check(str(tmp_path), rules=["aws-s3-public-access"])
    faults = [d for d in report.diagnostics if d.code == "internal-error"]
    assert {str(d.span) for d in faults} == {
        f"{tmp_path / 'main.tf'}:2:16",
        f"{tmp_path / 'main.tf'}:5:12",
    }
    assert "ZeroDivisionError: a bug" in faults[0].message
    assert "aws_s3_bucket.b" in {f.address for f in report.open if f.verdict.value == "fail"}
