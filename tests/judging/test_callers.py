from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from iaclint.judging.findings import Finding
from iaclint.judging.report import Report
from iaclint.request import Request
from iaclint.runs import run
from tests.terraform.support import lay_out

ACL = """\
variable "acl" {
  default = "public-read"
}

resource "aws_s3_bucket" "x" {
  bucket_prefix = "x-"
  acl           = var.acl
}
"""
HIDDEN = """\
variable "create" {
  default = false
}

resource "aws_s3_bucket" "x" {
  count         = var.create ? 1 : 0
  bucket_prefix = "x-"
  acl           = "public-read"
}
"""
EACH = """\
variable "buckets" {
  type    = map(object({ acl = string }))
  default = {}
}

resource "aws_s3_bucket" "x" {
  for_each      = var.buckets
  bucket_prefix = each.key
  acl           = each.value.acl
}
"""
OFF = 'resource "aws_s3_bucket" "off" {\n  count = 0\n  acl = "public-read"\n}\n'


def check(tmp_path: Path, files: dict[str, str], *paths: str) -> Report:
    """Check files in a repository."""
    lay_out(tmp_path, files)
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    return run(Request(paths=paths or (".",), cwd=str(tmp_path)))


def public_access(report: Report) -> list[Finding]:
    return [f for f in report.findings if f.rule.id == "aws-s3-public-access"]


def verdicts(report: Report) -> list[tuple[str, tuple[str, ...]]]:
    """Return the verdicts on public access, with the variables that a caller decides by."""
    return [
        (f.verdict.value, f.depends_on.variables if f.depends_on else ())
        for f in public_access(report)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (ACL, ("unknown", ("var.acl",))),
        (ACL.replace("var.acl", '"public-read"'), ("fail", ())),
        (ACL.replace("public-read", "private"), ("pass", ())),
        (ACL.replace("var.acl", 'var.acl == "" ? "public-read" : "public-read"'), ("fail", ())),
        (HIDDEN, ("fail", ())),
        (EACH, ("unknown", ("var.buckets",))),
        (EACH.replace("each.value.acl", '"public-read"'), ("fail", ())),
    ],
)
def test_only_what_fails_for_any_caller_fails(tmp_path, text, expected) -> None:
    assert verdicts(check(tmp_path, {"modules/m/main.tf": text})) == [expected]


@pytest.mark.parametrize(
    "files",
    [
        {"m/main.tf": ACL + 'provider "aws" {}\n'},
        {"m/main.tf": ACL + 'terraform {\n  backend "s3" {}\n}\n'},
        {"modules/m/main.tf": ACL, "modules/m/terraform.tfvars": 'acl = "public-read"\n'},
        {"modules/m/main.tf": ACL, "modules/m/env/dev.tfvars": ""},
        {"m/main.tf": ACL},
        {"main.tf": ACL + 'variable "name" {}\n'},
    ],
)
def test_the_defaults_of_a_deployment_are_deployed(tmp_path, files) -> None:
    assert verdicts(check(tmp_path, files)) == [("fail", ())]


@pytest.mark.parametrize(
    "files",
    [
        {"m/main.tf": ACL + 'variable "name" {}\n'},
        {"m/main.tf": ACL, "live/main.tf": 'module "m" {\n  source = "../m"\n}\n'},
    ],
)
@pytest.mark.parametrize("path", ["m", "m/main.tf"])
def test_a_named_module_may_be_called_with_other_values(tmp_path, files, path) -> None:
    assert verdicts(check(tmp_path, files, path)) == [("unknown", ("var.acl",))]


def test_what_the_configuration_switches_off_does_not_exist(tmp_path) -> None:
    report = check(tmp_path, {"modules/m/main.tf": OFF + 'variable "name" {}\n'})
    assert verdicts(report) == []


def test_defaults_cause_no_warnings_in_what_they_leave_out(tmp_path) -> None:
    text = EACH.replace("each.value.acl", "var.name.acl")
    text += 'variable "name" {\n  default = null\n}\n'
    report = check(tmp_path, {"modules/m/main.tf": text})
    assert [d.code for d in report.diagnostics] == []
