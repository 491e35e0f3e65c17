from __future__ import annotations

import pytest
from msgspec.structs import replace

from iaclint.judging.exit_policy import Action, ExitPolicy
from iaclint.judging.findings import BaselineState
from iaclint.judging.report import Coverage, Report
from iaclint.ruleset.rule import Severity


def fails(policy, *findings) -> bool:
    return policy.fails(Report(findings, (), Coverage(files=1, resources=1)))


@pytest.mark.parametrize(
    ("severity", "threshold", "expected"),
    [("low", "low", True), ("low", "medium", False), ("critical", "high", True)],
)
def test_fails_from_the_threshold_up(fail, severity, threshold, expected) -> None:
    rule = replace(fail.rule, severity=Severity(severity))
    assert fails(ExitPolicy(Severity(threshold)), replace(fail, rule=rule)) is expected


def test_unknowns_fail_if_asked(unknown) -> None:
    assert not fails(ExitPolicy(), unknown)
    assert fails(ExitPolicy(unknown=Action.FAIL), unknown)


def test_unreadable_input_fails_at_any_threshold(report) -> None:
    assert ExitPolicy(Severity.CRITICAL).fails(replace(report, findings=()))


def test_missing_coverage_fails_if_asked() -> None:
    report = Report((), (), Coverage(files=1, not_loaded=("module.a (./a)",), resources=1))
    assert not ExitPolicy().fails(report)
    assert ExitPolicy(coverage=Action.FAIL).fails(report)


def test_accepts_some_findings(fail) -> None:
    assert not fails(ExitPolicy(max_findings=1), fail)
    assert fails(ExitPolicy(max_findings=1), fail, fail)


def test_only_open_findings_fail(fail) -> None:
    assert not fails(ExitPolicy(), replace(fail, is_example=True))
    assert not fails(ExitPolicy(), replace(fail, baseline_state=BaselineState.UNCHANGED))
    assert fails(ExitPolicy(), replace(fail, baseline_state=BaselineState.NEW))


@pytest.mark.parametrize(
    ("blocker", "expected"),
    [
        ("file()", True),
        ("newFunction()", True),
        ("provider::my-cloud::f()", True),
        ("Fn::Transform Mine", True),
        ("terraform.applying", True),
        ("AWS::StackName", True),
        ("condition Nested/IsProd (AWS::StackName)", True),
        ("Fn::GetAZs eu-west-1", True),
        ("condition IsProd", False),
        ("AWS::Region", False),
        ("var.a", False),
        ("aws_s3_bucket_acl.x.count", False),
    ],
)
def test_a_critical_unknown_that_no_input_settles_fails(unknown, blocker, expected) -> None:
    rule = replace(unknown.rule, severity=Severity.CRITICAL)
    finding = replace(unknown, rule=rule, blocked_by=(blocker,))
    shown = ExitPolicy().shown(Report((finding,), (), Coverage(files=1, resources=1)))
    assert shown.has_errors is expected
