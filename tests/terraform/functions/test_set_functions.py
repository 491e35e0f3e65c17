"""What Terraform prints for these calls, as JSON; ``REFUSED`` where it gives an error."""

from __future__ import annotations

from collections.abc import Callable

import pytest

REFUSED = None

CASES = [
    ('setproduct(["a"],[1,2])', '[["a",1],["a",2]]'),
    ('setproduct(["a"],["b"],toset([3,1]))', '[["a","b",1],["a","b",3]]'),
    ('setproduct([], ["a"])', "[]"),
    ('setproduct([1,"a"],[true])', '[["1",true],["a",true]]'),
    ('setunion([1],["a"])', '["1","a"]'),
    ('setintersection(["a","b"],["b"],["b","c"])', '["b"]'),
    ('setsubtract([1,2,3],["2"])', '["1","3"]'),
    ("setintersection([[1]],[[1]])", "[[1]]"),
    ("setunion()", REFUSED),
    ("setunion([])", "[]"),
    ('setunion([1,2],["1"])', '["1","2"]'),
    ("setintersection([], [1])", "[]"),
    ('setsubtract(["a"], [])', '["a"]'),
    ('setproduct([1],["a"],[true])', '[[1,"a",true]]'),
]


@pytest.mark.parametrize(("call", "expected"), CASES)
def test_call(as_json: Callable[[str], str | None], call: str, expected: str | None) -> None:
    assert as_json(call) == expected
