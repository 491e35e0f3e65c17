from __future__ import annotations

from functools import reduce

from iaclint.symbolic.choices import choose
from iaclint.symbolic.values import ABSENT, Choice, Identity, Unknown, Value
from tests.pace import within


def test_a_choice_between_the_same_unknown_is_that_unknown() -> None:
    unknown = Unknown("var.a")
    assert choose(Unknown("var.a"), [unknown, Unknown("var.a")]) is unknown


def test_a_choice_keeps_unknowns_of_other_symbols() -> None:
    assert isinstance(choose(Unknown("var.a"), [Unknown("var.b"), Unknown("var.b")]), Choice)


def test_a_choice_keeps_different_things() -> None:
    options = [Unknown("var.a", Identity("a", "id")), Unknown("var.a", Identity("b", "id"))]
    assert isinstance(choose(Unknown("var.a"), options), Choice)


def test_equal_values_that_all_may_be_missing_are_not_compared_in_full() -> None:
    documents: list[Value] = [tuple({"n": str(n)} for n in range(300)) for _ in range(200)]

    def add(rest: Value, number: int) -> Value:
        return choose(Unknown(f"policy {number}"), [documents[number], rest])

    with within(100):
        found = reduce(add, range(200), ABSENT)
    assert isinstance(found, Choice)
