"""YAML with a span on every value, made of libyaml's events.

Scalars have the types of YAML 1.1, as CloudFormation has them, but for timestamps and the
numbers that are none (``.nan``, ``.inf``): those stay text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import yaml
from yaml import AliasEvent, MappingEndEvent, ScalarEvent, SequenceEndEvent
from yaml._yaml import CParser

from iaclint.files.diagnostics import Diagnostic, Level
from iaclint.files.source import SourceFile, Span
from iaclint.limits import MAX_DOCUMENT_DEPTH, MAX_YAML_DIGITS, MAX_YAML_VALUES
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

_CORE = "tag:yaml.org,2002:"

_WORDS = {
    "mapping values are not allowed in this context": "a ':' is not allowed here",
    "did not find expected key": "a key is expected here",
    "did not find expected '-' indicator": "a '-' is expected here",
    "could not find expected ':'": "this line has no ':' after its key",
    "did not find expected ',' or ']'": "a ',' or ']' is expected here",
    "did not find expected ',' or '}'": "a ',' or '}' is expected here",
    "did not find expected node content": "a value is expected here",
    "did not find expected <document start>": "the document has ended, but something follows",
    "found unexpected end of stream": "this quoted text has no end",
    "found character that cannot start any token": "no value may start with this character",
    "found undefined tag handle": "this tag's prefix is not declared",
    "control characters are not allowed": "control characters are not allowed",
}
"""libyaml's problems in the words of somebody who writes YAML."""

_HINTS = {
    "mapping values are not allowed in this context": "quote the text, or check the indentation",
    "did not find expected key": "check the indentation, and the quotes of the lines above",
    "did not find expected '-' indicator": "check the indentation",
    "could not find expected ':'": "check the indentation and the quotes",
    "found character that cannot start any token": "quote the text; indent with spaces only",
}


def parse(source: SourceFile) -> tuple[Node | None, list[Diagnostic]]:
    """Read the first document of a YAML file, and say what is wrong with it.

    The tree is None for an empty document and for one that cannot be read. Aliases and
    merge keys are written out; what is inside of an anchored value is shared.
    """
    diagnostics: list[Diagnostic] = []
    try:
        text = read_text(source)
        try:
            return _Composer(source, text, diagnostics).document(), diagnostics
        except yaml.MarkedYAMLError as error:
            raise _translate(error, source, text) from None
        except yaml.reader.ReaderError as error:
            message = "this character is not allowed in YAML"
            at = source.bom + error.position
            raise SyntaxFault(message, Span(source, at, at + 1)) from None
    except SyntaxFault as fault:
        return None, [*diagnostics, fault.diagnostic]


def _translate(error: yaml.MarkedYAMLError, source: SourceFile, text: str) -> SyntaxFault:
    problem = error.problem or "this is not YAML"
    mark = error.problem_mark or error.context_mark
    index = mark.index if mark is not None else 0
    if problem == "found unexpected end of stream" and error.context_mark is not None:
        index = error.context_mark.index
    hint = _HINTS.get(problem)
    if text[index : index + 1] == "\t":
        hint = "indent with spaces: YAML allows no tabs there"
    message = next((_WORDS[key] for key in _WORDS if problem.startswith(key)), problem)
    return SyntaxFault(message, character_span(source, index), hint)


def _second_document(span: Span) -> Diagnostic:
    message = "only the first document of a file is read"
    return Diagnostic(Level.WARNING, "several-documents", message, span)


