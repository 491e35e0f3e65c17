"""Formats: each writes what is already judged, sorted and counted, in one module of its own."""

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
    """What of a report is written, and for what kind of reader."""

    show: frozenset[Verdict]
    """The verdicts to write out; what is left out is still counted."""
    color: bool = False
    width: int = 100
    """How many cells a line may fill, where the format has lines."""


class Write(Protocol):
    """A format's one function."""

    def __call__(self, report: Report, view: View, out: TextIO) -> None:
        """Write a report to an open text stream."""


def check_format(name: str) -> str:
    """Return the name of a format; raises ``UsageError`` where there is none of that name."""
    if name not in FORMATS:
        hint = did_you_mean(name, FORMATS) or f"known formats: {', '.join(FORMATS)}"
        raise UsageError(f"unknown format '{name}'", hint)
    return name


def find_writer(name: str) -> Write:
    """Return what writes a format, importing it only now."""
    write: Write = import_module(FORMATS[check_format(name)]).write
    return write
