"""JSON with a span on every value.

The standard library parses and validates the document. In a valid document, one pattern
finds all tokens; tokens and values are then combined in order.
"""

from __future__ import annotations

import json
import re
from operator import methodcaller
from typing import TYPE_CHECKING, Any

from iaclint.files.source import SourceFile, Span
from iaclint.limits import MAX_DOCUMENT_DEPTH
from iaclint.symbolic.values import Value
from iaclint.syntax.errors import (
    LimitError,
    ParseError,
    character_span,
    check_values,
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
"""A string, a bracket, or a word (a number or a constant), with the separators before it. On
bytes, for byte offsets."""

_SURROGATE = "[\ud800-\udfff]"
_MANY_DIGITS = r"[0-9]{640,}"
_TOO_DEEP = f"nested deeper than {MAX_DOCUMENT_DEPTH} levels"

_MESSAGES = {
    "Expecting value": "expected a value",
    "Expecting property name enclosed in double quotes": "expected a name in double quotes",
    "Expecting ',' delimiter": "expected a comma or the end of the list or object",
    "Expecting ':' delimiter": "expected a colon",
    "Extra data": "unexpected text after the end of the document",
    "Unterminated string starting at": "unclosed string",
    "Invalid control character at": "a string cannot contain line breaks or control characters",
    "Invalid \\escape": "invalid escape in a string",
    "Invalid \\uXXXX escape": "expected four hexadecimal digits after \\u",
    "Illegal trailing comma before end of object": "expected a name in double quotes",
    "Illegal trailing comma before end of array": "expected a value",
}
"""Messages for the errors of the standard library."""


class _Pairs(list[tuple[str, Value]]):
    """The members of an object, including duplicate keys."""


def parse(
    source: SourceFile, trailing_commas: bool = False, repeats: bool = False
) -> tuple[Node | None, list[Diagnostic]]:
    """Return the tree of a JSON document, None if it is invalid, and diagnostics.

    With ``trailing_commas``, a comma after the last element or member is allowed. With ``repeats``,
    the objects and lists of duplicate keys are repeated blocks, as in Terraform, and scalars are
    errors; else the last value counts.
    """
    diagnostics: list[Diagnostic] = []
    try:
        text = read_text(source)
        check_values(source, b",{[")
        try:
            values = _load(source, text)
        except ParseError:
            allowed = _without_trailing_commas(text) if trailing_commas else text
            if allowed == text:
                raise
            values = _load(source, allowed)
        builder = _Builder(source, diagnostics, source.bom, len(source.data), repeats)
        return builder.build(values, 0), diagnostics
    except ParseError as error:
        return None, [*diagnostics, error.diagnostic]


_TRAILING_COMMA = re.compile(r'("[^"\\]*(?:\\.[^"\\]*)*")|(?<=[^\s,\[{]),(?=\s*[}\]])', re.DOTALL)


def _without_trailing_commas(text: str) -> str:
    """Return a text of the same length with blanks for trailing commas."""
    return _TRAILING_COMMA.sub(lambda match: match[1] or " ", text)


def parse_part(source: SourceFile, start: int, end: int) -> Node | None:
    """Return the tree of the value between two bytes of a valid JSON document.

    None if it is nested too deeply.
    """
    try:
        values = _load(source, source.data[start:end].decode("utf-8", "replace"))
        return _Builder(source, [], start, end).build(values, 0)
    except ParseError:
        return None


def _load(source: SourceFile, text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_Pairs, parse_constant=_reject_constant)
    except json.JSONDecodeError as error:
        raise _translate(error, source) from None
    except RecursionError:
        raise LimitError(_TOO_DEEP, character_span(source, 0)) from None
    except _NotJson as error:
        message = f"{error} is not valid JSON"
        raise ParseError(message, _word(source, str(error))) from None
    except ValueError:
        # The remaining error is Python's limit on the digits of an integer.
        digits = re.search(_MANY_DIGITS, text)
        place = character_span(source, digits.start() if digits else 0)
        raise LimitError("number has too many digits", place) from None


class _NotJson(Exception):
    """A constant that the standard library accepts although it is not JSON."""


def _reject_constant(constant: str) -> Value:
    raise _NotJson(constant)


def _word(source: SourceFile, word: str) -> Span:
    """Return the span of a word outside strings."""
    tokens = _tokens(source.data, source.bom, len(source.data))
    spans = (span for span in tokens if source.data[slice(*span)] == word.encode())
    return Span(source, *next(spans, (source.bom, source.bom)))


def _tokens(data: bytes, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Return the offsets of the tokens of a document, in order."""
    # After the last token, the pattern would start at every blank.
    end = start + len(data[start:end].rstrip())
    return map(methodcaller("span", 1), _TOKEN.finditer(data, start, end))


def _translate(error: json.JSONDecodeError, source: SourceFile) -> ParseError:
    text, at = error.doc, error.pos
    if error.msg.startswith("Illegal trailing comma"):
        # Python 3.13 points to the comma, older versions to the next character, as we do.
        at = len(text) - len(text[at + 1 :].lstrip())
    message = _MESSAGES.get(error.msg, error.msg)
    return ParseError(message, character_span(source, at), _hint(text, at))


def _hint(text: str, at: int) -> str | None:
    if text[at : at + 1] in ("/", "#"):
        return "JSON does not allow comments"
    if text[at : at + 1] in ("}", "]") and text[:at].rstrip().endswith(","):
        return "remove the comma before it"
    return None


def _can_repeat(first: Node, second: Node) -> bool:
    """Return whether two values of one key can be blocks."""
    return not isinstance(first, Scalar) and not isinstance(second, Scalar)


def _repeated(first: Node, second: Node) -> Node:
    """Return two values of one key as a list with the elements of both, without scalars."""
    if isinstance(first, Scalar) or isinstance(second, Scalar):
        return first if isinstance(second, Scalar) and not isinstance(first, Scalar) else second
    return Sequence(
        (*_elements(first), *_elements(second)), second.file, second.start_byte, second.end_byte
    )


def _elements(node: Mapping | Sequence) -> tuple[Node, ...]:
    return node.items if isinstance(node, Sequence) else (node,)


class _Builder:
    """Combines the offsets of tokens with the values of the decoder."""

    def __init__(
        self,
        source: SourceFile,
        diagnostics: list[Diagnostic],
        start: int,
        end: int,
        repeats: bool = False,
    ) -> None:
        self._repeats = repeats
        self._source = source
        self._diagnostics = diagnostics
        self._tokens = _tokens(source.data, start, end)
        self._has_escapes = source.data.find(b"\\u", start, end) != -1

    def build(self, value: Any, depth: int) -> Node:
        start, end = next(self._tokens)
        if isinstance(value, str):
            return self._string(value, start, end)
        if isinstance(value, list):
            if depth == MAX_DOCUMENT_DEPTH:
                raise LimitError(_TOO_DEEP, Span(self._source, start, end))
            return self._collection(value, start, depth + 1)
        text = self._source.data[start:end].decode()
        return Scalar(value, text, self._source, start, end, None, True)

    def _collection(self, value: list[Any] | _Pairs, start: int, depth: int) -> Node:
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
            node = self.build(value, depth)
            before = entries.get(key.text)
            if before is not None:
                repeats = self._repeats and _can_repeat(before.value, node)
                is_error = self._repeats and not repeats
                self._diagnostics.append(duplicate_key(key, before.key, repeats, is_error))
                node = _repeated(before.value, node) if self._repeats else node
            entries[key.text] = Entry(key, node)
        return entries

    def _string(self, value: str, start: int, end: int) -> Scalar:
        if self._has_escapes and not value.isascii():
            # A lone surrogate cannot be encoded in a report.
            value = re.sub(_SURROGATE, "\ufffd", value)
        return Scalar(value, value, self._source, start, end)
