"""Diagnostics of the YAML and JSON parsers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iaclint.files.diagnostics import REACHED, Diagnostic, Level
from iaclint.files.source import SourceFile, Span
from iaclint.limits import MAX_DOCUMENT_VALUES

if TYPE_CHECKING:
    from iaclint.syntax.tree import Scalar


DUPLICATE_KEY: Final = "duplicate-key"
SEVERAL_DOCUMENTS: Final = "several-documents"
"""The code of a diagnostic about a key that a mapping has twice."""


class ParseError(Exception):
    """A document cannot be parsed; never leaves ``parse``."""

    code = "syntax-error"

    def __init__(self, message: str, span: Span, hint: str | None = None) -> None:
        super().__init__(message)
        self.diagnostic = Diagnostic(Level.ERROR, self.code, message, span, hint)


class LimitError(ParseError):
    """A document is too large or too deep to be parsed."""

    code = REACHED


class EncryptedError(ParseError):
    """A file that git-crypt has encrypted."""

    code = "encrypted-file"

    def __init__(self, source: SourceFile) -> None:
        hint = "run `git-crypt unlock` to check it"
        super().__init__("this file is encrypted by git-crypt", Span(source, 0, 0), hint)


_SAVE = "save the file as UTF-8"


def check_utf8(source: SourceFile) -> None:
    """Raise ``ParseError`` if a source is encrypted or UTF-16."""
    if source.is_encrypted:
        raise EncryptedError(source)
    if source.is_utf16:
        raise ParseError("this is UTF-16, not UTF-8", Span(source, 0, 1), _SAVE)


def read_text(source: SourceFile) -> str:
    """Return the text of a source; raises ``ParseError`` if it is not UTF-8."""
    check_utf8(source)
    try:
        return source.data[source.bom :].decode("utf-8")
    except UnicodeDecodeError as error:
        at = source.bom + error.start
        raise ParseError("this is not valid UTF-8", Span(source, at, at + 1), _SAVE) from None


def check_values(source: SourceFile, separators: bytes) -> None:
    """Raise ``LimitError`` for a document that may have too many values to be parsed."""
    count = sum(source.data.count(separators[n : n + 1]) for n in range(len(separators)))
    if count > MAX_DOCUMENT_VALUES:
        message = f"more than {MAX_DOCUMENT_VALUES:,} values are not parsed"
        raise LimitError(message, Span(source, source.bom, source.bom))


def character_span(source: SourceFile, index: int) -> Span:
    """Return the span of one character; empty at the end of a line and of the text."""
    start = min(source.offset(max(index, 0)), len(source.data))
    end = min(source.offset(max(index, 0) + 1), len(source.data))
    if source.data[start:end] in (b"\n", b"\r"):
        end = start
    return Span(source, start, end)


def duplicate_key(
    key: Scalar, first: Scalar, repeats: bool = False, is_error: bool = False
) -> Diagnostic:
    """Return a warning, or an error, for a duplicate key; ``repeats`` if all values are used."""
    level = Level.ERROR if is_error else Level.WARNING
    used = "all values are used" if repeats else "the last value is used"
    hint = "set it only once" if is_error else used
    line = first.span.start.line
    message = f"duplicate key '{key.text}', first defined on line {line}"
    return Diagnostic(level, DUPLICATE_KEY, message, key.span, hint)
