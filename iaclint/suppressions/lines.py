"""Offsets of lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iaclint.files.source import Span

if TYPE_CHECKING:
    from iaclint.files.source import SourceFile


def line_start(source: SourceFile, offset: int) -> int:
    """Return the offset at which the line of an offset starts."""
    return source.data.rfind(b"\n", 0, offset) + 1 or source.bom


def line_end(source: SourceFile, offset: int) -> int:
    """Return the offset at which the line of an offset ends, without its line break."""
    end = source.data.find(b"\n", offset)
    return len(source.data) if end == -1 else end


def whole(source: SourceFile) -> Span:
    """Return the span of a file."""
    return Span(source, 0, len(source.data))
