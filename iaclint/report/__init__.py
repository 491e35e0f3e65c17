"""Report formats, a module each; they write what is already judged, sorted and counted."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, TextIO

from msgspec import Struct

from iaclint.errors import UsageError
from iaclint.files.diagnostics import did_you_mean

if TYPE_CHECKING:
    from iaclint.judging.findings import Report, Verdict

FORMATS = {
    "text": "iaclint.report.text",
    "json": "iaclint.report.json",
    "sarif": "iaclint.report.sarif",
}
"""Where each format lives: a module with a function ``write``."""


class View(Struct, frozen=True):
    """What a format writes of a report, and how."""

    show: frozenset[Verdict]
    """The verdicts to list; the others are counted."""
    color: bool = False
    width: int = 100
    """Columns per line, for formats that wrap lines."""
    framework: str | None = None
    """The compliance framework whose sections are shown with each finding."""


class Write(Protocol):
    """The function ``write`` of a format."""

    def __call__(self, report: Report, view: View, out: TextIO) -> None:
        """Write a report to an open text stream."""


def check_format(name: str) -> str:
    """Return the name of a format. Raises ``UsageError`` for an unknown one."""
    if name not in FORMATS:
        hint = did_you_mean(name, FORMATS) or f"known formats: {', '.join(FORMATS)}"
        raise UsageError(f"unknown format '{name}'", hint)
    return name


def find_writer(name: str) -> Write:
    """Return the function that writes a format; its module is imported here."""
    write: Write = import_module(FORMATS[check_format(name)]).write
    return write
