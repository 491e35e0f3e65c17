from __future__ import annotations

import pytest

from iaclint.symbolic.values import Choice, Identity, Unknown
from iaclint.terraform.types.unknown_instances import UnknownInstances

EACH = Unknown("b.x.id", Identity("b.x", "id"))
MANY = UnknownInstances("var.n", Identity("", "var.n"), each=EACH)


def test_an_unknown_key_goes_through_all() -> None:
    assert MANY.element(Unknown("each.key")) is EACH


@pytest.mark.parametrize("key", ["a", 0])
def test_a_fixed_key_is_at_most_one_instance(key: str | int) -> None:
    value = MANY.element(key)
    assert isinstance(value, Choice)
    assert value.test == Unknown("var.n", Identity("", "var.n"))
    assert EACH in value.options
