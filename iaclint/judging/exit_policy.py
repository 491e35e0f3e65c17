"""What makes a run fail."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from iaclint.files.diagnostics import Diagnostic, Level, arrange
from iaclint.judging.findings import Finding, Status, Verdict
from iaclint.judging.report import NOTHING_CHECKED
from iaclint.ruleset.rule import Severity
from iaclint.symbolic.unsettled import hold_by_default, is_limit, remedy, unsettled_cause

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from iaclint.judging.report import Report


class Action(Enum):
    """What a run does about something that is not a failure of a rule."""

    IGNORE = "ignore"
    """Count it only."""
    REPORT = "report"
    """List it; a critical check that no input can settle fails."""
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
        """Return a report with the diagnostics that the policy asks for, without ignored ones."""
        if self.unknown is not Action.IGNORE:
            unsettled = map(_unsettled, filter(_is_unsettled, report.findings))
            raised = self._raised(report)
            report = replace(report, diagnostics=arrange(raised, unsettled))
        if self.coverage is Action.IGNORE:
            coverage = replace(report.coverage, remedies=(), not_applied=())
            kept = (d for d in report.diagnostics if d.code != NOTHING_CHECKED)
            report = replace(report, diagnostics=tuple(kept), coverage=coverage)
        if self.suppressions is Action.IGNORE:
            kept = (d for d in report.diagnostics if not _is_suppression(d))
            report = replace(report, diagnostics=tuple(kept))
        return report

    def _raised(self, report: Report) -> Iterator[Diagnostic]:
        """Yield diagnostics; what makes a check undecided that no input can settle is an error."""
        undecided = filter(_is_undecided, report.findings)
        counted = (f for f in undecided if f.rule.severity.rank >= self.threshold.rank)
        blockers = {symbol for finding in counted for symbol in finding.blocked_by}
        for found in report.diagnostics:
            is_error = not blockers.isdisjoint(found.blocks)
            yield replace(found, level=Level.ERROR) if is_error else found


def _is_suppression(diagnostic: Diagnostic) -> bool:
    return diagnostic.code.endswith("-suppression")


def _is_unsettled(finding: Finding) -> bool:
    """Return whether a critical check is undecided, and no input of the root can decide it.

    So is one that fails in the workspace of a run that selects none. Beyond a limit, nothing is
    checked: then any severity counts.
    """
    if not _is_undecided(finding) or finding.is_example:
        return False
    causes = _causes(finding)
    if finding.rule.severity is Severity.CRITICAL and (causes or hold_by_default(finding.cases)):
        return True
    return any(map(is_limit, causes))


def _causes(finding: Finding) -> list[str]:
    return list(dict.fromkeys(filter(None, map(unsettled_cause, finding.blocked_by))))


def _unsettled(finding: Finding) -> Diagnostic:
    reason, remedy = _reason(_causes(finding))
    message, hint = f"{finding.message}: {reason}", f"{remedy}, or suppress the finding"
    return Diagnostic(Level.ERROR, "unsettled-check", message, finding.span, hint)


def _reason(causes: Sequence[str]) -> tuple[str, str]:
    """Return why a check is an error, and what to do about it."""
    if not causes:
        return "Terraform uses the workspace default if none is selected", "set --workspace"
    limit = next(filter(is_limit, causes), None)
    if limit is not None:
        return limit, "reduce it"
    return f"no input can settle {', '.join(causes)}", remedy(causes[0])


def _is_undecided(finding: Finding) -> bool:
    return finding.verdict is Verdict.UNKNOWN and finding.status is Status.OPEN
