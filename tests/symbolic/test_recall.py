"""Results are recalled only for values that are known and equal."""

from __future__ import annotations

from fractions import Fraction

import pytest

from iaclint.symbolic.branches import branches
from iaclint.symbolic.recall import Get, Recall, known_key
from iaclint.symbolic.structure import count_parts
from iaclint.symbolic.values import ABSENT, Choice, Identity, PartialString, Unknown, Value
from iaclint.symbolic.worlds import forks

DIFFERENT: list[Value] = [
    ABSENT,
    None,
    False,
    True,
    0,
    1,
    1.0,
    Fraction(1),
    "",
    "1",
    (),
    (1,),
    (True,),
    ((1,),),
    {},
    {"a": 1},
    {"a": True},
    {"a": 1, "b": 2},
    {"b": 2, "a": 1},
]
UNKNOWN = Unknown("var.x")
NOT_KNOWN: list[Value] = [
    UNKNOWN,
    PartialString(("a", UNKNOWN)),
    Choice(UNKNOWN, (1, 2)),
    (1, UNKNOWN),
    {"a": (UNKNOWN,)},
]


class Counted:
    """A function of ``a``, and of ``b`` where ``a`` is set."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self, get: Get) -> tuple[Value, ...]:
        self.calls += 1
        return (get("a"), get("b")) if get("a") is not ABSENT else (ABSENT,)


def test_different_values_have_different_keys() -> None:
    keys = [known_key(value) for value in DIFFERENT]
    assert None not in keys
    assert len(set(keys)) == len(DIFFERENT)


@pytest.mark.parametrize("value", NOT_KNOWN)
def test_what_is_not_known_has_no_key(value: Value) -> None:
    assert known_key(value) is None


def test_a_value_that_is_nested_deeply_has_no_key() -> None:
    value: Value = ()
    for _ in range(10_000):
        value = (value,)
    assert known_key(value) is None


def test_each_set_of_answers_has_its_own_result() -> None:
    recall: Recall[tuple[Value, ...]] = Recall()
    function = Counted()
    for _ in range(2):
        for a in DIFFERENT:
            for b in DIFFERENT:
                found = recall.result(function, {"a": a, "b": b}.__getitem__)
                expected = (a,) if a is ABSENT else (a, b)
                assert [*map(known_key, found)] == [*map(known_key, expected)]
    assert function.calls < 2 * len(DIFFERENT) ** 2


def test_a_function_runs_once_for_equal_known_values() -> None:
    recall: Recall[tuple[Value, ...]] = Recall()
    function = Counted()
    for n in range(10):
        recall.result(function, {"a": ("x", {"y": n % 2}), "b": 1}.__getitem__)
    assert function.calls == 2
    for _ in range(3):
        recall.result(function, {"a": "x", "b": UNKNOWN}.__getitem__)
    assert function.calls == 5


LONG: Value = tuple({"n": n, "text": "a"} for n in range(150))


@pytest.mark.parametrize("other", ["a", Unknown("x"), Choice(Unknown("x"), ("a", "b"))])
def test_long_lists_are_as_others_are(other: Value) -> None:
    assert isinstance(LONG, tuple)
    long: Value = (*LONG, other)
    halves = (LONG[:75], (*LONG[75:], other))
    for _ in range(2):
        assert count_parts((long, long)) == 1 + 2 * count_parts(long)
        assert count_parts(long) == sum(map(count_parts, halves)) - 1
        assert count_parts((long, "a"), 10) > 10
        assert len(list(forks({"a": long}))) == len(list(forks(other)))
        assert len(branches({"a": long})) == len(branches(other))
        assert (known_key((long,)) is None) is (known_key(other) is None)
    assert known_key((long,)) != known_key(((*LONG, "b"),))


@pytest.mark.parametrize(
    ("value", "evaluated"),
    [
        (UNKNOWN, 1),
        (Unknown("var.x", not_null=True), 2),
        (Unknown("var.x", options=("a", "b")), 2),
        (Unknown("var.x", Identity("root/var.x", "")), 2),
        (PartialString(("a", UNKNOWN)), 2),
        ((UNKNOWN,), 2),
    ],
)
def test_an_unknown_that_is_only_a_symbol_can_be_recalled(value: Value, evaluated: int) -> None:
    recall, asked = Recall[Value](with_unknowns=True), list[Value]()

    def evaluate(get: Get) -> Value:
        asked.append(get("a"))
        return asked[-1]

    recall.result(evaluate, {"a": Unknown("var.other")}.__getitem__)
    for _ in range(2):
        assert recall.result(evaluate, {"a": value}.__getitem__) == value
    assert len(asked) == 1 + evaluated
