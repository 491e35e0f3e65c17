from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iaclint.analyses.aws.iam.budget import Effort, TooComplex
from iaclint.analyses.aws.iam.requests.request_sets import Box, Remainder, intersect

boxes = st.tuples(st.integers(1, 7), st.integers(1, 7), st.integers(1, 3))


def points(box: Box) -> set[tuple[int, ...]]:
    return set(product(*([n for n in range(4) if bits >> n & 1] for bits in box)))


@given(boxes, st.lists(boxes, max_size=3), st.lists(boxes, max_size=4))
def test_what_is_left_is_granted_and_in_no_deny(
    within: Box, grants: list[Box], denies: list[Box]
) -> None:
    left: list[set[tuple[int, ...]]] = []

    def visit(piece: Box, overlapping: int) -> int:
        shared = [n for n, grant in enumerate(grants) if intersect(piece, grant)]
        assert overlapping == sum(1 << n for n in shared)
        left.append(points(piece).intersection(set().union(*map(points, grants))))
        return -1

    Remainder(grants, denies, Effort(10_000)).explore([within], visit)
    granted = points(within).intersection(set().union(*map(points, grants)))
    assert set().union(*left) == granted.difference(*map(points, denies))
    assert sum(map(len, left)) == len(set().union(*left))


def test_it_ends_once_nothing_is_wanted() -> None:
    visited: list[int] = []

    def visit(_: Box, overlapping: int) -> int:
        visited.append(overlapping)
        return 0

    Remainder([(7, 7)], [(1, 1), (2, 2)], Effort(10_000)).explore([(7, 7)], visit)
    assert visited == [1]


@given(boxes, boxes)
def test_sharing(left: Box, right: Box) -> None:
    shared = intersect(left, right)
    assert (points(shared) if shared else set()) == points(left) & points(right)


def test_too_much_work_is_given_up() -> None:
    remainder = Remainder([(7, 7, 7)], [(1, 1, 7), (2, 2, 7), (4, 4, 7)], Effort(20))
    with pytest.raises(TooComplex):
        remainder.explore([(7, 7, 7)], lambda *_: -1)
