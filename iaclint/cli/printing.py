"""Printing text that comes from the input."""

from __future__ import annotations

from iaclint.report.log_commands import escape_commands
from iaclint.report.terminal import escape


def say(*lines: str, format: str = "text") -> None:
    """Print lines without control characters and without anything that a runner takes as a command.

    JSON has no control characters, and may have several lines.
    """
    shown = lines if format == "json" else map(_visible, lines)
    print(escape_commands("\n".join(shown), format))


def _visible(line: str) -> str:
    return "\t".join(map(escape, line.split("\t")))
