from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iaclint.symbolic.path_conditions import (
    ALWAYS,
    NEVER,
    Case,
    Every,
    Is,
    Not,
    compatible,
    every,
    negate,
    possible,
    some,
)

STAGES = ("dev", "prod")
DEV, PROD = (Is("stage", name, STAGES) for name in STAGES)
X, Y = (Is("name", name) for name in "xy")


@pytest.mark.parametrize(
    ("cases", "expected"),
    [
        ([], True),
        ([ALWAYS], True),
        ([NEVER], False),
        ([DEV], True),
        ([DEV, PROD], False),
        ([negate(DEV), negate(PROD)], False),
        ([negate(DEV), PROD], True),
        ([negate(X), negate(Y)], True),
        ([X, Y], False),
        ([every([DEV, X]), negate(X)], False),
        ([some([DEV, X]), negate(X), PROD], False),
        ([some([DEV, X]), negate(X)], True),
        ([Is("stage", "qa", STAGES)], False),
        ([Is("stage", "dev"), Is("stage", "dev", ("prod",))], False),
    ],
)
def test_possible(cases: list[Case], expected: bool) -> None:
    assert possible(cases) is expected


def test_many_that_have_nothing_to_do_with_each_other() -> None:
    assert possible([some([Is(n, 1), Is(n, 2)]) for n in range(200)])


def test_too_many_to_try_count_as_possible() -> None:
    tangled = [some([Is(n, 1), Is(n + 1, 1)]) for n in range(40)]
    assert possible([*tangled, every([Is(0, 1), negate(Is(0, 1))])])


statements = st.builds(Is, st.sampled_from("ab"), st.sampled_from("xyz"), st.just(("x", "y", "z")))
cases = st.recursive(
    statements,
    lambda inner: st.builds(Not, inner) | st.builds(Every, st.lists(inner, max_size=3).map(tuple)),
    max_leaves=6,
)


def holds(case: Case, world: dict[object, str]) -> bool:
    if isinstance(case, Is):
        return world[case.what] == case.value
    if isinstance(case, Not):
        return not holds(case.case, world)
    return all(holds(part, world) for part in case.cases)


@given(st.lists(cases, max_size=3))
def test_possible_is_what_trying_everything_finds(some_cases: list[Case]) -> None:
    worlds = (dict(zip("ab", values, strict=True)) for values in product("xyz", repeat=2))
    expected = any(all(holds(case, world) for case in some_cases) for world in worlds)
    assert possible(some_cases) is expected


@given(cases, st.lists(cases, max_size=3))
def test_compatible_is_possible_together(case: Case, granted: list[Case]) -> None:
    if possible(granted):
        assert compatible(case, granted) is possible([*granted, case])
