"""Write a report in a format. A fault costs one format, or one finding, and not the report."""

from __future__ import annotations

from functools import partial
from io import StringIO
from typing import TYPE_CHECKING

from msgspec.structs import replace

from iaclint.files.faults import attempt, ignore
from iaclint.report import find_writer
from iaclint.report.log_commands import escape_commands

if TYPE_CHECKING:
    from iaclint.files.diagnostics import Diagnostic
    from iaclint.files.faults import Tell
    from iaclint.judging.findings import Finding
    from iaclint.judging.report import Report
    from iaclint.report.view import View


def render(report: Report, format: str, view: View, tell: Tell) -> str | None:
    """Return the text of a report; None, and a diagnostic, if the format fails.

    Findings and diagnostics that a format cannot write are left out; ``tell`` takes a diagnostic
    about each, which the text has, too.
    """
    what = f"report in the format {format}"
    text = attempt(partial(_text, report, format, view), ignore, what)
    if text is not None:
        return text
    faults: list[Diagnostic] = []
    kept = _without_faults(report, format, view, faults.append)
    for fault in faults:
        tell(fault)
    told = replace(kept, diagnostics=(*kept.diagnostics, *faults))
    return attempt(partial(_text, told, format, view), tell, what)


def _text(report: Report, format: str, view: View) -> str:
    out = StringIO()
    find_writer(format)(report, view, out)
    return escape_commands(out.getvalue(), format)


def _without_faults(report: Report, format: str, view: View, tell: Tell) -> Report:
    """Return a report with the findings and diagnostics that a format can write."""
    bare = replace(report, findings=(), diagnostics=(), fixed=())

    def writes(alone: Report, what: str) -> bool:
        return attempt(partial(_text, alone, format, view), tell, f"{what} in {format}") is not None

    def writes_finding(finding: Finding) -> bool:
        return writes(replace(bare, findings=(finding,)), finding.address)

    def writes_diagnostic(diagnostic: Diagnostic) -> bool:
        return writes(replace(bare, diagnostics=(diagnostic,)), diagnostic.code)

    return replace(
        report,
        findings=tuple(filter(writes_finding, report.findings)),
        diagnostics=tuple(filter(writes_diagnostic, report.diagnostics)),
    )
