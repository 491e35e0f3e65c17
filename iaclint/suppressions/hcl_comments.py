"""The suppression comments of a file in HCL, with the blocks around them."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import zip_longest
from typing import TYPE_CHECKING

from iaclint.files.source import Span
from iaclint.suppressions.comments import read, starts
from iaclint.suppressions.directive import SourceSuppression, Surroundings
from iaclint.suppressions.hcl_nodes import NodePath, node_path
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
    comments: dict[int, NodePath] = {}
    for start in starts(source):
        path = node_path(root, start)
        if path[0].type == "comment":
            comments[path[0].start_byte] = path
    file = _File(source, root)
    for path in comments.values():
        comment = path[0]
        finder = _Finder(file, path)
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

    def at(self, offset: int) -> NodePath:
        """Return the innermost node at an offset, and the nodes around it."""
        return node_path(self.root, offset)

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

    The text says so in less time than the syntax tree.
    """
    if source.data.startswith((b"#", b"//"), offset):
        return line_end(source, offset)
    if not source.data.startswith(b"/*", offset):
        return None
    end = source.data.find(b"*/", offset + 2)
    return len(source.data) if end == -1 else end + 2


class _Finder:
    """Finds the code around one comment."""

    def __init__(self, file: _File, path: NodePath) -> None:
        self._file = file
        self._source = file.source
        self._path = path
        self._comment = path[0]
        # The root of a file with a syntax error has another type.
        around = (n for n, node in enumerate(path) if node.type in _CONTAINERS)
        self._around = path[next(around, -1) :]

    def surroundings(self) -> Surroundings:
        line = self._on_line()
        below = None if line else self._file.below(self._comment)
        top = _top_block(self._path)
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
        path = self._file.at(region.start_byte) if region is not None else self._path
        top = _top_block(self._path) or _top_block(path)
        return self._span(top) if top is not None else whole(self._source)

    def _own(self, below: Node | None) -> Span | None:
        """Return the innermost block around the comment, or the element below."""
        container = self._around[0]
        owner = next((n for n in self._around if n.type in _ELEMENTS), None)
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
        path = self._file.at(first)
        row = path[0].start_point.row
        elements = _elements(path)
        starting = [n for n in elements if n.start_point.row == row]
        ending = [n for n in elements if n.end_point.row == row]
        found = starting[-1:] or ending[:1]
        return self._span(found[0]) if found else Span(source, start, end)

    def _kind(self, block: Node) -> bytes:
        name = block.children[0]
        return self._source.data[name.start_byte : name.end_byte]

    def _span(self, node: Node) -> Span:
        return Span(self._source, node.start_byte, node.end_byte)


def _element_starting_with(path: NodePath) -> Node | None:
    """Return the outermost element that begins on the line of a node."""
    row = path[0].start_point.row
    starting = [n for n in _elements(path) if n.start_point.row == row]
    return starting[-1] if starting else None


def _top_block(path: NodePath) -> Node | None:
    blocks = [n for n in path if n.type == "block"]
    return blocks[-1] if blocks else None


def _elements(path: NodePath) -> list[Node]:
    """Return the attributes, the blocks, and the elements of objects and lists."""
    around = zip_longest(path, path[1:])
    return [n for n, parent in around if n.type in _ELEMENTS or _is_listed(n, parent)]


def _is_listed(node: Node, parent: Node | None) -> bool:
    return node.type == "expression" and parent is not None and parent.type == "tuple"
