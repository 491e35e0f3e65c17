"""The limits of GitHub code scanning for a SARIF file.

GitHub rejects a file that exceeds one ("SARIF results exceed one or more limits"), and of code
flows and places it shows fewer than it accepts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from iaclint.files.diagnostics import Level, is_excuse
from iaclint.limits import MAX_SARIF_BYTES, MAX_SARIF_TEXT
from iaclint.report.listing import worst_first

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iaclint.files.diagnostics import Diagnostic
    from iaclint.judging.findings import Finding
    from iaclint.judging.report import FixedFinding, Report
    from iaclint.report.sarif.packed_text import PackedText
    from iaclint.report.view import View

_MARGIN: Final = 0.9
"""How much of the room to use: results differ in size."""


def fitting_results(text: PackedText, results: int) -> int:
    """Return how many of the results of a file fit; all of them if the file is small enough."""
    size = len(text.data)
    return results if size <= MAX_SARIF_BYTES else int(results * MAX_SARIF_BYTES / size * _MARGIN)


def cut_text(text: str) -> str:
    """Return a description that GitHub reads in full."""
    return text if len(text) <= MAX_SARIF_TEXT else f"{text[: MAX_SARIF_TEXT - 1]}…"


class Results(Struct, frozen=True):
    """What becomes a result."""

    unread: Sequence[Diagnostic]
    findings: Sequence[Finding]
    fixed: Sequence[FixedFinding]
    left_out: int


def choose(report: Report, view: View, room: int) -> Results:
    """Return what to report in at most ``room`` results: everything, or the most severe."""
    unread = [d for d in report.diagnostics if is_result(d)]
    findings = [f for f in report.findings if view.lists(f)]
    fixed = report.fixed if view.unchanged else ()
    left_out = len(unread) + len(findings) + len(fixed) - room
    if left_out <= 0:
        return Results(unread, findings, fixed, 0)
    unread = unread[:room]
    findings = worst_first(findings)[: room - len(unread)]
    return Results(unread, findings, fixed[: room - len(unread) - len(findings)], left_out)


def is_result(diagnostic: Diagnostic) -> bool:
    """Return whether to report a diagnostic as a result: GitHub does not show notifications."""
    is_shown = diagnostic.level is Level.ERROR or is_excuse(diagnostic)
    return is_shown and diagnostic.span is not None
