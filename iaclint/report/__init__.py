"""Report formats, one module each; they write a finished report."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, TextIO

from iaclint.errors import UsageError

if TYPE_CHECKING:
    from iaclint.judging.report import Report
    from iaclint.report.view import View

FORMATS = {
    "text": "iaclint.report.text:write",
    "full": "iaclint.report.text:write_full",
    "concise": "iaclint.report.concise:write",
    "json": "iaclint.report.json:write",
    "sarif": "iaclint.report.sarif.document:write",
    "github": "iaclint.report.ci.github:write",
    "gitlab": "iaclint.report.ci.gitlab_quality:write",
    "gitlab-sast": "iaclint.report.ci.gitlab_sast:write",
    "junit": "iaclint.report.ci.junit:write",
    "markdown": "iaclint.report.ci.markdown:write",
    "csv": "iaclint.report.ci.csv:write",
    "html": "iaclint.report.html.page:write",
}
"""The module and the function of each format."""

TERMINAL_FORMATS = frozenset(["text", "full", "concise"])
"""The formats for a terminal."""

SUFFIXES = {
    ".txt": "text",
    ".sarif.json": "sarif",
    ".json": "json",
    ".sarif": "sarif",
    ".xml": "junit",
    ".md": "markdown",
    ".csv": "csv",
    ".html": "html",
}
"""The format of a file by the end of its name; the first one counts."""


class Write(Protocol):
    """The function that writes a format."""

    def __call__(self, report: Report, view: View, out: TextIO) -> None:
        """Write a report to an open text stream."""


def check_format(name: str) -> str:
    """Return the name of a format. Raises ``UsageError`` for an unknown one."""
    if name not in FORMATS:
        from iaclint.files.diagnostics import did_you_mean

        hint = did_you_mean(name, FORMATS) or f"known formats: {', '.join(FORMATS)}"
        raise UsageError(f"unknown format '{name}'", hint)
    return name


def format_of(path: str) -> str:
    """Return the format of a report file by its suffix; text for any other."""
    name = path.lower()
    return next((SUFFIXES[suffix] for suffix in SUFFIXES if name.endswith(suffix)), "text")


def find_writer(name: str) -> Write:
    """Return the function that writes a format; its module is imported here."""
    module, _, function = FORMATS[check_format(name)].partition(":")
    write: Write = getattr(import_module(module), function)
    return write
