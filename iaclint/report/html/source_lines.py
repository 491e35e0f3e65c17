"""The source of a finding: the line with the value marked, and a few lines around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iaclint.report.excerpt import fit, show
from iaclint.report.html.markup import Html, element
from iaclint.report.terminal import cells

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iaclint.files.source import SourceFile, Span

CONTEXT = 2
"""Lines before and after the line that is marked."""

WIDTH = 160
"""Columns that are shown of a line."""

_MOST_BYTES = 4
"""The maximum number of bytes of a character."""


def excerpt(span: Span, label: str = "") -> Html:
    """Return the lines around the start of a span, with what the label says of it.

    Text in UTF-16 and encrypted text are not shown.
    """
    if not span.file.is_readable:
        return Html("")
    return element("pre", element("code", *_lines(span.first_line(), label)), class_="source")


def line_of(span: Span) -> Html:
    """Return the line of a span without its indentation, with the span marked."""
    before, marked, after = fit(span.first_line(), WIDTH)
    return element("code", before.lstrip(), element("mark", marked), after.rstrip())


def plain_line(span: Span) -> str:
    """Return the line of a span without its indentation, as text."""
    return "".join(fit(span.first_line(), WIDTH)).strip()


def _lines(target: Span, label: str) -> Iterator[Html]:
    hit = target.start.line
    last = min(hit + CONTEXT, len(target.file.line_starts))
    for number in range(max(hit - CONTEXT, 1), last + 1):
        if number != hit:
            context = _read(target.file, number)
            # What follows the last line ending is no line.
            if context or number != len(target.file.line_starts):
                yield _line(number, context)
            continue
        before, marked, after = fit(target, WIDTH)
        yield _line(number, before, element("mark", marked), after.rstrip(), class_="hit")
        if label:
            yield element("span", " " * cells(before), label, Html("\n"), class_="label")


def _line(number: int, *content: str, class_: str | None = None) -> Html:
    end = Html("\n")
    return element("span", *content, end, class_=class_ or "line", data_n=number)


def _read(file: SourceFile, number: int) -> str:
    """Return the start of a line: minified JSON has lines of megabytes."""
    starts = file.line_starts
    start = starts[number - 1]
    stop = starts[number] if number < len(starts) else len(file.data)
    kept = file.data[start : min(stop, start + WIDTH * _MOST_BYTES)].decode("utf-8", "replace")
    line = kept.rstrip("\r\n")
    return show(line if len(line) <= WIDTH else f"{line[:WIDTH]}…")
