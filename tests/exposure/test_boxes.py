from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iaclint.exposure.boxes import Box, TooComplex, covers, intersect, subtract

boxes = st.tuples(st.integers(1, 7), st.integers(1, 7), st.integers(1, 3))


def points(box: Box) -> set[tuple[int, ...]]:
    return set(product(*([n for n in range(4) if bits >> n & 1] for bits in box)))


@given(boxes, st.lists(boxes, max_size=4))
def test_what_is_left_is_what_is_in_no_other_box(box: Box, others: list[Box]) -> None:
    left = [points(piece) for piece in subtract(box, others)]
    assert set().union(*left) == points(box).difference(*map(points, others))
    assert sum(map(len, left)) == len(set().union(*left))


@given(boxes, boxes)
def test_sharing_and_covering(left: Box, right: Box) -> None:
    shared = intersect(left, right)
    assert (points(shared) if shared else set()) == points(left) & points(right)
    assert covers(left, right) is (points(right) <= points(left))


def test_too_many_pieces_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("iaclint.exposure.boxes.LIMIT", 2)
    with pytest.raises(TooComplex):
        list(subtract((7, 7, 7), [(1, 1, 7), (2, 2, 7), (4, 4, 7)]))
