"""What makes a run fail."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from iaclint.judging.findings import Finding, Status, Verdict
from iaclint.judging.report import NOTHING_CHECKED
from iaclint.ruleset.rule import Severity

if TYPE_CHECKING:
    from iaclint.files.diagnostics import Diagnostic
    from iaclint.judging.report import Report


class Action(Enum):
    """What a run does about something that is not a failure of a rule."""

    IGNORE = "ignore"
    """Count it only."""
    REPORT = "report"
    """List it."""
    FAIL = "fail"
    """List it and fail."""


class ExitPolicy(Struct, frozen=True):
    """What makes a run fail."""

    threshold: Severity = Severity.LOW
    """The lowest severity that fails."""
    unknown: Action = Action.REPORT
    """What to do about checks that are undecided because values are unknown."""
    coverage: Action = Action.REPORT
    """What to do if something could not be checked, or nothing was."""
    suppressions: Action = Action.REPORT
    """What to do about unused, expired, unexplained, invalid and refused suppressions."""
    max_findings: int = 0
    """How many open findings of the threshold's severity or above are accepted."""

    def fails(self, report: Report) -> bool:
        """Return whether a run fails.

        An error always fails, because input that was not checked can contain anything.
        """
        if report.has_errors or (self.coverage is Action.FAIL and not report.coverage.is_complete):
            return True
        if self.suppressions is Action.FAIL and any(map(_is_suppression, report.diagnostics)):
            return True
        if self.unknown is Action.FAIL and any(map(_is_undecided, report.findings)):
            return True
        counted = [f for f in report.open if f.rule.severity.rank >= self.threshold.rank]
        return len(counted) > self.max_findings

    def shown(self, report: Report) -> Report:
        """Return a report without the diagnostics that are only counted."""
        if self.coverage is Action.IGNORE:
            coverage = replace(report.coverage, remedies=(), not_applied=())
            kept = (d for d in report.diagnostics if d.code != NOTHING_CHECKED)
            report = replace(report, diagnostics=tuple(kept), coverage=coverage)
        if self.suppressions is Action.IGNORE:
            kept = (d for d in report.diagnostics if not _is_suppression(d))
            report = replace(report, diagnostics=tuple(kept))
        return report


def _is_suppression(diagnostic: Diagnostic) -> bool:
    return diagnostic.code.endswith("-suppression")


def _is_undecided(finding: Finding) -> bool:
    return finding.verdict is Verdict.UNKNOWN and finding.status is Status.OPEN
