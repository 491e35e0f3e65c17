"""What the readers of YAML and JSON say of a document that they cannot read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iaclint.files.diagnostics import Diagnostic, Level
from iaclint.files.source import SourceFile, Span

if TYPE_CHECKING:
    from iaclint.syntax.tree import Scalar


class ParseError(Exception):
    """Ends the reading of one document; never leaves ``parse``."""

    def __init__(self, message: str, span: Span, hint: str | None = None) -> None:
        super().__init__(message)
        self.diagnostic = Diagnostic(Level.ERROR, "syntax-error", message, span, hint)


def read_text(source: SourceFile) -> str:
    """Return a source's text; raises ``ParseError`` where it is not UTF-8."""
    try:
        return source.data[source.bom :].decode("utf-8")
    except UnicodeDecodeError as error:
        at = source.bom + error.start
        hint = "save the file as UTF-8"
        raise ParseError("this is not UTF-8 text", Span(source, at, at + 1), hint) from None


def character_span(source: SourceFile, index: int) -> Span:
    """Return the span of one character of the text; empty at its end and at a line's end."""
    start = min(source.offset(max(index, 0)), len(source.data))
    end = min(source.offset(max(index, 0) + 1), len(source.data))
    if source.data[start:end] in (b"\n", b"\r"):
        end = start
    return Span(source, start, end)


def duplicate_key(key: Scalar, first: Scalar) -> Diagnostic:
    """Say that a key stands in its mapping already."""
    line = first.span.start.line
    message = f"the key '{key.text}' is given a second time, after line {line}"
    return Diagnostic(Level.WARNING, "duplicate-key", message, key.span, "the last one counts")
