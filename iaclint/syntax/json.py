"""JSON with a span on every value.

The standard library is the judge of what is JSON and of what its strings say; tree-sitter
knows where everything stands. Both walk the same document, side by side.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING

from iaclint.source import SourceFile, Span
from iaclint.syntax.faults import SyntaxFault, character_span, duplicate_key, read_text
from iaclint.syntax.tree import MAX_DEPTH, Entry, Mapping, Node, Scalar, Sequence
from iaclint.values import Value

if TYPE_CHECKING:
    import tree_sitter

    from iaclint.diagnostics import Diagnostic

_SURROGATE = re.compile("[\ud800-\udfff]")
_MANY_DIGITS = re.compile(r"[0-9]{640,}")
_TOO_DEEP = f"this is nested deeper than {MAX_DEPTH} levels"

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
    "Illegal trailing comma before end of object": "nothing follows this comma",
    "Illegal trailing comma before end of array": "nothing follows this comma",
}
"""The standard library's messages in the words of somebody who writes JSON."""


class _Pairs(list[tuple[str, Value]]):
    """An object as it is written, duplicate keys included."""


def parse(source: SourceFile) -> tuple[Node | None, list[Diagnostic]]:
    """Read a JSON document: its tree, None where it cannot be read, and what is wrong."""
    diagnostics: list[Diagnostic] = []
    try:
        values = _load(source, read_text(source))
        data = b" " * source.bom + source.data[source.bom :]
        root = _parser().parse(data).root_node
        tree = _Builder(source, diagnostics).build(_only_value(root, source), values, 0)
        return tree, diagnostics
    except SyntaxFault as fault:
        return None, [*diagnostics, fault.diagnostic]


def _load(source: SourceFile, text: str) -> Value:
    try:
        return json.loads(text, object_pairs_hook=_Pairs, parse_constant=_pass)
    except json.JSONDecodeError as error:
        raise _translate(error, source) from None
    except RecursionError:
        raise SyntaxFault(_TOO_DEEP, character_span(source, 0)) from None
    except ValueError:
        # Only Python's limit on the digits of a number is left.
        digits = _MANY_DIGITS.search(text)
        place = character_span(source, digits.start() if digits else 0)
        raise SyntaxFault("this number has too many digits", place) from None


def _pass(constant: str) -> Value:
    """Leave ``NaN`` and its like to tree-sitter, which says where they stand."""
    return None


def _translate(error: json.JSONDecodeError, source: SourceFile) -> SyntaxFault:
    # Some messages have "(char 5)" or a colon at the end, in some versions of Python.
    message = _WORDS.get(error.msg.rstrip(": "), error.msg)
    return SyntaxFault(message, character_span(source, error.pos), _hint(error))


def _hint(error: json.JSONDecodeError) -> str | None:
    if error.doc[error.pos : error.pos + 1] in ("/", "#"):
        return "JSON has no comments"
    if error.doc[error.pos : error.pos + 1] in ("}", "]") and error.doc[
        : error.pos
    ].rstrip().endswith(","):
        return "remove the comma before it"
    return None


@cache
def _parser() -> tree_sitter.Parser:
    import tree_sitter
    import tree_sitter_json

    return tree_sitter.Parser(tree_sitter.Language(tree_sitter_json.language()))


def _only_value(root: tree_sitter.Node, source: SourceFile) -> tree_sitter.Node:
    if root.has_error or len(root.named_children) != 1:
        node: tree_sitter.Node | None = root
        while node is not None and not node.is_error:
            root, node = node, next((c for c in node.children if c.has_error), None)
        place = node or root
        raise SyntaxFault("this is not JSON", Span(source, place.start_byte, place.end_byte))
    return root.named_children[0]


class _Builder:
    """Puts tree-sitter's places and the decoder's values together."""

    def __init__(self, source: SourceFile, diagnostics: list[Diagnostic]) -> None:
        self._source = source
        self._diagnostics = diagnostics

    def build(self, node: tree_sitter.Node, value: Value, depth: int) -> Node:
        span = Span(self._source, node.start_byte, node.end_byte)
        if depth > MAX_DEPTH:
            raise SyntaxFault(_TOO_DEEP, span)
        if isinstance(value, _Pairs):
            return Mapping(self._entries(node, value, depth), span)
        if isinstance(value, list):
            pairs = zip(node.named_children, value, strict=True)
            return Sequence(tuple([self.build(*pair, depth + 1) for pair in pairs]), span)
        return _scalar(value, span)

    def _entries(self, node: tree_sitter.Node, pairs: _Pairs, depth: int) -> dict[str, Entry]:
        entries: dict[str, Entry] = {}
        for child, (name, value) in zip(node.named_children, pairs, strict=True):
            key_node, value_node = child.named_children
            key = _scalar(name, Span(self._source, key_node.start_byte, key_node.end_byte))
            if key.text in entries:
                self._diagnostics.append(duplicate_key(key, entries[key.text].key))
            entries[key.text] = Entry(key, self.build(value_node, value, depth + 1))
        return entries


def _scalar(value: Value, span: Span) -> Scalar:
    if isinstance(value, str):
        if not value.isascii():
            # Half of a surrogate pair is no character: no report could be written with it.
            value = _SURROGATE.sub("\ufffd", value)
        return Scalar(value, value, span)
    return Scalar(value, span.text, span, plain=True)
