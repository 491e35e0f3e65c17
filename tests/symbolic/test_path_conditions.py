from __future__ import annotations

from functools import reduce
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iaclint.symbolic.path_conditions import (
    ALWAYS,
    NEVER,
    And,
    Equals,
    Not,
    PathCondition,
    all_of,
    any_of,
    compatible,
    connect,
    negate,
    possible,
)

STAGES = ("dev", "prod")
DEV, PROD = (Equals("stage", name, STAGES) for name in STAGES)
X, Y = (Equals("name", name) for name in "xy")


@pytest.mark.parametrize(
    ("conditions", "expected"),
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
        ([all_of([DEV, X]), negate(X)], False),
        ([any_of([DEV, X]), negate(X), PROD], False),
        ([any_of([DEV, X]), negate(X)], True),
        ([Equals("stage", "qa", STAGES)], False),
        ([Equals("stage", "dev"), Equals("stage", "dev", ("prod",))], False),
    ],
)
def test_possible(conditions: list[PathCondition], expected: bool) -> None:
    assert possible(conditions) is expected


def test_many_independent_conditions() -> None:
    assert possible([any_of([Equals(n, 1), Equals(n, 2)]) for n in range(200)])


def test_too_many_to_try_count_as_possible() -> None:
    tangled = [any_of([Equals(n, 1), Equals(n + 1, 1)]) for n in range(40)]
    assert possible([*tangled, all_of([Equals(0, 1), negate(Equals(0, 1))])])


statements = st.builds(
    Equals, st.sampled_from("ab"), st.sampled_from("xyz"), st.just(("x", "y", "z"))
)
conditions = st.recursive(
    statements,
    lambda inner: st.builds(Not, inner) | st.builds(And, st.lists(inner, max_size=3).map(tuple)),
    max_leaves=6,
)


def holds(condition: PathCondition, world: dict[object, str]) -> bool:
    if isinstance(condition, Equals):
        return world[condition.what] == condition.value
    if isinstance(condition, Not):
        return not holds(condition.condition, world)
    return all(holds(part, world) for part in condition.conditions)


@given(st.lists(conditions, max_size=3))
def test_possible_is_what_trying_everything_finds(several: list[PathCondition]) -> None:
    worlds = (dict(zip("ab", values, strict=True)) for values in product("xyz", repeat=2))
    expected = any(all(holds(condition, world) for condition in several) for world in worlds)
    assert possible(several) is expected


@given(conditions, st.lists(conditions, max_size=3))
def test_compatible_is_possible_together(
    condition: PathCondition, granted: list[PathCondition]
) -> None:
    if possible(granted):
        assert compatible(condition, reduce(connect, granted, {})) is possible(
            [*granted, condition]
        )
