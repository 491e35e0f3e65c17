"""The suppression comments of a file in HCL, with the blocks around them."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from iaclint.files.source import Span
from iaclint.suppressions.comments import read, starts
from iaclint.suppressions.directive import SourceSuppression, Surroundings
from iaclint.suppressions.lines import line_end, line_start, whole
from iaclint.syntax.hcl.grammar import parse_tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node

    from iaclint.files.source import SourceFile

_LISTS = frozenset([b"locals", b"variable", b"output", b"terraform", b"provider"])
"""Blocks whose attributes have little to do with each other, or nothing with findings."""

_TEXT = re.compile(rb"\S")
_CONTAINERS = frozenset(["block", "object", "tuple", "config_file"])
_ELEMENTS = frozenset(["attribute", "block", "object_elem"])


def find(source: SourceFile) -> Iterator[SourceSuppression]:
    """Yield the suppressions in comments; text in strings and heredocs is none."""
    root = parse_tree(b" " * source.bom + source.data[source.bom :])
    comments: dict[int, Node] = {}
    for start in starts(source):
        node = root.descendant_for_byte_range(start, start + 1)
        if node is not None and node.type == "comment":
            comments[node.start_byte] = node
    file = _File(source, root)
    for comment in comments.values():
        finder = _Finder(file, comment)
        around = finder.surroundings()
        for directive, span in read(source, comment.start_byte, comment.end_byte):
            region = around.reached_by(directive.reach)
            yield SourceSuppression(directive, span, region, finder.scope(region))


class _File:
    """What the comments of a file share, so that long runs of them are walked once."""

    def __init__(self, source: SourceFile, root: Node) -> None:
        self.source = source
        self.root = root
        self._below: dict[int, Node | None] = {}

    def at(self, offset: int) -> Node:
        """Return the innermost node at an offset."""
        return self.root.descendant_for_byte_range(offset, offset + 1) or self.root

    @cached_property
    def first_code(self) -> int:
        """The offset of the first code, after all comments at the top."""
        at = self._text_from(self.source.bom)
        while (end := _comment_end(self.source, at)) is not None:
            at = self._text_from(end)
        return at

    def _text_from(self, offset: int) -> int:
        found = _TEXT.search(self.source.data, offset)
        return found.start() if found else len(self.source.data)

    def below(self, comment: Node) -> Node | None:
        """Return what begins on the next line, below further comments."""
        passed: list[int] = []
        at, found = self._next_line(comment), None
        while at < len(self.source.data):
            if at in self._below:
                found = self._below[at]
                break
            passed.append(at)
            text = self.source.data[at : line_end(self.source, at)]
            if not text.strip():
                break
            start = at + len(text) - len(text.lstrip())
            end = _comment_end(self.source, start)
            if end is None:
                found = _element_starting_with(self.at(start))
                break
            at = line_end(self.source, end) + 1
        self._below.update(dict.fromkeys(passed, found))
        return found

    def _next_line(self, node: Node) -> int:
        return line_end(self.source, node.end_byte) + 1


def _comment_end(source: SourceFile, offset: int) -> int | None:
    """Return the end of a comment that starts at an offset outside of texts; None if none does.

    Nodes are not asked: finding one takes time in proportion to the comments before it.
    """
    if source.data.startswith((b"#", b"//"), offset):
        return line_end(source, offset)
    if not source.data.startswith(b"/*", offset):
        return None
    end = source.data.find(b"*/", offset + 2)
    return len(source.data) if end == -1 else end + 2


class _Finder:
    """Finds the code around one comment."""

    def __init__(self, file: _File, comment: Node) -> None:
        self._file = file
        self._source = file.source
        self._comment = comment
        # The root of a file with a syntax error has another type.
        around = (n for n in _upward(comment) if n.type in _CONTAINERS)
        self._container = next(around, file.root)

    def surroundings(self) -> Surroundings:
        line = self._on_line()
        below = None if line else self._file.below(self._comment)
        top = _top_block(self._comment)
        end = line_end(self._source, line_end(self._source, self._comment.end_byte) + 1)
        start = line_start(self._source, self._comment.start_byte)
        return Surroundings(
            own=self._own(below),
            block=top and self._span(top),
            line=line,
            below=below and self._span(below),
            line_below=Span(self._source, start, end),
            file=whole(self._source) if self._file.first_code >= start else None,
        )

    def scope(self, region: Span | None) -> Span:
        """Return the top-level block around a comment or a region; else the file."""
        node = self._file.at(region.start_byte) if region is not None else self._comment
        top = _top_block(self._comment) or _top_block(node)
        return self._span(top) if top is not None else whole(self._source)

    def _own(self, below: Node | None) -> Span | None:
        """Return the innermost block around the comment, or the element below."""
        container = self._container
        owner = next((n for n in _upward(container) if n.type in _ELEMENTS), None)
        is_list = container.type != "block" or self._kind(container) in _LISTS
        found = below or owner if is_list else owner
        return found and self._span(found)

    def _on_line(self) -> Span | None:
        """Return the code on the comment's line; None if it is alone there."""
        source, comment = self._source, self._comment
        start = line_start(source, comment.start_byte)
        end = line_end(source, comment.end_byte)
        before = source.data[start : comment.start_byte]
        after = source.data[comment.end_byte : end]
        if not before.strip():
            if not after.strip():
                return None
            start = comment.end_byte
        first = start + len(source.data[start:end]) - len(source.data[start:end].lstrip())
        node = self._file.at(first)
        row = node.start_point.row
        elements = [n for n in _upward(node) if _is_element(n)]
        starting = [n for n in elements if n.start_point.row == row]
        ending = [n for n in elements if n.end_point.row == row]
        found = starting[-1:] or ending[:1]
        return self._span(found[0]) if found else Span(source, start, end)

    def _kind(self, block: Node) -> bytes:
        name = block.children[0]
        return self._source.data[name.start_byte : name.end_byte]

    def _span(self, node: Node) -> Span:
        return Span(self._source, node.start_byte, node.end_byte)


def _upward(node: Node) -> Iterator[Node]:
    current: Node | None = node
    while current is not None:
        yield current
        current = current.parent


def _element_starting_with(node: Node) -> Node | None:
    """Return the outermost element that begins on the line of a node."""
    row = node.start_point.row
    starting = [n for n in _upward(node) if _is_element(n) and n.start_point.row == row]
    return starting[-1] if starting else None


def _top_block(node: Node) -> Node | None:
    blocks = [n for n in _upward(node) if n.type == "block"]
    return blocks[-1] if blocks else None


def _is_element(node: Node) -> bool:
    """Return whether a node is an attribute, a block, or an element of an object or a list."""
    parent = node.parent
    in_list = node.type == "expression" and parent is not None and parent.type == "tuple"
    return in_list or node.type in _ELEMENTS
