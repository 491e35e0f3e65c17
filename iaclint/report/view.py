"""Options for writing a report."""

from __future__ import annotations

from enum import Enum

from msgspec import Struct

from iaclint.judging.findings import Finding, Verdict

UNLIMITED = 10_000
"""Columns where lines are not wrapped; what is longer, such as minified JSON, is still cut."""


class Detail(Enum):
    """How much a format for a terminal writes."""

    QUIET = "quiet"
    """The findings only."""
    NORMAL = "normal"
    VERBOSE = "verbose"
    """Everything: no groups, no shortened lists."""


class View(Struct, frozen=True):
    """Which findings a format writes, and how."""

    show: frozenset[Verdict] = frozenset([Verdict.FAIL])
    """The verdicts to list; the others are counted."""
    color: bool = False
    width: int = UNLIMITED
    """Columns per line, for formats that wrap lines."""
    framework: str | None = None
    """The compliance framework whose sections are shown with each finding."""
    framework_coverage: str = ""
    """How many sections of the framework rules answer for; not shown if empty."""
    unchanged: bool = False
    """Whether to list findings that are not new."""
    detail: Detail = Detail.NORMAL
    statistics: bool = False
    """Whether to count findings by rule at the end."""
    suppressed: bool = False
    """Whether to list suppressed findings, of the verdicts in ``show`` or of all if it is empty."""

    def lists(self, finding: Finding) -> bool:
        """Return whether to list a finding."""
        if finding.suppression is not None:
            return self.suppressed and (not self.show or finding.verdict in self.show)
        return finding.verdict in self.show
