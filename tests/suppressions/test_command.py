"""Suppressions on the command line: what is counted, listed and warned of."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable

import pytest

pytestmark = pytest.mark.slow

Run = Callable[..., "subprocess.CompletedProcess[str]"]

SUPPRESSED = """\
resource "aws_s3_bucket" "scratch" {
  # iaclint: ignore[aws-s3-versioning] thumbnails can be made again until=2999-01-31
  bucket = "clinic-scratch"
}
"""
RULES = ("--rules", "aws-s3-versioning,aws-s3-access-logging")
VERSIONING = ("--rules", "aws-s3-versioning")


def warnings(program: Run, text: str, *arguments: str) -> list[tuple[str, str, str | None]]:
    """Return the code, the message and the hint of each diagnostic on a file."""
    options = ("--format", "json", *(arguments or VERSIONING))
    result = program("check", *options, files={"main.tf": text})
    return [(d["code"], d["message"], d["hint"]) for d in json.loads(result.stdout)["diagnostics"]]


def test_suppressed_findings_are_counted_and_do_not_fail(program: Run) -> None:
    result = program("check", *VERSIONING, files={"main.tf": SUPPRESSED})
    assert result.returncode == 0
    assert result.stdout == "1 resource checked in 1 file.\nFound no problems; 1 suppressed.\n"


def test_suppressed_findings_are_listed_on_request(program: Run) -> None:
    result = program("check", *RULES, "--show", "suppressed", files={"main.tf": SUPPRESSED})
    note = "suppressed: thumbnails can be made again, until 2999-01-31 (main.tf:2:5)"
    assert "medium[aws-s3-versioning]: aws_s3_bucket.scratch" in result.stdout
    assert note in result.stdout
    assert "aws-s3-access-logging" not in result.stdout
    assert result.stdout.endswith("Found 1 problem: 1 medium; 1 suppressed.\n")


def test_all_shows_them_as_well(program: Run) -> None:
    result = program("check", *RULES, "--show", "all", files={"main.tf": SUPPRESSED})
    assert "suppressed: thumbnails" in result.stdout
    assert "medium[aws-s3-access-logging]" in result.stdout


@pytest.mark.parametrize("option", ["--no-suppressions", "--no-other-suppressions"])
def test_options_switch_them_off(program: Run, option: str) -> None:
    text = SUPPRESSED.replace("iaclint: ignore[aws-s3-versioning]", "checkov:skip=CKV_AWS_21:")
    text = SUPPRESSED if option == "--no-suppressions" else text
    assert program("check", *VERSIONING, files={"main.tf": text}).returncode == 0
    assert program("check", *VERSIONING, option).returncode == 1


def test_json_keeps_them(program: Run) -> None:
    result = program("check", *VERSIONING, "--format", "json", files={"main.tf": SUPPRESSED})
    document = json.loads(result.stdout)
    (found,) = document["results"]
    assert found["suppression"] == {
        "syntax": "iaclint",
        "reason": "thumbnails can be made again",
        "until": "2999-01-31",
        "location": {
            "path": "main.tf",
            "start": {"line": 2, "column": 5},
            "end": {"line": 2, "column": 85},
        },
    }
    assert document["summary"]["suppressed"] == 1
    assert sum(document["summary"]["failed"].values()) == 0


def test_sarif_has_them_on_all_results_or_on_none(program: Run) -> None:
    files = {"main.tf": SUPPRESSED}
    result = program("check", *RULES, "--format", "sarif", files=files)
    logging, versioning = json.loads(result.stdout)["runs"][0]["results"]
    assert logging["suppressions"] == []
    (suppression,) = versioning["suppressions"]
    assert suppression["kind"] == "inSource"
    assert suppression["justification"] == "thumbnails can be made again"
    place = suppression["location"]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "main.tf"
    assert place["region"]["startLine"] == 2
    plain = program("check", *RULES, "--format", "sarif", "--no-suppressions")
    results = json.loads(plain.stdout)["runs"][0]["results"]
    assert all("suppressions" not in each for each in results)


def test_fingerprints_do_not_depend_on_suppressions(program: Run) -> None:
    text = """\
resource "aws_s3_bucket" "a" {
  # iaclint: ignore[aws-s3-versioning] for=["x"] why
  for_each = toset(["x", "y"])
}
"""
    arguments = ("check", *VERSIONING, "--format", "json")
    split = json.loads(program(*arguments, files={"main.tf": text}).stdout)["results"]
    whole = json.loads(program(*arguments, "--no-suppressions").stdout)["results"]
    open_ = [each["fingerprint"] for each in split if each["suppression"] is None]
    assert open_ == [each["fingerprint"] for each in whole]


def test_unknown_verdicts_are_suppressed(program: Run) -> None:
    text = """\
