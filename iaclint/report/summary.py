"""What a report adds up to."""

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
    """The counts that every format states, whatever it shows."""

    failed: Mapping[Severity, int]
    """Failures by severity, the worst first; every severity is there."""
    unknown: int
    passed: int
    errors: int
    """Inputs, or parts of them, that could not be judged."""

    @property
    def problems(self) -> int:
        """How much there is to mend."""
        return sum(self.failed.values()) + self.errors


def summarize(report: Report) -> Summary:
    """Count a report's verdicts and errors."""
    verdicts = Counter(finding.verdict for finding in report.findings)
    severities = Counter(
        finding.rule.severity for finding in report.findings if finding.verdict is Verdict.FAIL
    )
    return Summary(
        failed={severity: severities[severity] for severity in reversed(Severity)},
        unknown=verdicts[Verdict.UNKNOWN],
        passed=verdicts[Verdict.PASS],
        errors=sum(diagnostic.level is Level.ERROR for diagnostic in report.diagnostics),
    )


def fails(report: Report, threshold: Severity) -> bool:
    """Tell whether a run fails: on a failure from ``threshold`` up, and on any input error.

    What could not be read could hold anything, so no threshold excuses it.
    """
    summary = summarize(report)
    worst = max((s.rank for s, count in summary.failed.items() if count), default=-1)
    return summary.errors > 0 or worst >= threshold.rank
