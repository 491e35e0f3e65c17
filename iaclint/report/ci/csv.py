"""The CSV format: a row for each finding."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, TextIO

from iaclint.report.listing import worst_first
from iaclint.report.terminal import escape

if TYPE_CHECKING:
    from iaclint.judging.findings import Finding
    from iaclint.judging.report import Report
    from iaclint.report.view import View

COLUMNS = (
    "severity",
    "rule",
    "verdict",
    "status",
    "path",
    "line",
    "column",
    "address",
    "instances",
    "message",
    "reasons",
    "blocked_by",
    "environments",
    "category",
    "fingerprint",
)


def write(report: Report, view: View, out: TextIO) -> None:
    """Write the findings of all statuses, the worst first."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for finding in worst_first(f for f in report.findings if view.lists(f)):
        writer.writerow(map(_cell, _row(finding)))


def _row(finding: Finding) -> tuple[str | int, ...]:
    return (
        finding.rule.severity.value,
        finding.rule.id,
        finding.verdict.value,
        finding.status.value,
        finding.span.file.display,
        finding.span.start.line,
        finding.span.start.column,
        finding.address,
        len(finding.instances),
        finding.message,
        "; ".join(step.text for step in finding.steps),
        ", ".join(finding.blocked_by),
        ", ".join(finding.environments),
        finding.rule.category,
        finding.fingerprint,
    )


def _cell(value: str | int) -> str | int:
    """Return a cell that a spreadsheet does not take for a formula (OWASP, "CSV Injection")."""
    if not isinstance(value, str):
        return value
    text = escape(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text
