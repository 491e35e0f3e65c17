from __future__ import annotations

import pytest

from iaclint.errors import UsageError
from iaclint.report import find_writer
from iaclint.report.summary import summarize
from iaclint.ruleset.rule import Severity


def test_counts_by_severity(report) -> None:
    summary = summarize(report)
    assert list(summary.failed) == list(reversed(Severity))
    assert summary.failed[Severity.CRITICAL] == 1
    assert (summary.unknown, summary.passed, summary.errors) == (1, 1, 1)
    assert summary.problems == 2


def test_an_unknown_format_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="unknown format 'jsn'") as error:
        find_writer("jsn")
    assert error.value.hint == "did you mean 'json'?"
