"""What a policy does to suppressions, and when they expire."""

from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.judging.exit_policy import Action, ExitPolicy
from iaclint.judging.findings import Status, Verdict
from iaclint.judging.report import Report
from iaclint.request import Request, RuleChoice
from iaclint.runs import run
from iaclint.suppressions.policy import SuppressionPolicy

TODAY = "2026-11-29"


def check(folder: Path, comment: str, policy: SuppressionPolicy, today: str = TODAY) -> Report:
    """Return the report on a bucket without versioning, with a comment."""
    text = f'resource "aws_s3_bucket" "a" {{\n  # {comment}\n}}\n'
    (folder / "main.tf").write_text(text, "utf-8")
    rules = RuleChoice(("aws-s3-versioning",))
    return run(Request((".",), str(folder), rules, suppressions=policy, today=today))


def is_suppressed(report: Report) -> bool:
    (finding,) = (f for f in report.findings if f.verdict is Verdict.FAIL)
    return finding.status is Status.SUPPRESSED


@pytest.mark.parametrize(
    ("today", "suppressed"), [("2027-01-30", True), ("2027-01-31", True), ("2027-02-01", False)]
)
def test_applies_up_to_its_last_day(today: str, suppressed: bool, tmp_path: Path) -> None:
    comment = "iaclint: ignore[aws-s3-versioning] why until=2027-01-31"
    report = check(tmp_path, comment, SuppressionPolicy(), today)
    assert is_suppressed(report) is suppressed
    codes = [diagnostic.code for diagnostic in report.diagnostics]
    assert codes == ([] if suppressed else ["expired-suppression"])


@pytest.mark.parametrize(
    ("policy", "comment", "refusal"),
    [
        (SuppressionPolicy(require_reason=True), "checkov:skip=CKV_AWS_21", "it needs a reason"),
        (SuppressionPolicy(require_reason=True), "checkov:skip=CKV_AWS_21:why", None),
        (
            SuppressionPolicy(max_days=30),
            "iaclint: ignore[aws-s3-versioning] why",
            "it needs a last day, at most 30 days from today",
        ),
        (
            SuppressionPolicy(max_days=30),
            "iaclint: ignore[aws-s3-versioning] why until=2026-12-30",
            "its last day must be at most 30 days from today",
        ),
        (
            SuppressionPolicy(max_days=30),
            "iaclint: ignore[aws-s3-versioning] why until=2026-12-29",
            None,
        ),
        (
            SuppressionPolicy(forbidden_rules=("aws-s3-version*",)),
            "iaclint: ignore[*] why",
            "aws-s3-versioning cannot be suppressed",
        ),
        (SuppressionPolicy(forbidden_rules=("aws-s3-encryption",)), "ts:skip=AC_AWS_0214", None),
    ],
)
def test_a_policy_refuses(
    policy: SuppressionPolicy, comment: str, refusal: str | None, tmp_path: Path
) -> None:
    report = check(tmp_path, comment, policy)
    assert is_suppressed(report) is (refusal is None)
    messages = [diagnostic.message for diagnostic in report.diagnostics]
    assert messages == ([f"suppression has no effect: {refusal}"] if refusal else [])


def test_an_exit_policy_can_fail_because_of_suppressions(tmp_path: Path) -> None:
    report = check(tmp_path, "iaclint: ignore[aws-s3-versioning]", SuppressionPolicy())
    assert is_suppressed(report)
    assert not ExitPolicy().fails(report)
    assert ExitPolicy(suppressions=Action.FAIL).fails(report)
