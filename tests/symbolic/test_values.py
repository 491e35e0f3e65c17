from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iaclint.limits import MAX_CHOICES
from iaclint.symbolic.choices import choose, map_choice
from iaclint.symbolic.equality import is_same
from iaclint.symbolic.structure import is_known, symbols, unknowns
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import (
    ABSENT,
    Choice,
    Identity,
    JsonText,
    PartialString,
    Unknown,
    Value,
    concatenate,
)

T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
X, Y = Unknown("x"), Unknown("y")
ID = Unknown("a.id", Identity("a", "id"))
ALSO_ID = Unknown("local.b", Identity("a", "id"))
ARN = Unknown("a.arn", Identity("a", "arn"))


@pytest.mark.parametrize(
    ("left", "right", "both", "either"),
    [(T, T, T, T), (T, F, F, T), (T, U, U, T), (U, U, U, U), (U, F, F, U), (F, F, F, F)],
)
def test_kleene(left: Truth, right: Truth, both: Truth, either: Truth) -> None:
    assert left & right is right & left is both
    assert left | right is right | left is either
    assert ~(left & right) is ~left | ~right


def test_a_truth_is_not_a_bool() -> None:
    assert ~U is U
    assert (Truth.of(True), Truth.of(False)) == (T, F)
    with pytest.raises(TypeError, match="three values"):
        bool(T)


def test_absent_has_a_name() -> None:
    assert repr(ABSENT) == "ABSENT"
    assert ABSENT is not None


@pytest.mark.parametrize(
    ("parts", "joined"),
    [
        ([], ""),
        (["a", "b"], "ab"),
        (["", X, ""], X),
        (["a", "", X, "b", "c"], PartialString(("a", X, "bc"))),
        ([X, Y], PartialString((X, Y))),
    ],
)
def test_concatenate(parts: list[str | Unknown], joined: Value) -> None:
    assert concatenate(parts) == joined


def test_known_ends() -> None:
    text = PartialString(("a", X, "/*"))
    assert (text.prefix, text.suffix) == ("a", "/*")
    bare = PartialString((X, Y))
    assert (bare.prefix, bare.suffix) == ("", "")


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        (1, 1, T),
        (1, 1.0, T),
        (1, True, F),
        (0, False, F),
        (True, True, T),
        (None, None, T),
        (None, False, F),
        (None, ABSENT, F),
        ("1", 1, F),
        ((1, 2), (1, 2), T),
        ((1, 2), (1,), F),
        ((1,), 1, F),
        ({"a": 1}, {"a": 1}, T),
        ({"a": 1}, {"b": 1}, F),
        ({"a": 1}, 1, F),
        ({"a": X, "b": 1}, {"a": 1, "b": 2}, F),
        ({"a": X}, {"a": 1}, U),
        ((X, 1), (1, 2), F),
        (X, X, T),
        (X, Unknown("x"), U),
        (X, 1, U),
        (X, None, U),
        (ID, ALSO_ID, T),
        (ID, ARN, U),
        (PartialString(("a", X)), "b", F),
        (PartialString(("a", X)), "ab", U),
        (PartialString(("ab", X, "ba")), "aba", F),
        (PartialString((X, "/*")), "x/", F),
        (PartialString(("a", X)), PartialString(("b", X)), F),
        (PartialString((X, "a")), PartialString((Y, "b")), F),
        (PartialString((X, "ab")), PartialString((Y, "b")), U),
        (PartialString(("a", ID)), PartialString(("a", ALSO_ID)), T),
        (PartialString(("a", X)), X, U),
        (JsonText({"a": X}), "{}", U),
        (Choice(X, (1, 2)), 3, F),
        (Choice(X, (1, 2)), 1, U),
        (Choice(X, (1, Y)), 1, U),
        (1, Choice(X, (1, 1)), T),
    ],
)
def test_is_same(left: Value, right: Value, same: Truth) -> None:
    assert is_same(left, right) is same
    assert is_same(right, left) is same


def test_choices_collapse_and_are_bounded() -> None:
    assert choose(X, ["a", "a"]) == "a"
    few = choose(X, ["a", "b"], ("if x", "else"))
    assert isinstance(few, Choice)
    assert (few.options, few.labels) == (("a", "b"), ("if x", "else"))
    assert choose(X, list(range(MAX_CHOICES + 1))) == X
    assert map_choice(few, len) == 1


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("a", ()),
        (X, ("x",)),
        ((X, {"b": (Y, X)}), ("x", "y")),
        (PartialString(("a", Y, "b")), ("y",)),
        (JsonText({"a": X}), ("x",)),
        (Choice(X, (1, Y)), ("x", "y")),
        (None, ()),
    ],
)
def test_symbols(value: Value, found: tuple[str, ...]) -> None:
    assert symbols(value) == found
    assert is_known(value) is not found
    assert is_known(value) == (not found)


def test_unknowns_come_in_order_with_repetition() -> None:
    assert list(unknowns((X, Y, X))) == [X, Y, X]


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.sampled_from(["", "a", "ab", "b"]),
    lambda inner: (
        st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(st.sampled_from("ab"), inner, max_size=2)
    ),
    max_leaves=6,
)


@given(PLAIN, PLAIN)
def test_sameness_of_known_values_is_certain_and_symmetric(left: Value, right: Value) -> None:
    assert is_same(left, left) is T
    assert is_same(left, right) is is_same(right, left)
    assert is_same(left, right) is not U


TEXT = st.text("ab", max_size=4)


@given(st.lists(TEXT | st.just(X), max_size=5), TEXT, TEXT)
def test_a_partly_known_text_differs_only_if_it_cannot_match(
    parts: list[str | Unknown], filling: str, other: str
) -> None:
    text = concatenate(parts)
    filled = "".join(part if isinstance(part, str) else filling for part in parts)
    assert is_same(text, filled) is not F
    if is_same(text, other) is T:
        assert all(isinstance(part, str) for part in parts)


def test_sameness_of_two_choices_is_not_overstated() -> None:
    for options in itertools.product([1, 2], repeat=2):
        left, right = Choice(X, (1, 2)), Choice(Y, options)
        assert is_same(left, right) is U
