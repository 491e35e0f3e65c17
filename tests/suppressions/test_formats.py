"""How each format shows suppressed findings."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from iaclint.report import FORMATS

pytestmark = pytest.mark.slow

Run = Callable[..., "subprocess.CompletedProcess[str]"]

FILES = {
    "main.tf": """\
resource "aws_s3_bucket" "scratch" {
  # iaclint: ignore[aws-s3-versioning] made again
}
"""
}
RULES = ("--rules", "aws-s3-versioning,aws-s3-access-logging")
RULE = "aws-s3-versioning"


def report(program: Run, format: str, *arguments: str) -> str:
    return program("check", *RULES, "--format", format, *arguments, files=FILES).stdout


@pytest.mark.parametrize(
    "format", sorted(FORMATS.keys() - {"json", "sarif", "csv", "markdown", "html"})
)
def test_is_listed_on_request_only(format: str, program: Run) -> None:
    assert RULE not in report(program, format)
    assert RULE in report(program, format, "--show", "fail,suppressed")


@pytest.mark.parametrize("format", ["text", "full", "concise", "markdown"])
def test_is_counted(format: str, program: Run) -> None:
    assert "1 suppressed" in report(program, format)


def test_csv_has_a_status(program: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(report(program, "csv"))))
    statuses = {row["rule"]: row["status"] for row in rows}
    assert statuses == {"aws-s3-access-logging": "open", RULE: "suppressed"}


def test_markdown_says_why(program: Run) -> None:
    assert "- `aws-s3-versioning` on `aws_s3_bucket.scratch`: made again (main.tf:2:5)" in report(
        program, "markdown"
    )


def test_concise_and_junit_say_that_it_is_suppressed(program: Run) -> None:
    line = next(s for s in report(program, "concise", "--show", "all").splitlines() if RULE in s)
    assert line.endswith("(suppressed)")
    written = report(program, "junit", "--show", "fail,suppressed")
    assert 'skipped message="suppressed: made again (main.tf:2:5)"' in written
    assert 'failures="1" errors="0" skipped="1"' in written


def test_json_follows_its_schema(program: Run, project: Path) -> None:
    schema = json.loads((project / "iaclint/schemas/report.schema.json").read_text("utf-8"))
    jsonschema.validate(json.loads(report(program, "json")), schema)
