"""Merging ``sensitive_body`` of azapi into ``body``."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iaclint.symbolic.values import Choice, Unknown, Value
from iaclint.terraform.body_merging import merged

SCALARS = st.none() | st.booleans() | st.integers() | st.lists(st.integers()).map(tuple)
NAMES = st.sampled_from("abc")
OBJECTS = st.dictionaries(
    NAMES, SCALARS | st.dictionaries(NAMES, SCALARS | st.dictionaries(NAMES, SCALARS))
)
TEST = Unknown("var.x")


def leaves(value: Value, path: tuple[str, ...] = ()) -> dict[tuple[str, ...], Value]:
    """Return what is no object, by path; an empty object is one, too."""
    if not isinstance(value, Mapping) or not value:
        return {path: value}
    return {at: leaf for name in value for at, leaf in leaves(value[name], (*path, name)).items()}


@given(OBJECTS, OBJECTS)
def test_what_either_sets_is_set_and_the_second_takes_precedence(
    old: dict[str, Value], new: dict[str, Value]
) -> None:
    found, own = leaves(merged(old, new)), {p: v for p, v in leaves(new).items() if v != {}}
    assert own.items() <= found.items()
    for path, value in leaves(old).items():
        is_replaced = any(path[: len(each)] == each for each in own)
        is_refined = any(each[: len(path)] == path for each in leaves(new))
        assert is_replaced or is_refined or found[path] == value
    assert merged(old, {}) == old
    assert merged(merged(old, new), new) == merged(old, new)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ((1, 2), (3,), (3,)),
        ((), ({"a": 1},), ({"a": 1},)),
        (({"a": 1},), (), ()),
        (({"a": 1},), ({"a": 2},), Unknown("a list in both body and sensitive_body")),
        ({"a": 1}, TEST, TEST),
        (TEST, {"a": 1}, TEST),
        (TEST, True, True),
        (
            {"a": 1},
            {"A": 2},
            {"a": Unknown("a name in body that sensitive_body has in another case"), "A": 2},
        ),
        ({"a": 1}, {"a": TEST, "b": 2}, {"a": TEST, "b": 2}),
    ],
)
def test_lists_and_unknowns(old: Value, new: Value, expected: Value) -> None:
    assert merged(old, new) == expected


def test_choices_are_merged_on_each_branch() -> None:
    choice = Choice(TEST, ({"a": 1}, {"b": 2}))
    for pair in ((choice, {"c": 3}), ({"c": 3}, choice)):
        found = merged(*pair)
        assert isinstance(found, Choice)
        assert found.options == ({"a": 1, "c": 3}, {"b": 2, "c": 3})
