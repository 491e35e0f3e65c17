"""Report formats, one module each; they write a finished report."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, TextIO

from iaclint.errors import UsageError

if TYPE_CHECKING:
    from iaclint.judging.report import Report
    from iaclint.report.view import View

FORMATS = {
    "text": "iaclint.report.text",
    "json": "iaclint.report.json",
    "sarif": "iaclint.report.sarif",
}
"""The module of each format, which has a function ``write``."""


class Write(Protocol):
    """The function ``write`` of a format."""

    def __call__(self, report: Report, view: View, out: TextIO) -> None:
        """Write a report to an open text stream."""


def check_format(name: str) -> str:
    """Return the name of a format. Raises ``UsageError`` for an unknown one."""
    if name not in FORMATS:
        from iaclint.files.diagnostics import did_you_mean

        hint = did_you_mean(name, FORMATS) or f"known formats: {', '.join(FORMATS)}"
        raise UsageError(f"unknown format '{name}'", hint)
    return name


def find_writer(name: str) -> Write:
    """Return the function that writes a format; its module is imported here."""
    write: Write = import_module(FORMATS[check_format(name)]).write
    return write
