"""Values of Boolean properties that CloudFormation rejects."""

from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.judging.exit_policy import ExitPolicy
from iaclint.judging.findings import Verdict
from iaclint.judging.report import Report
from tests.terraform.support import check

TEMPLATE = """\
Parameters:
  Said: {{Type: String, Default: "yes"}}
  Any: {{Type: String}}
  YesOrNo: {{Type: String, AllowedValues: ["yes", "no"]}}
Conditions: {{C: !Equals [!Ref Any, a]}}
Resources:
  Bucket:
    Type: AWS::S3::Bucket
    Properties:
      PublicAccessBlockConfiguration:
        BlockPublicAcls: {value}
        IgnorePublicAcls: true
        BlockPublicPolicy: true
        RestrictPublicBuckets: true
  Instance:
    Type: AWS::EC2::Instance
    Properties:
      BlockDeviceMappings:
        - Ebs: {{Encrypted: true}}
        - Ebs: {{Encrypted: {value}}}
"""
BUCKET, INSTANCE = "aws-s3-public-access-block", "aws-ec2-instance-volume-encryption"
PLACES = [(11, "BlockPublicAcls"), (20, "Encrypted")]


def report_on(folder: Path, value: str) -> Report:
    return check(folder, {"t.yaml": TEMPLATE.format(value=value)}, BUCKET, INSTANCE)


def verdicts(report: Report) -> dict[str, Verdict]:
    return {finding.rule.id: finding.verdict for finding in report.findings}


@pytest.mark.parametrize(
    "value", ["0", '"0"', "1", '"1"', "0.0", '"no"', '"Yes"', '""', "y", "[]", "{}", "!Ref Said"]
)
def test_what_is_no_boolean_is_unknown_and_an_error(tmp_path: Path, value: str) -> None:
    report = report_on(tmp_path, value)
    assert verdicts(report) == {BUCKET: Verdict.UNKNOWN, INSTANCE: Verdict.UNKNOWN}
    assert {f.blocked_by for f in report.findings} == {("a value that is not a Boolean",)}
    found = [d for d in ExitPolicy().shown(report).diagnostics if d.code == "invalid-boolean"]
    assert [(d.span.start.line, d.message.split("'")[1]) for d in found if d.span] == PLACES
    assert {d.level.value for d in found} == {"error"}


@pytest.mark.parametrize(
    ("value", "verdict"),
    [
        *((text, Verdict.PASS) for text in ("true", '"true"', '"True"', "TRUE", "yes", "On")),
        *((text, Verdict.FAIL) for text in ("false", '"false"', '"FALSE"', "no", "Off")),
    ],
)
def test_booleans_are_decided(tmp_path: Path, value: str, verdict: Verdict) -> None:
    report = report_on(tmp_path, value)
    assert verdicts(report) == {BUCKET: verdict, INSTANCE: verdict}
    assert report.diagnostics == ()


def test_a_branch_that_is_no_boolean_leaves_the_other_one(tmp_path: Path) -> None:
    report = report_on(tmp_path, "!If [C, 1, true]")
    assert verdicts(report) == {BUCKET: Verdict.UNKNOWN, INSTANCE: Verdict.UNKNOWN}
    assert all("a value that is not a Boolean" in f.blocked_by for f in report.findings)
    assert [d.code for d in report.diagnostics] == ["invalid-boolean"] * 2


@pytest.mark.parametrize("name", ["Any", "YesOrNo"])
def test_a_parameter_stays_unknown(tmp_path: Path, name: str) -> None:
    report = report_on(tmp_path, f"!Ref {name}")
    assert {f.blocked_by for f in report.findings} == {(f"parameter {name}",)}
    assert report.diagnostics == ()


def test_a_check_that_does_not_depend_on_it_is_decided(tmp_path: Path) -> None:
    text = TEMPLATE.replace("IgnorePublicAcls: true", "IgnorePublicAcls: false")
    report = check(tmp_path, {"t.yaml": text.format(value="0")}, BUCKET)
    assert verdicts(report) == {BUCKET: Verdict.FAIL}
    assert [d.level.value for d in ExitPolicy().shown(report).diagnostics] == ["warning"]
