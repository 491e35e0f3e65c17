"""Sets of requests as boxes, and what is left of a box when others are taken away.

A box has one bit set per dimension (who calls, what they do, to what, what their request
carries); a request is in it when it is in the set of every dimension. What statements allow
and deny are boxes, so what strangers can do is a matter of subtracting boxes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

Box: TypeAlias = tuple[int, ...]

Bits: TypeAlias = tuple[int, int]
"""A set of things that is certain, and the set of those that are possible."""

LIMIT = 3000
"""How many pieces one subtraction may make before it is given up."""


class TooComplex(Exception):
    """A subtraction made too many pieces."""


def intersect(left: Box, right: Box) -> Box | None:
    """Return what two boxes share, or None."""
    shared = tuple([a & b for a, b in zip(left, right, strict=True)])
    return None if 0 in shared else shared


def covers(outer: Box, inner: Box) -> bool:
    """Hold when nothing of the inner box is outside of the outer one."""
    return all(not b & ~a for a, b in zip(outer, inner, strict=True))


def subtract(box: Box, others: Sequence[Box]) -> Iterator[Box]:
    """Yield disjoint boxes that make up what is left of a box; raises ``TooComplex``."""
    overlapping = [other for other in others if intersect(box, other)]
    if any(covers(other, box) for other in overlapping):
        return
    pending = [(box, 0)]
    made = 0
    while pending:
        piece, start = pending.pop()
        hit = _first_overlap(piece, overlapping, start)
        if hit is None:
            yield piece
            continue
        made += 1
        if made > LIMIT:
            raise TooComplex
        pending += [(part, hit + 1) for part in _split(piece, overlapping[hit])]


def _first_overlap(piece: Box, others: Sequence[Box], start: int) -> int | None:
    for n in range(start, len(others)):
        if all(a & b for a, b in zip(piece, others[n], strict=True)):
            return n
    return None


def _split(piece: Box, other: Box) -> Iterator[Box]:
    """Cut off what lies outside of the other box, one dimension after the other."""
    inside = list(piece)
    for n, bits in enumerate(other):
        outside = inside[n] & ~bits
        if outside:
            yield (*inside[:n], outside, *inside[n + 1 :])
        inside[n] &= bits
