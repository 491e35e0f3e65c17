"""Split the JSON of a plan into parts, without a node for every value.

A plan may have many megabytes, and a report points to a few values. The decoder of the
standard library reads it part by part, and only the offsets of parts are kept. A part with a
finding is parsed again, with spans.
"""

from __future__ import annotations

import json
import re
from functools import cached_property

from iaclint.files.source import SourceFile, Span
from iaclint.symbolic.values import Value
from iaclint.syntax import tree
from iaclint.syntax.json import parse_part

_BLANK = re.compile(r"[ \t\r\n]*")


class MalformedPlan(Exception):
    """The text is not a JSON object, or not a plan."""


def _unique(pairs: list[tuple[str, Value]]) -> dict[str, Value]:
    """Return an object; raises ``MalformedPlan`` for duplicate keys, of which readers differ."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise MalformedPlan
    return found


_DECODER = json.JSONDecoder(object_pairs_hook=_unique)


class Part:
    """One value of a document, with its span."""

    def __init__(self, source: SourceFile, value: Value, start: int, end: int) -> None:
        self.source = source
        self.value = value
        self._start = start
        self._end = end

    @property
    def span(self) -> Span:
        """Where it is written."""
        return Span(self.source, self.source.offset(self._start), self.source.offset(self._end))

    @cached_property
    def node(self) -> tree.Node | None:
        """The value as a tree with spans; None if it is nested too deeply."""
        return parse_part(self.source, self.span.start_byte, self.span.end_byte)

    def locate(self, path: tuple[str | int, ...]) -> Span | None:
        """Return where a value is written; None if the path does not exist.

        For a list or an object this is the span of its key: a plan is a single line.
        """
        node = tree.find(self.node, path) if self.node is not None else None
        if node is None or self.node is None or isinstance(node, tree.Scalar):
            return None if node is None else node.span
        for n in reversed(range(len(path))):
            holder, step = tree.find(self.node, path[:n]), path[n]
            if isinstance(holder, tree.Mapping) and isinstance(step, str):
                return holder.entries[step].key.span
        return node.span


def split_parts(source: SourceFile, text: str, lists: frozenset[str]) -> dict[str, list[Part]]:
    """Return the top-level values by name: the elements of ``lists``, else a single value.

    Raises ``MalformedPlan``, and ``ValueError`` or ``RecursionError`` if the text is not JSON.
    """
    found: dict[str, list[Part]] = {}
    at = _after(text, 0, "{")
    while True:
        name, at = _DECODER.raw_decode(text, at)
        at = _after(text, _skip(text, at), ":")
        if name in found:
            raise MalformedPlan
        if name in lists and text.startswith("[", at):
            found[name], at = _elements(source, text, at)
        else:
            value, end = _DECODER.raw_decode(text, at)
            found[name], at = [Part(source, value, at, end)], end
        at = _skip(text, at)
        if text.startswith("}", at):
            _check_end(text, at + 1)
            return found
        at = _after(text, at, ",")


def _check_end(text: str, at: int) -> None:
    """Raise ``MalformedPlan`` for text after the document: it may be another plan."""
    if _skip(text, at) < len(text):
        raise MalformedPlan


def _elements(source: SourceFile, text: str, at: int) -> tuple[list[Part], int]:
    """Return the elements of the list that starts at an offset, and the offset of its end."""
    parts: list[Part] = []
    at = _after(text, at, "[")
    if text.startswith("]", at):
        return parts, at + 1
    while True:
        value, end = _DECODER.raw_decode(text, at)
        parts.append(Part(source, value, at, end))
        at = _skip(text, end)
        if text.startswith("]", at):
            return parts, at + 1
        at = _after(text, at, ",")


def _skip(text: str, at: int) -> int:
    blank = _BLANK.match(text, at)
    return blank.end() if blank else at


def _after(text: str, at: int, mark: str) -> int:
    """Return the offset after a mark and the white space around it."""
    at = _skip(text, at)
    if not text.startswith(mark, at):
        raise MalformedPlan
    return _skip(text, at + 1)
