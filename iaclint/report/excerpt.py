"""The source line that a report points to, with carets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iaclint.report.terminal import (
    cells,
    cut,
    escape,
    wrap,
)

if TYPE_CHECKING:
    from iaclint.files.source import Span
    from iaclint.report.terminal import Pen

TAB = "    "
"""Replaces a tab, in the source line and in the line of carets."""


def margin(span: Span) -> str:
    """Return the width of the line number of a span."""
    return " " * len(str(span.start.line))


def excerpt(span: Span, label: str, style: str, pen: Pen, width: int) -> list[str]:
    """Return the place, the line and the carets with their label, as lines to print.

    Text in UTF-16 and encrypted text are not shown.
    """
    target = span.first_line()
    pad = margin(target)
    place, frame = f"{pen(f'{pad}-->', 'frame')} {escape(str(target))}", pen(f"{pad} |", "frame")
    if not target.file.is_readable:
        return [place, frame]
    room = width - len(pad) - 3
    before, marked, after = fit(target, room)
    carets = pen("^" * max(cells(marked), 1), style)
    under = _beside(label, cells(before), max(cells(marked), 1), room)
    return [
        place,
        frame,
        f"{pen(f'{target.start.line} |', 'frame')} {before}{marked}{after}".rstrip(),
        f"{frame} {' ' * cells(before)}{carets}{pen(under[0], style)}",
        *(f"{frame} {pen(line, style)}" for line in under[1:]),
        frame,
    ]


_MOST_BYTES = 4
"""The maximum number of bytes of a character."""


def fit(target: Span, room: int) -> tuple[str, str, str]:
    """Return the text before, in and after a span on its line, cut to fit."""
    # Decode only what can be shown: minified JSON has lines of megabytes.
    reach = (room + 1) * _MOST_BYTES
    first, last = _line(target)
    start, stop = target.start_byte, target.end_byte
    left = _decode(target, max(first, start - reach), start)
    before = show(left[-room:])
    marked = cut(show(_decode(target, start, min(stop, start + reach))[:room]), room * 2 // 3)
    after = show(_decode(target, stop, min(last, stop + reach))[:room])
    if cells(before) + cells(marked) + cells(after) > room:
        before = before.lstrip()
    lead = max(room - cells(marked) - min(cells(after), room // 4), 0)
    if len(left) > room or cells(before) > lead:
        before = cut_start(before, lead)
    return before, marked, cut(after, room - cells(before) - cells(marked))


def _line(target: Span) -> tuple[int, int]:
    """Return the offset of the start of a span's line, and of the end of its text."""
    starts, data = target.file.line_starts, target.file.data
    first = starts[target.start.line - 1]
    last = data.find(b"\n", first)
    last = len(data) if last == -1 else last
    return first, last - (data[last - 1 : last] == b"\r" and last > first)


def _decode(target: Span, start: int, stop: int) -> str:
    return target.file.data[start:stop].decode("utf-8", "replace")


def cut_start(text: str, width: int) -> str:
    """Return the end of a text that fits into a number of cells, after a mark."""
    kept = text[-width:] if width else ""
    while cells(kept) > max(width - 1, 0):
        kept = kept[1:]
    return f"…{kept}"


def show(text: str) -> str:
    """Return source text with tabs expanded and control characters escaped."""
    return TAB.join(escape(part) for part in text.split("\t"))


def _beside(label: str, start: int, length: int, room: int) -> list[str]:
    """Return the label after the carets, and the lines below if it is too long."""
    text = escape(label)
    if not text:
        return [""]
    if start + length + 1 + cells(text) <= room:
        return [f" {text}"]
    indent = max(min(start, room - cells(text)), 0)
    return ["", *(" " * indent + line for line in wrap(text, room - indent).split("\n"))]
