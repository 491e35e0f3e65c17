"""The suppression comments of a YAML template, with the resources around them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from iaclint.files.source import Span
from iaclint.suppressions.comments import read, starts
from iaclint.suppressions.directive import SourceSuppression, Surroundings
from iaclint.suppressions.lines import line_end, line_start, whole
from iaclint.syntax.tree import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iaclint.files.source import SourceFile
    from iaclint.syntax.tree import Node

_RESOURCES = "Resources"
_MARK = re.compile(rb"(?<!\S)#")
"""What begins a comment outside of a scalar."""


class _Element(NamedTuple):
    """A key with its value, or an item of a list."""

    start: int
    end: int
    column: int
    path: tuple[str, ...]


def find(source: SourceFile, root: Node) -> Iterator[SourceSuppression]:
    """Yield the suppressions in comments; text in scalars is none."""
    finder = _Finder(source, root)
    seen: set[int] = set()
    for start in starts(source):
        comment = finder.comment(start)
        if comment is None or comment in seen:
            continue
        seen.add(comment)
        around = finder.surroundings(comment)
        for directive, span in read(source, comment, line_end(source, comment)):
            region = around.reached_by(directive.reach)
            yield SourceSuppression(directive, span, region, around.block or whole(source))


class _Finder:
    """Finds comments, and the code around them."""

    def __init__(self, source: SourceFile, root: Node) -> None:
        self._source = source
        self._elements = sorted(_elements(root, ()))
        self._element_starts = [element.start for element in self._elements]
        self._parents = _parents(self._elements)
        scalars = sorted((s.start_byte, s.end_byte) for s in _scalars(root))
        self._starts = [start for start, _ in scalars]
        self._ends = [end for _, end in scalars]
        self._comments: dict[int, int | None] = {}
        """Where the comment of a line starts, by the offset of the line."""
        self._known_below: dict[int, _Element | None] = {}
        """By the offset of a line, so that long runs of comments are walked once."""

    def comment(self, offset: int) -> int | None:
        """Return where the comment around an offset starts; None if it is in no comment."""
        start = line_start(self._source, offset)
        if start not in self._comments:
            self._comments[start] = self._first_comment(start)
        found = self._comments[start]
        return found if found is not None and found < offset else None

    def _first_comment(self, start: int) -> int | None:
        """Return where the comment of a line starts."""
        data, end = self._source.data, line_end(self._source, start)
        # Before the first line, there may be a byte order mark.
        at = start if data.startswith(b"#", start) else _next_mark(data, start, end)
        while at is not None and (scalar_end := self._scalar_end(at)) is not None:
            at = _next_mark(data, max(scalar_end, at + 1), end)
        return at

    def _scalar_end(self, offset: int) -> int | None:
        """Return the end of the scalar at an offset; None if there is none."""
        number = bisect_right(self._starts, offset) - 1
        found = number >= 0 and offset < self._ends[number]
        return self._ends[number] if found else None

    def surroundings(self, comment: int) -> Surroundings:
        source, start = self._source, line_start(self._source, comment)
        end = line_end(source, comment)
        alone = not source.data[start:comment].strip()
        below = self._below(end + 1) if alone else None
        around = self._around(comment, comment - start)
        line = None
        if not alone:
            on_line = self._beginning(start, comment)
            line = self._span(on_line) if on_line else Span(source, start, comment)
            around = around or ([on_line] if on_line else [])
        is_first = alone and not self._elements_before(start)
        return Surroundings(
            own=self._own(around, below),
            block=self._resource(around or ([below] if below else [])),
            line=line,
            below=below and self._span(below),
            line_below=Span(source, start, line_end(source, end + 1)),
            file=whole(source) if is_first else None,
        )

    def _around(self, comment: int, column: int) -> list[_Element]:
        """Return the elements around a comment by indentation, outermost first."""
        around: list[_Element] = []
        number = bisect_right(self._element_starts, comment) - 1
        while number >= 0:
            if around or self._elements[number].column < column:
                around.insert(0, self._elements[number])
            number = self._parents[number]
        return around

    def _own(self, around: list[_Element], below: _Element | None) -> Span | None:
        """Return the innermost element around, or the resource; outside of both, what is below."""
        if len(around) < 2:
            return below and self._span(below)
        inner = around[-1]
        if inner.path[0] != _RESOURCES:
            return self._span(below or inner)
        is_resource = len(inner.path) == 3 and inner.path[2] == "Properties"
        return self._span(around[1] if is_resource else inner)

    def _resource(self, around: list[_Element]) -> Span | None:
        found = (e for e in around if len(e.path) == 2 and e.path[0] == _RESOURCES)
        return next(map(self._span, found), None)

    def _below(self, at: int) -> _Element | None:
        """Return what begins on a line, or below further comments there."""
        passed: list[int] = []
        found = None
        while at < len(self._source.data):
            if at in self._known_below:
                found = self._known_below[at]
                break
            passed.append(at)
            end = line_end(self._source, at)
            text = self._source.data[at:end].strip()
            if not text.startswith(b"#"):
                first = self._beginning(at, end)
                # An item of a list as a whole, not its first key.
                last = bisect_right(self._element_starts, first.start) - 1 if first else -1
                found = self._elements[last] if first else None
                break
            at = end + 1
        self._known_below.update(dict.fromkeys(passed, found))
        return found

    def _beginning(self, start: int, end: int) -> _Element | None:
        """Return the first element that begins between two offsets: a key, not its list item."""
        number = bisect_left(self._element_starts, start)
        found = self._elements[number : number + 1]
        return next((element for element in found if element.start < end), None)

    def _elements_before(self, offset: int) -> bool:
        return bool(self._elements) and self._elements[0].start < offset

    def _span(self, element: _Element) -> Span:
        return Span(self._source, element.start, element.end)


def _next_mark(data: bytes, start: int, end: int) -> int | None:
    found = _MARK.search(data, start, end)
    return found.start() if found else None


def _parents(elements: list[_Element]) -> list[int]:
    """Return for each element the number of the one that it is indented below; -1 for none."""
    parents: list[int] = []
    for number, element in enumerate(elements):
        parent = number - 1
        while parent >= 0 and elements[parent].column >= element.column:
            parent = parents[parent]
        parents.append(parent)
    return parents


def _elements(node: Node, path: tuple[str, ...]) -> Iterator[_Element]:
    if isinstance(node, Mapping):
        for name, entry in node.entries.items():
            start, inner = entry.key.start_byte, (*path, name)
            column = entry.key.span.start.column - 1
            yield _Element(start, max(entry.value.end_byte, entry.key.end_byte), column, inner)
            yield from _elements(entry.value, inner)
    elif isinstance(node, Sequence):
        for item in node.items:
            inner = (*path, "")
            # One column to the left: the keys of an item belong to it.
            yield _Element(item.start_byte, item.end_byte, item.span.start.column - 2, inner)
            yield from _elements(item, inner)


def _scalars(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Mapping):
        for entry in node.entries.values():
            yield entry.key
            yield from _scalars(entry.value)
    else:
        for item in node.items:
            yield from _scalars(item)
