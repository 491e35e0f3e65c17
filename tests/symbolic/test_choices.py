from __future__ import annotations

from iaclint.symbolic.choices import choose
from iaclint.symbolic.values import Choice, Identity, Unknown


def test_a_choice_between_the_same_unknown_is_that_unknown() -> None:
    unknown = Unknown("var.a")
    assert choose(Unknown("var.a"), [unknown, Unknown("var.a")]) is unknown


def test_a_choice_keeps_unknowns_of_other_symbols() -> None:
    assert isinstance(choose(Unknown("var.a"), [Unknown("var.b"), Unknown("var.b")]), Choice)


def test_a_choice_keeps_different_things() -> None:
    options = [Unknown("var.a", Identity("a", "id")), Unknown("var.a", Identity("b", "id"))]
    assert isinstance(choose(Unknown("var.a"), options), Choice)
