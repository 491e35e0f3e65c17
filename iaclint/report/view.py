"""Options for writing a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from iaclint.judging.findings import Verdict


class View(Struct, frozen=True):
    """Which findings a format writes, and how."""

    show: frozenset[Verdict]
    """The verdicts to list; the others are counted."""
    color: bool = False
    width: int = 100
    """Columns per line, for formats that wrap lines."""
    framework: str | None = None
    """The compliance framework whose sections are shown with each finding."""
