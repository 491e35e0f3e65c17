"""The request body of resources of azapi, into which ``sensitive_body`` is merged."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iaclint.limits import MAX_MERGED_PARTS
from iaclint.symbolic.values import ABSENT, Choice, Unknown, Value
from iaclint.terraform.request_body import merged, with_sensitive_body
from tests.fakes import FakeBody

SCALARS = st.none() | st.booleans() | st.integers() | st.lists(st.integers()).map(tuple)
OBJECTS = st.dictionaries(
    st.sampled_from("abc"),
    st.recursive(SCALARS, lambda i: st.dictionaries(st.sampled_from("abc"), i), max_leaves=8),
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


def body(**values: Value) -> FakeBody:
    return FakeBody(values, "main.tf", "header")


def test_only_resources_of_azapi_have_it() -> None:
    own = body(body={}, sensitive_body={"a": 1})
    assert with_sensitive_body("azurerm_x", own) is own
    assert with_sensitive_body("azapi_resource", body(body={})).get("sensitive_body") is ABSENT
    assert with_sensitive_body("azapi_resource", own).get("body") == {"a": 1}


def test_places_are_those_of_the_argument_that_sets_the_value() -> None:
    own = body(body={"p": {"a": 1, "b": 2}}, sensitive_body={"p": {"b": 3}})
    read = with_sensitive_body("azapi_resource", own)
    assert read.locate(("body", "p", "a")) == own.locate(("body", "p", "a"))
    assert read.locate(("body", "p", "b")) == own.locate(("sensitive_body", "p", "b"))
    assert read.locate(("body", "p")) == own.locate(("body", "p"))
    assert read.locate(("type",)) == own.locate(("type",))
    only = body(sensitive_body={"p": {"b": 3}})
    found = with_sensitive_body("azapi_resource", only).locate(("body", "p", "b"))
    assert found == only.locate(("sensitive_body", "p", "b"))


def test_too_many_parts_are_not_merged() -> None:
    large = {str(n): n for n in range(MAX_MERGED_PARTS)}
    read = with_sensitive_body("azapi_resource", body(body=large, sensitive_body={"a": 1}))
    assert read.get("body") == Unknown(f"more than {MAX_MERGED_PARTS} parts of sensitive_body")


def test_a_text_is_not_merged() -> None:
    read = with_sensitive_body("azapi_resource", body(body="{}", sensitive_body={"a": 1}))
    assert read.get("body") == "{}"


def test_an_unknown_one_sets_only_what_has_a_version() -> None:
    own = {"p": {"a": 1, "l": ({"x": 1},)}, "q": 2}
    versions: Value = {"p.l[0].x": "1", "p.s": "2", ".".join("r" * 1000): "3"}
    given = body(body=own, sensitive_body=TEST, sensitive_body_version=versions)
    found = with_sensitive_body("azapi_resource", given).get("body")
    assert isinstance(found, Choice)
    sent = found.options[0]
    assert isinstance(sent, dict)
    assert sent["p"] == {"a": 1, "l": TEST, "s": TEST}
    assert sent["q"] == 2
    assert found.options[1] == own
