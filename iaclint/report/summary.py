"""The counts of a report."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from iaclint.files.diagnostics import Level
from iaclint.judging.findings import Status, Verdict
from iaclint.ruleset.rule import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iaclint.judging.report import Report


class Summary(Struct, frozen=True):
    """Counts in every format, independent of the verdicts it lists."""

    failed: Mapping[Severity, int]
    """Failures by severity, highest first, including zeros."""
    unknown: int
    """All unknown verdicts that are not unchanged, with those of ``on_callers``."""
    passed: int
    errors: int
    """Diagnostics of level error: input that was not checked."""
    in_examples: int = 0
    """Failures in examples and tests, which ``failed`` does not count."""
    suppressed: int = 0
    """Failures and undecided checks that the source accepts, which other counts leave out."""
    unchanged: int = 0
    """Failures of the baseline or the base revision, which ``failed`` does not count."""
    fixed: int = 0
    """Failures of the baseline or the base revision that are no longer found."""
    on_callers: int = 0
    """Unknown verdicts that the caller of a module decides."""

    @property
    def problems(self) -> int:
        """The number of failures and errors."""
        return sum(self.failed.values()) + self.errors


def summarize(report: Report) -> Summary:
    """Return the counts of a report."""
    counts = Counter((finding.verdict, finding.status) for finding in report.findings)
    severities = Counter(finding.rule.severity for finding in report.open)
    return Summary(
        failed={severity: severities[severity] for severity in reversed(Severity)},
        unknown=counts[Verdict.UNKNOWN, Status.OPEN] + counts[Verdict.UNKNOWN, Status.EXAMPLE],
        passed=sum(counts[Verdict.PASS, status] for status in Status),
        errors=sum(d.level is Level.ERROR and not d.is_unchanged for d in report.diagnostics),
        in_examples=counts[Verdict.FAIL, Status.EXAMPLE],
        suppressed=sum(counts[verdict, Status.SUPPRESSED] for verdict in Verdict),
        unchanged=counts[Verdict.FAIL, Status.UNCHANGED],
        fixed=len(report.fixed),
        on_callers=sum(
            finding.depends_on is not None and finding.status in (Status.OPEN, Status.EXAMPLE)
            for finding in report.findings
        ),
    )
