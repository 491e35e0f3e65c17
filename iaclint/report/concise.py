"""The concise format: a line for each finding."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from iaclint.files.diagnostics import Level, is_excuse
from iaclint.judging.findings import Verdict
from iaclint.report.closing import close
from iaclint.report.listing import listed
from iaclint.report.terminal import Pen, escape
from iaclint.report.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iaclint.files.source import Span
    from iaclint.judging.findings import Finding
    from iaclint.judging.report import Report
    from iaclint.report.view import View


def write(report: Report, view: View, out: TextIO) -> None:
    """Write ``path:line:column: severity rule message`` for each finding, the worst first."""
    pen = Pen(view.color)
    for diagnostic in report.diagnostics:
        is_new_error = diagnostic.level is Level.ERROR and not diagnostic.is_unchanged
        if is_new_error or is_excuse(diagnostic):
            level = diagnostic.level.value
            head = pen(level, level)
            place = f"{_place(diagnostic.span)}: " if diagnostic.span else ""
            out.write(f"{place}{head} {diagnostic.code} {escape(diagnostic.message)}\n")
    for finding in listed(report, view):
        out.write(_line(finding, pen) + "\n")
    for line in close(report, view, pen):
        out.write(line + "\n")


def _line(finding: Finding, pen: Pen) -> str:
    failed = finding.verdict is Verdict.FAIL
    word = finding.rule.severity.value if failed else finding.verdict.value
    message = " ".join([finding.message, *_remarks(finding)])
    return f"{_place(finding.span)}: {pen(word, word)} {finding.rule.id} {escape(message)}"


def _remarks(finding: Finding) -> Iterator[str]:
    """Yield what a reader must know to the message, in parentheses."""
    others = len(finding.instances) - 1
    if others > 0:
        yield f"(and {count(others, 'other instance')})"
    if finding.environments:
        yield f"(only in {', '.join(finding.environments)})"
    if finding.blocked_by:
        yield f"(blocked by {', '.join(finding.blocked_by)})"
    if finding.is_example:
        yield "(in an example)"
    if finding.suppression is not None:
        yield "(suppressed)"


def _place(span: Span) -> str:
    return escape(f"{span.file.display}:{span.start.line}:{span.start.column}")
