"""Sets of requests as boxes, and what grants open of them in spite of denies.

A box has one bit set per dimension (who calls, what they do, to what, what their request
carries); a request is in it when it is in the set of every dimension. What statements allow
and deny are boxes, so what strangers can do is a matter of boxes left over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

from iaclint.analyses.aws.iam.budget import Effort

Box: TypeAlias = tuple[int, ...]


def intersect(left: Box, right: Box) -> Box | None:
    """Return what two boxes share, or None."""
    shared = tuple([a & b for a, b in zip(left, right, strict=True)])
    return None if 0 in shared else shared


class Remainder:
    """What denies leave of grants.

    An open request is in a grant, and escapes each deny in some dimension. A deny with one
    dimension left to escape in cuts off what it has of that dimension; where every deny has
    several, the ways to escape one of them are followed each on its own. That is how
    satisfiability is decided (Davis, Putnam, Logemann and Loveland), with boxes for clauses.
    """

    def __init__(self, grants: Sequence[Box], denies: Sequence[Box], effort: Effort) -> None:
        self._boxes = (*grants, *denies)
        self._dimensions = tuple(zip(*self._boxes, strict=True))
        self._flags = tuple(1 << n for n in range(len(self._boxes)))
        self._grants = (1 << len(grants)) - 1
        self._effort = effort
        self._relations: dict[tuple[int, int], tuple[int, int]] = {}

    def explore(self, within: Iterable[Box], visit: Callable[[Box, int], int]) -> None:
        """Call ``visit`` with what is left of boxes, and the set of grants that overlap each.

        It returns the grants that are still of interest; none of them ends it. Raises
        ``TooComplex``.
        """
        wanted = self._grants
        pending = list(within)
        while pending and wanted:
            piece, overlapping = self._cut(pending.pop(), wanted)
            denies = overlapping & ~self._grants
            if denies:
                lowest = (denies & -denies).bit_length() - 1
                pending += _split(piece, self._boxes[lowest])
            elif overlapping:
                wanted &= visit(piece, overlapping)

    def leaves(self, within: Iterable[Box]) -> bool:
        """Tell whether anything is left of boxes; raises ``TooComplex``."""
        left = 0

        def visit(_: Box, grants: int) -> int:
            nonlocal left
            left = grants
            return 0

        self.explore(within, visit)
        return left != 0

    def _cut(self, piece: Box, wanted: int) -> tuple[Box, int]:
        """Cut off a piece what denies take in one dimension; none overlaps what is all denied."""
        while True:
            relations = [self._relate(n, bits) for n, bits in enumerate(piece)]
            overlapping = wanted | ~self._grants
            whole, but_one = -1, 0
            for overlaps, covers in relations:
                overlapping &= overlaps
                but_one = but_one & covers | whole & ~covers
                whole &= covers
            denies = overlapping & ~self._grants
            if denies & whole or not overlapping & self._grants:
                return piece, 0
            cutting = denies & but_one
            if not cutting:
                return piece, overlapping
            piece = tuple(
                [
                    bits & ~self._join(n, cutting & ~covers)
                    for n, (bits, (_, covers)) in enumerate(zip(piece, relations, strict=True))
                ]
            )

    def _relate(self, dimension: int, bits: int) -> tuple[int, int]:
        """Return which boxes overlap a set in one dimension, and which cover it."""
        found = self._relations.get((dimension, bits))
        if found is not None:
            self._effort.spend(4)
            return found
        self._effort.spend(len(self._boxes) * (1 + bits.bit_length() // 1000))
        overlaps = covers = 0
        for own, flag in zip(self._dimensions[dimension], self._flags, strict=True):
            shared = own & bits
            if shared:
                overlaps |= flag
                if shared == bits:
                    covers |= flag
        self._relations[dimension, bits] = overlaps, covers
        return overlaps, covers

    def _join(self, dimension: int, boxes: int) -> int:
        sets = self._dimensions[dimension]
        joined = 0
        while boxes:
            lowest = boxes & -boxes
            joined |= sets[lowest.bit_length() - 1]
            boxes ^= lowest
        return joined


def _split(piece: Box, other: Box) -> Iterator[Box]:
    """Cut off what lies outside of the other box, one dimension after the other."""
    inside = list(piece)
    for n, bits in enumerate(other):
        outside = inside[n] & ~bits
        if outside:
            yield (*inside[:n], outside, *inside[n + 1 :])
        inside[n] &= bits
