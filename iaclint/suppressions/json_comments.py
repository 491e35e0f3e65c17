"""Suppressions in Terraform's JSON syntax: in the key ``//``, which Terraform ignores."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from iaclint.files.source import Span
from iaclint.suppressions.comments import read
from iaclint.suppressions.directive import SourceSuppression, Surroundings
from iaclint.suppressions.lines import whole
from iaclint.syntax.tree import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iaclint.files.source import SourceFile
    from iaclint.syntax.tree import Node

_COMMENT = "//"
_LABELS = {"resource": 2, "data": 2, "module": 1}
"""How many keys below these are labels of the block."""


class _Place(Struct, frozen=True):
    """Where a node is: the block that it is in, and the innermost object."""

    path: tuple[str, ...] = ()
    block: Span | None = None
    inner: Span | None = None


def find(source: SourceFile, root: Node) -> Iterator[SourceSuppression]:
    """Yield the suppressions in comments."""
    yield from _walk(source, root, _Place())


def _walk(source: SourceFile, node: Node, place: _Place) -> Iterator[SourceSuppression]:
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _walk(source, item, place)
    elif isinstance(node, Mapping):
        for name, entry in node.entries.items():
            if name == _COMMENT:
                yield from _read(source, entry.value, place)
                continue
            span = Span(source, entry.key.start_byte, entry.value.end_byte)
            yield from _walk(source, entry.value, _within(place, name, span))


def _within(place: _Place, name: str, span: Span) -> _Place:
    path = (*place.path, name)
    is_block = len(path) == 1 + _LABELS.get(path[0], 0)
    return _Place(path, span if is_block else place.block, span)


def _read(source: SourceFile, node: Node, place: _Place) -> Iterator[SourceSuppression]:
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _read(source, item, place)
    if not isinstance(node, Scalar):
        return
    inner = place.inner if place.block else None
    around = Surroundings(own=inner, block=place.block, below=inner, line_below=node.span)
    for directive, span in read(source, node.start_byte + 1, node.end_byte - 1):
        region = around.reached_by(directive.reach)
        yield SourceSuppression(directive, span, region, place.block or whole(source))
