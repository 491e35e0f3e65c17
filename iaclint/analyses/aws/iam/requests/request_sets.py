"""Sets of requests, and the difference between what grants allow and what denies take away.

A request set has one bit set for each dimension: the caller, the action, the resource, the source
address and each other condition key. A request is in it if it is in the bit set of every
dimension. What a statement allows or denies is one request set, so what callers can do is the
difference of two unions of request sets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

from iaclint.analyses.aws.iam.budget import Budget

RequestSet: TypeAlias = tuple[int, ...]

CALLER, ACTION, RESOURCE, SOURCE_ADDRESS, FIRST_CONDITION_KEY = range(5)
"""The dimensions of a request set; every condition key that a policy tests has one more."""


def intersect(left: RequestSet, right: RequestSet) -> RequestSet | None:
    """Return the requests in both sets, or None if there are none."""
    shared = tuple([a & b for a, b in zip(left, right, strict=True)])
    return None if 0 in shared else shared


class Difference:
    """The requests in grants that no deny covers.

    An allowed request is in a grant, and outside of each deny in at least one dimension. If a deny
    covers a set in all dimensions but one, the set loses what the deny has of that dimension
    (unit propagation); if every deny leaves several, the set is split along one of them
    (branching). This is the algorithm of Davis, Putnam, Logemann and Loveland for
    satisfiability, with request sets as clauses.
    """

    def __init__(
        self, grants: Sequence[RequestSet], denies: Sequence[RequestSet], budget: Budget
    ) -> None:
        self._sets = (*grants, *denies)
        self._dimensions = tuple(zip(*self._sets, strict=True))
        self._flags = tuple(1 << n for n in range(len(self._sets)))
        self._grants = (1 << len(grants)) - 1
        self._budget = budget
        self._relations: dict[tuple[int, int], tuple[int, int]] = {}

    def explore(
        self, within: Iterable[RequestSet], visit: Callable[[RequestSet, int], int]
    ) -> None:
        """Call ``visit`` with each set of allowed requests, and the grants that overlap it.

        ``visit`` returns the grants to look for from then on; none of them ends the search.
        Raises ``TooComplex``.
        """
        wanted = self._grants
        pending = list(within)
        while pending and wanted:
            piece, overlapping = self._cut(pending.pop(), wanted)
            denies = overlapping & ~self._grants
            if denies:
                lowest = (denies & -denies).bit_length() - 1
                pending += _split(piece, self._sets[lowest])
            elif overlapping:
                wanted &= visit(piece, overlapping)

    def leaves(self, within: Iterable[RequestSet]) -> bool:
        """Return whether any request of some sets is allowed; raises ``TooComplex``."""
        left = 0

        def visit(_: RequestSet, grants: int) -> int:
            nonlocal left
            left = grants
            return 0

        self.explore(within, visit)
        return left != 0

    def _cut(self, piece: RequestSet, wanted: int) -> tuple[RequestSet, int]:
        """Remove from a set what denies cover in one dimension; return 0 if all of it is denied."""
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
        """Return which request sets overlap a bit set in one dimension, and which cover it."""
        found = self._relations.get((dimension, bits))
        if found is not None:
            self._budget.spend(4)
            return found
        self._budget.spend(len(self._sets) * (1 + bits.bit_length() // 1000))
        overlaps = covers = 0
        for own, flag in zip(self._dimensions[dimension], self._flags, strict=True):
            shared = own & bits
            if shared:
                overlaps |= flag
                if shared == bits:
                    covers |= flag
        self._relations[dimension, bits] = overlaps, covers
        return overlaps, covers

    def _join(self, dimension: int, request_sets: int) -> int:
        sets = self._dimensions[dimension]
        joined = 0
        while request_sets:
            lowest = request_sets & -request_sets
            joined |= sets[lowest.bit_length() - 1]
            request_sets ^= lowest
        return joined


def _split(piece: RequestSet, other: RequestSet) -> Iterator[RequestSet]:
    """Yield the parts of a set that are outside of another one, dimension by dimension."""
    inside = list(piece)
    for n, bits in enumerate(other):
        outside = inside[n] & ~bits
        if outside:
            yield (*inside[:n], outside, *inside[n + 1 :])
        inside[n] &= bits
