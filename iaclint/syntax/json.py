"""JSON with a span on every value.

The standard library is the judge of what is JSON and of what its strings say. In a document
that it accepts one pattern finds every token; tokens and values are put together in order.
"""

from __future__ import annotations

import json
import re
from operator import methodcaller
from typing import TYPE_CHECKING

from iaclint.files.source import SourceFile, Span
from iaclint.limits import MAX_DOCUMENT_DEPTH
from iaclint.symbolic.values import Value
from iaclint.syntax.errors import (
    SyntaxFault,
    character_span,
    duplicate_key,
    read_text,
)
from iaclint.syntax.tree import (
    Entry,
    Mapping,
    Node,
    Scalar,
    Sequence,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iaclint.files.diagnostics import Diagnostic

_TOKEN = re.compile(rb'[\s,:]*("[^"\\]*(?:\\.[^"\\]*)*"|[][{}]|[^][{}\s,:"]+)')
"""A string, a bracket, or a word (a number or a constant), with what separates it from the one
before. On bytes, for their offsets."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_MANY_DIGITS = re.compile(r"[0-9]{640,}")
_TOO_DEEP = f"this is nested deeper than {MAX_DOCUMENT_DEPTH} levels"

_WORDS = {
    "Expecting value": "a value is expected here",
    "Expecting property name enclosed in double quotes": "a name in double quotes is expected here",
    "Expecting ',' delimiter": "a comma or the end of the list or object is expected here",
    "Expecting ':' delimiter": "a colon is expected here",
    "Extra data": "the document has ended, but something follows",
    "Unterminated string starting at": "this string has no end",
    "Invalid control character at": "a string may not hold a line break or control character",
    "Invalid \\escape": "a string may not hold this escape",
    "Invalid \\uXXXX escape": "four hexadecimal digits are expected after \\u",
    "Illegal trailing comma before end of object": "a name in double quotes is expected here",
    "Illegal trailing comma before end of array": "a value is expected here",
}
"""The standard library's messages in the words of somebody who writes JSON."""


class _Pairs(list[tuple[str, Value]]):
    """An object as it is written, duplicate keys included."""


def parse(source: SourceFile) -> tuple[Node | None, list[Diagnostic]]:
    """Read a JSON document: its tree, None where it cannot be read, and what is wrong."""
    diagnostics: list[Diagnostic] = []
    try:
        values = _load(source, read_text(source))
        builder = _Builder(source, diagnostics, source.bom, len(source.data))
        return builder.build(values, 0), diagnostics
    except SyntaxFault as fault:
        return None, [*diagnostics, fault.diagnostic]


def parse_part(source: SourceFile, start: int, end: int) -> Node | None:
    """Read the value between two bytes of a document that is known to be JSON.

    None where it is nested too deeply.
    """
    try:
        values = _load(source, source.data[start:end].decode("utf-8", "replace"))
        return _Builder(source, [], start, end).build(values, 0)
    except SyntaxFault:
        return None


def _load(source: SourceFile, text: str) -> Value:
    try:
        return json.loads(text, object_pairs_hook=_Pairs, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        raise _translate(error, source) from None
    except RecursionError:
        raise SyntaxFault(_TOO_DEEP, character_span(source, 0)) from None
    except _NoJson as error:
        message = f"{error} is JavaScript, not JSON"
        raise SyntaxFault(message, _word(source, str(error))) from None
    except ValueError:
        # Only Python's limit on the digits of a number is left.
        digits = _MANY_DIGITS.search(text)
        place = character_span(source, digits.start() if digits else 0)
        raise SyntaxFault("this number has too many digits", place) from None


class _NoJson(Exception):
    """A constant that the standard library reads although it is no JSON."""


def _refuse(constant: str) -> Value:
    raise _NoJson(constant)


def _word(source: SourceFile, word: str) -> Span:
    """Return where a word stands outside of strings."""
    tokens = _tokens(source.data, source.bom, len(source.data))
    spans = (span for span in tokens if source.data[slice(*span)] == word.encode())
    return Span(source, *next(spans, (source.bom, source.bom)))


def _tokens(data: bytes, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Return where the tokens of a document stand, in order."""
    # Behind the last token, every blank would be tried as the beginning of another one.
    end = start + len(data[start:end].rstrip())
    return map(methodcaller("span", 1), _TOKEN.finditer(data, start, end))


def _translate(error: json.JSONDecodeError, source: SourceFile) -> SyntaxFault:
    text, at = error.doc, error.pos
    if error.msg.startswith("Illegal trailing comma"):
        # Python 3.13 points at the comma, older versions at what follows it, as we do.
        at = len(text) - len(text[at + 1 :].lstrip())
    message = _WORDS.get(error.msg, error.msg)
    return SyntaxFault(message, character_span(source, at), _hint(text, at))


def _hint(text: str, at: int) -> str | None:
    if text[at : at + 1] in ("/", "#"):
        return "JSON has no comments"
    if text[at : at + 1] in ("}", "]") and text[:at].rstrip().endswith(","):
        return "remove the comma before it"
    return None


class _Builder:
    """Puts the places of tokens and the decoder's values together."""

    def __init__(
        self, source: SourceFile, diagnostics: list[Diagnostic], start: int, end: int
    ) -> None:
        self._source = source
        self._diagnostics = diagnostics
        self._tokens = _tokens(source.data, start, end)
        self._has_escapes = source.data.find(b"\\u", start, end) != -1

    def build(self, value: Value, depth: int) -> Node:
        start, end = next(self._tokens)
        if isinstance(value, str):
            return self._string(value, start, end)
        if isinstance(value, list):
            if depth == MAX_DOCUMENT_DEPTH:
                raise SyntaxFault(_TOO_DEEP, Span(self._source, start, end))
            return self._collection(value, start, depth + 1)
        text = self._source.data[start:end].decode()
        return Scalar(value, text, self._source, start, end, None, True)

    def _collection(self, value: list[Value] | _Pairs, start: int, depth: int) -> Node:
        if isinstance(value, _Pairs):
            entries = self._entries(value, depth)
            return Mapping(entries, self._source, start, next(self._tokens)[1])
        items = tuple([self.build(item, depth) for item in value])
        return Sequence(items, self._source, start, next(self._tokens)[1])

    def _entries(self, pairs: _Pairs, depth: int) -> dict[str, Entry]:
        entries: dict[str, Entry] = {}
        for name, value in pairs:
            start, end = next(self._tokens)
            key = self._string(name, start, end)
            if key.text in entries:
                self._diagnostics.append(duplicate_key(key, entries[key.text].key))
            entries[key.text] = Entry(key, self.build(value, depth))
        return entries

    def _string(self, value: str, start: int, end: int) -> Scalar:
        if self._has_escapes:
            # Half of a surrogate pair is no character: no report could be written with it.
            value = _SURROGATE.sub("\ufffd", value)
        return Scalar(value, value, self._source, start, end)
