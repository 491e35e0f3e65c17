"""Text on a terminal: escaped, measured in cells, wrapped, with optional color."""

from __future__ import annotations

import re

from msgspec import Struct

from iaclint.report.log_commands import HIDDEN

# Control characters, characters that reorder or hide text, so that a reader sees something else
# than the parser, and lone surrogates, which cannot be encoded.
_UNSAFE = f"[\x00-\x1f\ud800-\udfff{HIDDEN}]"
NO_BREAK = "\u00a0"
"""A space at which ``wrap`` does not break."""

_PAINT = "\x1b\\[[0-9;]*m"

STYLES = {
    "critical": "bold red",
    "high": "bold red",
    "error": "bold red",
    "medium": "bold yellow",
    "warning": "bold yellow",
    "low": "bold cyan",
    "unknown": "bold magenta",
    "pass": "bold green",
    "title": "bold",
    "frame": "blue",
    "help": "bold",
}
"""The style of each part of a report, for rich."""


class Pen(Struct, frozen=True):
    """Adds named styles to text, or returns it unchanged."""

    color: bool

    def __call__(self, text: str, style: str) -> str:
        """Return the text with the control codes of a style."""
        if not self.color:
            return text
        from rich.style import Style

        return Style.parse(STYLES[style]).render(text)


def escape(text: str) -> str:
    """Return a text with control characters escaped."""
    if text.replace(NO_BREAK, "").isprintable():  # most are, and the pattern is slow to compile
        return text
    return re.sub(_UNSAFE, lambda match: _spell(ord(match[0])), text)


def _spell(code: int) -> str:
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def cells(text: str) -> int:
    """Return the width of a text in terminal cells, without its styles."""
    if "\x1b" in text:
        text = re.sub(_PAINT, "", text)
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def cut(text: str, width: int) -> str:
    """Return a text cut to a number of cells, with a mark if it is cut."""
    if cells(text) <= width:
        return text
    kept = text[: max(width - 1, 0)]
    while cells(kept) > width - 1:
        kept = kept[:-1]
    return f"{kept}…"


def wrap(text: str, width: int, indent: int = 0) -> str:
    """Return a text with line breaks at spaces; lines after the first are indented.

    A word that is longer than a line (a URL, an address) is not broken.
    """
    first, *words = text.strip(" ").split(" ")
    line = " " * (len(text) - len(text.lstrip(" "))) + first
    lines = []
    for word in words:
        if cells(line) + 1 + cells(word) > width:
            lines.append(line.rstrip(" "))
            line = " " * indent + word
        else:
            line = f"{line} {word}"
    return "\n".join([*lines, line]).replace(NO_BREAK, " ")
