"""YAML with a span on every value, composed from the events of libyaml."""

from __future__ import annotations

from typing import Any

import yaml
from yaml import AliasEvent, MappingEndEvent, ScalarEvent, SequenceEndEvent
from yaml._yaml import CParser

from iaclint.files.diagnostics import Diagnostic, Level
from iaclint.files.source import SourceFile, Span
from iaclint.limits import MAX_DOCUMENT_DEPTH, MAX_YAML_VALUES
from iaclint.syntax.errors import (
    SEVERAL_DOCUMENTS,
    LimitError,
    ParseError,
    character_span,
    check_values,
    duplicate_key,
    read_text,
)
from iaclint.syntax.tree import (
    INSERTED,
    MERGE,
    Entry,
    Mapping,
    Node,
    Scalar,
    Sequence,
)
from iaclint.syntax.yaml_types import CORE_TAG, resolve_plain, resolve_tagged

_MESSAGES = {
    "mapping values are not allowed in this context": "':' is not allowed here",
    "did not find expected key": "expected a key",
    "did not find expected '-' indicator": "expected '-'",
    "could not find expected ':'": "missing ':' after the key",
    "did not find expected ',' or ']'": "expected ',' or ']'",
    "did not find expected ',' or '}'": "expected ',' or '}'",
    "did not find expected node content": "expected a value",
    "did not find expected <document start>": "unexpected text after the end of the document",
    "found unexpected end of stream": "unclosed quoted string",
    "found character that cannot start any token": "a value cannot start with this character",
    "found undefined tag handle": "undeclared tag prefix",
    "control characters are not allowed": "control characters are not allowed",
}
"""Messages for the errors of libyaml."""

_HINTS = {
    "mapping values are not allowed in this context": "quote the text, or check the indentation",
    "did not find expected key": "check the indentation, and the quotes of the lines above",
    "did not find expected '-' indicator": "check the indentation",
    "could not find expected ':'": "check the indentation and the quotes",
    "found character that cannot start any token": "quote the text; indent with spaces only",
}


def parse(source: SourceFile) -> tuple[Node | None, list[Diagnostic]]:
    """Return the tree of the first document of a YAML file with content, and diagnostics.

    The tree is None for an empty or invalid document. Aliases and merge keys are expanded;
    the values inside an anchored node are shared.
    """
    diagnostics: list[Diagnostic] = []
    try:
        text = read_text(source)
        check_values(source, b",{[\n")
        try:
            return _Composer(source, text, diagnostics).document(), diagnostics
        except yaml.MarkedYAMLError as error:
            raise _translate(error, source, text) from None
        except yaml.reader.ReaderError as error:
            message = "this character is not allowed in YAML"
            at = source.bom + error.position
            raise ParseError(message, Span(source, at, at + 1)) from None
    except ParseError as error:
        return None, [*diagnostics, error.diagnostic]


def _translate(error: yaml.MarkedYAMLError, source: SourceFile, text: str) -> ParseError:
    problem = error.problem or "this is not valid YAML"
    mark = error.problem_mark or error.context_mark
    index = mark.index if mark is not None else 0
    if problem == "found unexpected end of stream" and error.context_mark is not None:
        index = error.context_mark.index
    hint = _HINTS.get(problem)
    if text[index : index + 1] == "\t":
        hint = "indent with spaces: YAML does not allow tabs here"
    message = next((_MESSAGES[key] for key in _MESSAGES if problem.startswith(key)), problem)
    return ParseError(message, character_span(source, index), hint)


def _second_document(span: Span) -> Diagnostic:
    message = "only the first document of a file is checked"
    return Diagnostic(Level.WARNING, SEVERAL_DOCUMENTS, message, span)


def _is_empty(event: Any) -> bool:
    """Whether an event is the only one of a document without content."""
    return type(event) is ScalarEvent and not event.value and event.implicit[0]


