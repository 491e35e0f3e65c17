"""The counts of a report."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from iaclint.files.diagnostics import Level
from iaclint.judging.findings import Verdict
from iaclint.ruleset.rule import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iaclint.judging.findings import Report


class Summary(Struct, frozen=True):
    """Counts in every format, independent of the verdicts it lists."""

    failed: Mapping[Severity, int]
    """Failures by severity, highest first, including zeros."""
    unknown: int
    passed: int
    errors: int
    """Diagnostics of level error: input that was not checked."""
    in_examples: int = 0
    """Failures in examples and tests; ``failed`` has the others."""

    @property
    def problems(self) -> int:
        """The number of failures and errors."""
        return sum(self.failed.values()) + self.errors


def summarize(report: Report) -> Summary:
    """Return the counts of a report."""
    verdicts = Counter(finding.verdict for finding in report.findings)
    severities = Counter(
        finding.rule.severity
        for finding in report.findings
        if finding.verdict is Verdict.FAIL and not finding.is_example
    )
    return Summary(
        failed={severity: severities[severity] for severity in reversed(Severity)},
        unknown=verdicts[Verdict.UNKNOWN],
        passed=verdicts[Verdict.PASS],
        errors=sum(diagnostic.level is Level.ERROR for diagnostic in report.diagnostics),
        in_examples=verdicts[Verdict.FAIL] - severities.total(),
    )


def fails(report: Report, threshold: Severity, require_coverage: bool = False) -> bool:
    """Return whether a run fails: on a failure of ``threshold`` or above, or on any error.

    An error always fails, because input that was not checked can contain anything. With
    ``require_coverage`` everything that was not checked fails.
    """
    if require_coverage and not report.coverage.is_complete:
        return True
    summary = summarize(report)
    worst = max((s.rank for s, count in summary.failed.items() if count), default=-1)
    return summary.errors > 0 or worst >= threshold.rank
