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
    def add(rest: Value, number: int) -> Value:
        document: Value = tuple({"n": str(n)} for n in range(300))
        return choose(Unknown(f"policy {number}"), [document, rest])

    with within(20):
        found = reduce(add, range(200), ABSENT)
    assert isinstance(found, Choice)