class _Composer:
    """Composes a tree from the events of libyaml, with aliases and merge keys expanded."""

    def __init__(self, source: SourceFile, text: str, diagnostics: list[Diagnostic]) -> None:
        self._source = source
        self._diagnostics = diagnostics
        self._offset = None if source.data.isascii() else source.offsets()
        self._next = CParser(text).get_event
        self._limit = min(10 * len(text) + 10_000, MAX_YAML_VALUES)
        self._size = 0
        self._depth = 0
        self._anchors: dict[str, tuple[Node, int] | None] = {}
        """Nodes with their sizes; None until a node is complete."""

    def document(self) -> Node | None:
        """Return the tree of the first document with content; raises ``yaml.YAMLError``."""
        self._next()  # the start of the stream
        _, first = self._content()
        if first is None:
            return None
        root = self._node(first)
        self._next()  # the end of the document
        start, _ = self._content()
        if start is not None:
            self._diagnostics.append(_second_document(self._at(start)))
        return root

    def _content(self) -> tuple[Any, Any]:
        """Return the start of the next document with content and its first event, else None."""
        while isinstance(start := self._next(), yaml.DocumentStartEvent):
            event = self._next()
            if not _is_empty(event):
                return start, event
            self._next()  # the end of the document
        return None, None

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
        """Return the node that an alias refers to, with the span of the alias."""
        if event.anchor not in self._anchors:
            raise ParseError(f"undefined alias '{event.anchor}'", self._at(event))
        anchored = self._anchors[event.anchor]
        if anchored is None:
            raise ParseError("alias refers to a node that contains it", self._at(event))
        node, size = anchored
        self._size += size
        if self._size > self._limit:
            raise LimitError("aliases make this document too large", self._at(event))
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
            # A plain scalar on one line has the length of its value.
            same = plain and first.line == last.line and text.isascii()
            start = end - length if same else self._offset(start)
        if plain:
            return Scalar(resolve_plain(text), text, source, start, end, None, True)
        if event.style in ("|", ">"):
            end = _end_of_text(source.data, start, end)
        if tag is not None and tag.startswith(CORE_TAG):
            return Scalar(resolve_tagged(tag, text), text, source, start, end)
        return Scalar(text, text, source, start, end, tag if tag != "!" else None)

    def _nested(self, event: Any) -> Node:
        """Return a list or a mapping. Each level is a recursive call, so the depth is limited."""
        self._depth += 1
        if self._depth > MAX_DOCUMENT_DEPTH:
            message = f"nested deeper than {MAX_DOCUMENT_DEPTH} levels"
            raise LimitError(message, self._at(event))
        make = self._sequence if type(event) is yaml.SequenceStartEvent else self._mapping
        node = make(event, event.tag if event.tag and not event.tag.startswith(CORE_TAG) else None)
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
            if key.plain and key.text == MERGE and value.tag != INSERTED:
                merged.update(self._merged(value))
                continue
            if key.text in entries:
                self._diagnostics.append(duplicate_key(key, entries[key.text].key))
            entries[key.text] = Entry(key, value)
        self._size += len(entries)
        extent = self._collection_extent(start, event, value)
        return Mapping({**merged, **entries} if merged else entries, self._source, *extent, tag)

    def _key(self, event: Any) -> Scalar:
        """Return a key that is an alias; raises ``ParseError`` if it is not a scalar."""
        key = self._node(event)
        if not isinstance(key, Scalar):
            message = "a key must be a scalar, not a list or a mapping"
            raise ParseError(message, self._at(event), "put quotes around text in braces")
        return key

    def _merged(self, node: Node) -> dict[str, Entry]:
        """Return the entries of a merge key; the first of several mappings wins."""
        parts = node.items if isinstance(node, Sequence) else (node,)
        result: dict[str, Entry] = {}
        for part in reversed(parts):
            if not isinstance(part, Mapping):
                raise ParseError("'<<' takes a mapping, or a list of mappings", part.span)
            result.update(part.entries)
        return result

    def _collection_extent(self, first: Any, last: Any, child: Node | None) -> tuple[int, int]:
        """Return the offsets of a collection. libyaml ends block collections at the next token."""
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