class _Composer:
    """Makes the tree of libyaml's events, aliases and merge keys written out."""

    def __init__(self, source: SourceFile, text: str, diagnostics: list[Diagnostic]) -> None:
        self._source = source
        self._diagnostics = diagnostics
        self._offset = None if source.data.isascii() else source.offsets()
        self._next = CParser(text).get_event
        self._limit = min(10 * len(text) + 10_000, MAX_YAML_VALUES)
        self._size = 0
        self._depth = 0
        self._anchors: dict[str, tuple[Node, int] | None] = {}
        """Nodes with their sizes; None while a node is still open."""

    def document(self) -> Node | None:
        """Return the tree of the first document; raises ``yaml.YAMLError``."""
        self._next()  # the start of the stream
        if not isinstance(self._next(), yaml.DocumentStartEvent):
            return None
        root = self._node(self._next())
        self._next()  # the end of the document
        event = self._next()
        if isinstance(event, yaml.DocumentStartEvent):
            self._diagnostics.append(_second_document(self._at(event)))
        return root

    def _node(self, event: Any) -> Node:
        kind = type(event)
        if kind is AliasEvent:
            return self._alias(event)
        anchor = event.anchor
        if anchor is None:
            return self._scalar(event) if kind is ScalarEvent else self._nested(event)
        self._anchors[anchor] = None
        before = self._size
        node = self._scalar(event) if kind is ScalarEvent else self._nested(event)
        self._anchors[anchor] = node, self._size - before
        return node

    def _alias(self, event: Any) -> Node:
        """Return what an alias stands for, as if it were written here."""
        if event.anchor not in self._anchors:
            raise SyntaxFault(f"there is no anchor '{event.anchor}' before this", self._at(event))
        anchored = self._anchors[event.anchor]
        if anchored is None:
            raise SyntaxFault("this contains itself", self._at(event))
        node, size = anchored
        self._size += size
        if self._size > self._limit:
            raise SyntaxFault("aliases make this document too large", self._at(event))
        offset = self._source.offset
        return node.moved(offset(event.start_mark.index), offset(event.end_mark.index))

    def _scalar(self, event: Any) -> Scalar:
        source, text, tag = self._source, event.value, event.tag
        first, last = event.start_mark, event.end_mark
        start, end = first.index, last.index
        plain = tag is None and event.implicit[0]
        if self._offset is not None:
            length = end - start
            end = self._offset(end)
            # What stands on one line without quotes is written as it is read.
            same = plain and first.line == last.line and text.isascii()
            start = end - length if same else self._offset(start)
        if plain:
            return Scalar(resolve_plain(text), text, source, start, end, None, True)
        if event.style in ("|", ">"):
            end = _end_of_text(source.data, start, end)
        if tag is not None and tag.startswith(_CORE):
            return Scalar(_explicit(tag, text), text, source, start, end)
        return Scalar(text, text, source, start, end, tag if tag != "!" else None)

    def _nested(self, event: Any) -> Node:
        """Make a list or a mapping. Each level is a call: so is their number bounded."""
        self._depth += 1
        if self._depth > MAX_DOCUMENT_DEPTH:
            message = f"this is nested deeper than {MAX_DOCUMENT_DEPTH} levels"
            raise SyntaxFault(message, self._at(event))
        make = self._sequence if type(event) is yaml.SequenceStartEvent else self._mapping
        node = make(event, event.tag if event.tag and not event.tag.startswith(_CORE) else None)
        self._depth -= 1
        return node

    def _sequence(self, start: Any, tag: str | None) -> Sequence:
        items = []
        next_event = self._next
        while type(event := next_event()) is not SequenceEndEvent:
            items.append(self._node(event))
        self._size += len(items)
        extent = self._collection_extent(start, event, items[-1] if items else None)
        return Sequence(tuple(items), self._source, *extent, tag)

    def _mapping(self, start: Any, tag: str | None) -> Mapping:
        entries: dict[str, Entry] = {}
        merged: dict[str, Entry] = {}
        value: Node | None = None
        next_event, make_node = self._next, self._node
        while type(event := next_event()) is not MappingEndEvent:
            key = self._scalar(event) if type(event) is ScalarEvent else self._key(event)
            value = make_node(next_event())
            if key.plain and key.text == "<<":
                merged.update(self._merged(value))
                continue
            if key.text in entries:
                self._diagnostics.append(duplicate_key(key, entries[key.text].key))
            entries[key.text] = Entry(key, value)
        self._size += len(entries)
        extent = self._collection_extent(start, event, value)
        return Mapping({**merged, **entries} if merged else entries, self._source, *extent, tag)

    def _key(self, event: Any) -> Scalar:
        """Make a key of an alias; nothing else that is not text can be one."""
        key = self._node(event)
        if not isinstance(key, Scalar):
            message = "a key must be text, not a list or a mapping"
            raise SyntaxFault(message, self._at(event), "quote what has braces")
        return key

    def _merged(self, node: Node) -> dict[str, Entry]:
        """Return the entries that a merge key brings in; the first of several wins."""
        parts = node.items if isinstance(node, Sequence) else (node,)
        result: dict[str, Entry] = {}
        for part in reversed(parts):
            if not isinstance(part, Mapping):
                raise SyntaxFault("'<<' takes a mapping, or a list of mappings", part.span)
            result.update(part.entries)
        return result

    def _collection_extent(self, first: Any, last: Any, child: Node | None) -> tuple[int, int]:
        """Return a collection's extent. libyaml ends one without brackets at the next token."""
        start, end = first.start_mark.index, last.end_mark.index
        if self._offset is not None:
            start, end = self._offset(start), self._offset(end)
        if not first.flow_style:
            end = child.end_byte if child else _end_of_text(self._source.data, start, end)
        return start, end

    def _at(self, event: Any) -> Span:
        return character_span(self._source, event.start_mark.index)


def _end_of_text(data: bytes, start: int, end: int) -> int:
    return start + len(data[start:end].rstrip())


_NULL = re.compile(r"~|null|Null|NULL|")
_BOOL = re.compile(r"(yes|Yes|YES|true|True|TRUE|on|On|ON)|no|No|NO|false|False|FALSE|off|Off|OFF")
_INT = re.compile(
    r"[-+]?(?:0b[01_]+|0[0-7_]+|0|[1-9][0-9_]*|0x[0-9a-fA-F_]+|[1-9][0-9_]*(?::[0-5]?[0-9])+)"
)
_FLOAT = re.compile(r"[-+]?(?:[0-9][0-9_]*\.[0-9_]*|\.[0-9][0-9_]*)(?:[eE][-+][0-9]+)?")


@lru_cache(maxsize=4096)
def resolve_plain(text: str) -> Value:
    """Return what an unquoted scalar means in YAML 1.1."""
    if _NULL.fullmatch(text):
        return None
    if boolean := _BOOL.fullmatch(text):
        return boolean[1] is not None
    if text[0] in "+-.0123456789" and len(text) < MAX_YAML_DIGITS:
        if _INT.fullmatch(text):
            return _integer(text.replace("_", ""))
        if _FLOAT.fullmatch(text):
            return float(text.replace("_", ""))
    return text


def _integer(text: str) -> Value:
    sign = -1 if text[0] == "-" else 1
    digits = text.lstrip("+-")
    if ":" in digits:
        total = 0
        for part in digits.split(":"):
            total = total * 60 + int(part)
        return sign * total
    if digits[:2] in ("0b", "0x"):
        return sign * int(digits, 0) if len(digits) > 2 else text
    return sign * int(digits, 8 if digits[0] == "0" else 10)


def _explicit(tag: str, text: str) -> Value:
    """Return a scalar with one of YAML's own tags; what is not plain data stays text."""
    kind = tag.removeprefix(_CORE)
    value = resolve_plain(text)
    wanted = {"null": type(None), "bool": bool, "int": int, "float": float}.get(kind)
    return value if wanted is not None and type(value) is wanted else text
