"""Which findings a format lists, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iaclint.judging.findings import Finding, Status, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iaclint.judging.report import Report
    from iaclint.report.view import View

_ORDER = {Verdict.FAIL: 0, Verdict.UNKNOWN: 1, Verdict.PASS: 2}


def listed(report: Report, view: View) -> list[Finding]:
    """Return the findings that a view lists, the worst first."""
    return worst_first(f for f in report.findings if is_listed(f, view))


def is_listed(finding: Finding, view: View) -> bool:
    """Return whether a view lists a finding; what is not new only if it is asked for."""
    return view.lists(finding) and (view.unchanged or finding.status is not Status.UNCHANGED)


def listed_with_unchanged(report: Report, view: View) -> list[Finding]:
    """Return the findings that a view lists, for services that compare two reports themselves."""
    return worst_first(f for f in report.findings if view.lists(f))


def is_failure(finding: Finding) -> bool:
    """Return whether a finding is a failure that counts, or would if it were new."""
    statuses = (Status.OPEN, Status.UNCHANGED)
    return finding.verdict is Verdict.FAIL and finding.status in statuses


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings by verdict and severity; equal ones stay in order, examples come last."""
    return sorted(
        findings,
        key=lambda f: (f.status is not Status.OPEN, _ORDER[f.verdict], -f.rule.severity.rank),
    )
