"""Locate a part of a JSON document that is written as a heredoc.

A heredoc has no escapes, so the document is parsed in place, with each interpolation replaced by
as many characters as it takes.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from iaclint.files.source import SourceFile, Span
from iaclint.resource import Path
from iaclint.syntax import json
from iaclint.syntax.hcl import nodes as ex
from iaclint.syntax.tree import Node, find

_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"')


def locate_in_json(expression: ex.Expression, path: Path) -> Span | None:
    """Return the span of the part of a JSON document that a path leads to.

    Where the path is longer than what is written, that is the deepest part; None where the
    expression is not a heredoc, or cannot be parsed in place.
    """
    start, end = expression.span.start_byte, expression.span.end_byte
    source = expression.span.file
    text = source.data[start:end]
    if not text.startswith(b"<<"):
        return None
    parts = expression.parts if isinstance(expression, ex.Template) else ()
    holes = [part.span for part in parts if isinstance(part, ex.Interpolation)]
    if len(holes) < sum(isinstance(part, ex.Expression) for part in parts):
        return None  # a directive's output has another length
    filled = _fill(text, [(hole.start_byte - start, hole.end_byte - start) for hole in holes])
    tree = _parse(filled)
    node = None if tree is None else _deepest(tree, path)
    return None if node is None else Span(source, start + node.start_byte, start + node.end_byte)


def _fill(text: bytes, holes: list[tuple[int, int]]) -> bytes:
    """Blank the lines of the markers, and replace interpolations.

    Outside of quotes an interpolation is a whole value, and a string replaces it.
    """
    body, last = text.find(b"\n") + 1, text.rstrip().rfind(b"\n") + 1
    filled = bytearray(b" " * body + text[body:last])
    for start, end in holes:
        filled[start:end] = b"x" * (end - start)
    ends = {match.start(): match.end() for match in _STRING.finditer(filled)}
    opens = list(ends)
    for start, end in holes:
        before = bisect_left(opens, start) - 1
        if before < 0 or end >= ends[opens[before]]:
            filled[start], filled[end - 1] = b'""'
    return bytes(filled)


@lru_cache(maxsize=16)
def _parse(text: bytes) -> Node | None:
    return json.parse(SourceFile("", text))[0]


def _deepest(tree: Node, path: Path) -> Node | None:
    """Return the deepest node on a path; None where no part of the path exists."""
    for length in range(len(path), 0, -1):
        node = find(tree, path[:length])
        if node is not None:
            return node
    return None
