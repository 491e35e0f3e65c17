"""Annotations of GitHub Actions.

A step shows at most ten errors, ten warnings and ten notices ("Workflow commands for GitHub
Actions", and the limits of annotations in the documentation of the check runs API).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TextIO

from iaclint.files.diagnostics import Level, is_excuse
from iaclint.judging.findings import Verdict
from iaclint.limits import MAX_ANNOTATIONS
from iaclint.report.listing import listed
from iaclint.report.terminal import escape
from iaclint.report.wording import count, short_fix
from iaclint.ruleset.rule import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iaclint.files.diagnostics import Diagnostic
    from iaclint.files.source import Span
    from iaclint.judging.findings import Finding
    from iaclint.judging.report import Report
    from iaclint.report.view import View

_LEVELS = {
    Severity.CRITICAL: "error",
    Severity.HIGH: "error",
    Severity.MEDIUM: "warning",
    Severity.LOW: "notice",
}


def write(report: Report, view: View, out: TextIO) -> None:
    """Write workflow commands, the most severe findings first."""
    written: Counter[str] = Counter()
    left = 0
    for level, command in _commands(report, view):
        if written[level] < MAX_ANNOTATIONS:
            written[level] += 1
            out.write(command + "\n")
        else:
            left += 1
    if left:
        out.write(f"{count(left, 'more finding')} not annotated: GitHub shows ten of each level.\n")


def _commands(report: Report, view: View) -> Iterator[tuple[str, str]]:
    """Yield the level and the text of each annotation."""
    for diagnostic in report.diagnostics:
        is_new_error = diagnostic.level is Level.ERROR and not diagnostic.is_unchanged
        if is_new_error or is_excuse(diagnostic):
            yield diagnostic.level.value, _of_diagnostic(diagnostic)
    for finding in listed(report, view):
        failed = finding.is_open
        level = _LEVELS[finding.rule.severity] if failed else "notice"
        yield level, _of_finding(finding, level)


def _of_finding(finding: Finding, level: str) -> str:
    lines = [finding.message, *(step.text for step in finding.steps)]
    if finding.environments:
        lines.append(f"Only in {', '.join(finding.environments)}.")
    if finding.blocked_by:
        lines.append(f"Blocked by {', '.join(finding.blocked_by)}.")
    others = len(finding.instances) - 1
    if others > 0:
        lines.append(f"Also {count(others, 'other instance')}.")
    fix = short_fix(finding.rule, finding.language) if finding.verdict is Verdict.FAIL else ""
    if fix:
        lines.append(f"Fix: {fix}.")
    title = f"{finding.rule.id} ({finding.rule.severity.value})"
    return _command(level, title, "\n".join(lines), finding.span)


def _of_diagnostic(diagnostic: Diagnostic) -> str:
    lines = [diagnostic.message, *([diagnostic.hint] if diagnostic.hint else [])]
    return _command(diagnostic.level.value, diagnostic.code, "\n".join(lines), diagnostic.span)


def _command(level: str, title: str, message: str, span: Span | None) -> str:
    properties = {"title": f"iaclint: {title}"}
    if span is not None:
        first = span.first_line()
        properties = {
            "file": first.file.path,
            "line": str(first.start.line),
            "col": str(first.start.column),
            "endColumn": str(first.end.column),
            **properties,
        }
    shown = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    text = "%0A".join(escape(line).replace("%", "%25") for line in message.split("\n"))
    return f"::{level} {shown}::{text}"


def _property(value: str) -> str:
    return escape(value).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