variable "status" {}
resource "aws_s3_bucket" "a" {
  # iaclint: ignore[aws-s3-versioning] why
}
resource "aws_s3_bucket_versioning" "a" {
  bucket = aws_s3_bucket.a.id
  versioning_configuration {
    status = var.status
  }
}
"""
    result = program("check", *VERSIONING, files={"main.tf": text})
    assert result.stdout.endswith("Found no problems; 1 suppressed.\n")


def test_explain_shows_them(program: Run) -> None:
    result = program("explain", "aws_s3_bucket.scratch", ".", files={"main.tf": SUPPRESSED})
    assert "suppressed: thumbnails can be made again, until 2999-01-31" in result.stdout


def test_warnings_do_not_fail_a_run(program: Run) -> None:
    text = SUPPRESSED.replace(
        "{\n", '{\n  acl = "private" # iaclint: ignore[aws-s3-versioning] x\n', 1
    )
    result = program("check", *VERSIONING, files={"main.tf": text})
    assert "warning[unused-suppression]" in result.stdout
    assert result.returncode == 0


IGNORE = 'resource "aws_s3_bucket" "a" {\n  # COMMENT\n}\n'
ENABLED = """\
resource "aws_s3_bucket_versioning" "a" {
  bucket = aws_s3_bucket.a.id
  versioning_configuration {
    status = "Enabled"
  }
}
"""
NAME_RULES = ("invalid-suppression", "suppression without a rule", "name the rules: `ignore[rule]`")
EXPIRED = (
    "expired-suppression",
    "suppression expired on 2020-01-31",
    "fix the finding, or set a later date",
)


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        ("iaclint: ignore", NAME_RULES),
        ("iaclint: ignore[] why", NAME_RULES),
        ("iaclint: disable aws-s3-versioning", NAME_RULES),
        (
            "iaclint: ignore[aws-s3-versionin] why",
            (
                "invalid-suppression",
                "unknown rule 'aws-s3-versionin' in a suppression",
                "did you mean 'aws-s3-versioning'?",
            ),
        ),
        (
            "iaclint: ignore[CKV_AWS_21] why",
            (
                "invalid-suppression",
                "unknown rule 'CKV_AWS_21' in a suppression",
                "CKV_AWS_21 of checkov is aws-s3-versioning",
            ),
        ),
        (
            "iaclint: ignore[aws-s3-versioning] why until=2027-02-30",
            (
                "invalid-suppression",
                "invalid date '2027-02-30' in a suppression",
                "write it as in `until=2027-01-31`",
            ),
        ),
        ("iaclint: ignore[aws-s3-versioning] why until=2020-01-31", EXPIRED),
        ("trivy:ignore:AVD-AWS-0090:exp:2020-01-31", EXPIRED),
        (
            "iaclint: ignore[aws-s3-versioning] until=2999-01-31",
            (
                "unexplained-suppression",
                "suppression without a reason",
                "say why it is accepted: `ignore[rule] reason`",
            ),
        ),
    ],
)
def test_warns_of(comment: str, expected: tuple[str, str, str], program: Run) -> None:
    text = "# COMMENT\n".replace("COMMENT", comment) + IGNORE.replace("# COMMENT", "")
    assert warnings(program, text) == [expected]


@pytest.mark.parametrize(
    ("comment", "codes"),
    [
        ("iaclint: ignore[aws-s3-versioning] why", ["unused-suppression"]),
        ("iaclint: ignore[aws-s3-*] why", ["unused-suppression"]),
        ("iaclint: ignore[aws-ebs-volume-encryption] the rule has not run", []),
        ("iaclint: ignore[aws-s3-access-logging] the rule has not run", []),
        ("checkov:skip=CKV_AWS_21:Checkov may need it", []),
        ("iaclint: this is what iaclint says", []),
    ],
)
def test_warns_of_unused_ones(comment: str, codes: list[str], program: Run) -> None:
    found = warnings(program, IGNORE.replace("COMMENT", comment) + ENABLED)
    assert [code for code, _, _ in found] == codes


def test_is_not_unused_where_nothing_is_judged(program: Run) -> None:
    text = IGNORE.replace("{\n", "{\n  count = 0\n").replace(
        "COMMENT", "iaclint: ignore[aws-s3-versioning] why"
    )
    assert warnings(program, text + IGNORE.replace('"a"', '"b"').replace("# COMMENT", "")) == []


def test_after_code_reaches_that_code_only(program: Run) -> None:
    code = 'bucket = "a" # iaclint: ignore[aws-s3-versioning] why'
    text = IGNORE.replace("# COMMENT", code)
    hint = "remove it, or move it: it applies only to the code that it is next to"
    assert warnings(program, text) == [
        ("unused-suppression", "unused suppression of aws-s3-versioning", hint)
    ]


@pytest.mark.slow
def test_cfn_lint_reads_its_own_metadata(program: Run) -> None:
    """What ``--validate-templates`` reports is suppressed by cfn-lint itself."""
    text = """\
Resources:
  A:
    Type: AWS::S3::Bucket
    METADATA
    Properties:
      AccessControl: Private
"""
    metadata = "Metadata: {cfn-lint: {config: {ignore_checks: [W3045]}}}"
    arguments = ("check", "--validate-templates", "--format", "json")
    codes = []
    for written in ("Metadata: {}", metadata):
        result = program(*arguments, files={"t.yaml": text.replace("METADATA", written)})
        codes.append({d["code"] for d in json.loads(result.stdout)["diagnostics"]})
    assert codes == [{"cfn-lint-W3045"}, set()]


def test_verdicts_that_a_caller_decides_are_suppressed(program: Run) -> None:
    files = {
        "modules/media/main.tf": """\
variable "status" {
  default = "Suspended"
}
resource "aws_s3_bucket" "a" {
  # iaclint: ignore[aws-s3-versioning] why
}
resource "aws_s3_bucket_versioning" "a" {
  bucket = aws_s3_bucket.a.id
  versioning_configuration {
    status = var.status
  }
}
"""
    }
    result = program("check", *VERSIONING, files=files)
    assert result.stdout.endswith("Found no problems; 1 suppressed.\n")
    open_ = program("check", *VERSIONING, "--no-suppressions").stdout
    assert "suppressed" not in open_
    assert "var.status" in open_
