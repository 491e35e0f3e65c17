from __future__ import annotations

import pytest
from msgspec.structs import replace

from iaclint.errors import UsageError
from iaclint.judging.findings import Coverage, Report
from iaclint.report import find_writer
from iaclint.report.summary import fails, summarize
from iaclint.ruleset.rule import Severity


def test_counts_by_severity(report) -> None:
    summary = summarize(report)
    assert list(summary.failed) == list(reversed(Severity))
    assert summary.failed[Severity.CRITICAL] == 1
    assert (summary.unknown, summary.passed, summary.errors) == (1, 1, 1)
    assert summary.problems == 2


@pytest.mark.parametrize(
    ("severity", "threshold", "expected"),
    [("low", "low", True), ("low", "medium", False), ("critical", "high", True)],
)
def test_fails_from_the_threshold_up(fail, severity, threshold, expected) -> None:
    rule = replace(fail.rule, severity=Severity(severity))
    report = Report((replace(fail, rule=rule),), (), Coverage())
    assert fails(report, Severity(threshold)) is expected


def test_unknowns_alone_do_not_fail(unknown) -> None:
    assert not fails(Report((unknown,), (), Coverage()), Severity.LOW)


def test_unreadable_input_fails_at_any_threshold(report) -> None:
    assert fails(replace(report, findings=()), Severity.CRITICAL)


def test_an_unknown_format_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="unknown format 'jsn'") as error:
        find_writer("jsn")
    assert error.value.hint == "did you mean 'json'?"
