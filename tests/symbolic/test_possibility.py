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
    negate,
)
from iaclint.symbolic.possibility import compatible, connect, possible, possible_values, trials

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


@given(st.lists(conditions, max_size=3))
def test_possible_values_are_those_that_trying_everything_finds(
    several: list[PathCondition],
) -> None:
    worlds = [dict(zip("ab", values, strict=True)) for values in product("xyz", repeat=2)]
    left = [world for world in worlds if all(holds(each, world) for each in several)]
    for what, found in possible_values(several).items():
        values = {world[str(what)] for world in left}
        if left:  # things that are not related are tried apart
            assert {value for value in "xyz" if found.may_be(value)} == values
            assert set(found.values) <= values
            assert not set(found.excluded) & values
            assert found.is_open or set(found.values) == values


def test_other_values_are_possible_unless_conditions_name_all() -> None:
    name = possible_values([negate(X)])["name"]
    assert (name.values, name.excluded, name.is_open) == ((), ("x",), True)
    assert [name.may_be("x"), name.may_be("other")] == [False, True]
    assert possible_values([any_of([X, Y])])["name"].is_open is False
    assert possible_values([negate(DEV)])["stage"].may_be("prod")
    assert possible_values([X, Y])["name"].values == ()
    tangled = [any_of([Equals(n, 1), Equals(n + 1, 1)]) for n in range(40)]
    assert possible_values(tangled) == {}


def test_trials_are_of_what_is_named_together() -> None:
    assert trials([]) == 0
    assert trials([DEV]) == 2
    assert trials([X, Y]) == 3
    assert trials([DEV, X]) == 2 + 2
    assert trials([any_of([DEV, X])]) == 2 * 2
    tangled = [any_of([Equals(n, 1), Equals(n + 1, 1)]) for n in range(40)]
    assert trials(tangled) == 0
