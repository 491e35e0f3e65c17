"""A lazy list is written like the list of what it makes, which it does not keep."""

from __future__ import annotations

import json
from io import StringIO

import pytest

from iaclint.report.lazy_list import LazyList


def dump(value: object) -> str:
    out = StringIO()
    json.dump({"a": value}, out, indent=2)
    return out.getvalue()


@pytest.mark.parametrize("items", [(), (1,), (1, 2, 3)])
def test_it_is_written_like_a_list(items: tuple[int, ...]) -> None:
    assert dump(LazyList(items, lambda n: {"n": n})) == dump([{"n": n} for n in items])


def test_an_element_is_made_when_it_is_written() -> None:
    made: list[int] = []
    elements = iter(LazyList((1, 2), lambda n: made.append(n) or n))
    assert (next(elements), made) == (1, [1])
