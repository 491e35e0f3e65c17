from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iaclint.analyses.aws.iam.budget import Budget, TooComplex
from iaclint.analyses.aws.iam.requests.request_sets import Difference, RequestSet, intersect

boxes = st.tuples(st.integers(1, 7), st.integers(1, 7), st.integers(1, 3))


def points(box: RequestSet) -> set[tuple[int, ...]]:
    return set(product(*([n for n in range(4) if bits >> n & 1] for bits in box)))


@given(boxes, st.lists(boxes, max_size=3), st.lists(boxes, max_size=4))
def test_difference_is_granted_and_not_denied(
    within: RequestSet, grants: list[RequestSet], denies: list[RequestSet]
) -> None:
    left: list[set[tuple[int, ...]]] = []

    def visit(piece: RequestSet, overlapping: int) -> int:
        shared = [n for n, grant in enumerate(grants) if intersect(piece, grant)]
        assert overlapping == sum(1 << n for n in shared)
        left.append(points(piece).intersection(set().union(*map(points, grants))))
        return -1

    Difference(grants, denies, Budget(10_000)).explore([within], visit)
    granted = points(within).intersection(set().union(*map(points, grants)))
    assert set().union(*left) == granted.difference(*map(points, denies))
    assert sum(map(len, left)) == len(set().union(*left))


def test_search_stops_without_wanted_requests() -> None:
    visited: list[int] = []

    def visit(_: RequestSet, overlapping: int) -> int:
        visited.append(overlapping)
        return 0

    Difference([(7, 7)], [(1, 1), (2, 2)], Budget(10_000)).explore([(7, 7)], visit)
    assert visited == [1]


@given(boxes, boxes)
def test_sharing(left: RequestSet, right: RequestSet) -> None:
    shared = intersect(left, right)
    assert (points(shared) if shared else set()) == points(left) & points(right)


def test_too_much_work_is_unknown() -> None:
    remainder = Difference([(7, 7, 7)], [(1, 1, 7), (2, 2, 7), (4, 4, 7)], Budget(20))
    with pytest.raises(TooComplex):
        remainder.explore([(7, 7, 7)], lambda *_: -1)
