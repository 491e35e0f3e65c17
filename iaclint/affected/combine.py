"""One report of several on the same change, with different variable files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec.structs import replace

from iaclint.files.diagnostics import arrange
from iaclint.judging.grouping import merge
from iaclint.judging.report import ChangeSummary

if TYPE_CHECKING:
    from iaclint.judging.report import Report


def combine(reports: Mapping[str, Report]) -> Report:
    """Return one report; the first one is that of all files, the others those of environments.

    A finding of all files applies to all environments.
    """
    first, *others = reports.values()
    if not others:
        return first
    merged = merge({name: report.findings for name, report in reports.items()})
    not_applied = (name for name in first.coverage.not_applied if name not in reports)
    changes = [report.changes for report in reports.values() if report.changes is not None]
    return replace(
        first,
        findings=tuple(
            replace(finding, environments=()) if "" in finding.environments else finding
            for finding in merged
        ),
        diagnostics=arrange(*(report.diagnostics for report in reports.values())),
        coverage=replace(first.coverage, not_applied=tuple(not_applied)),
        changes=ChangeSummary(changes[0].files, max(each.hidden for each in changes)),
    )
