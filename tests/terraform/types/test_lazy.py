from __future__ import annotations

import pytest

from iaclint.symbolic.values import ABSENT
from iaclint.terraform.types.lazy import LazyObject
from iaclint.terraform.types.model import TerraformValue


def test_an_attribute_is_evaluated_when_it_is_read() -> None:
    asked: list[str] = []

    def read(name: str) -> TerraformValue:
        asked.append(name)
        return ABSENT if name == "nope" else name.upper()

    lazy = LazyObject(["b", "a"], read)
    assert (list(lazy), len(lazy), "a" in lazy, "c" in lazy) == (["a", "b"], 2, True, False)
    assert lazy == lazy
    assert lazy != LazyObject(["b", "a"], read)
    assert asked == []
    assert (lazy["a"], lazy.get("b"), lazy.get("c", 1)) == ("A", "B", 1)
    assert (lazy.read("c"), lazy.read("nope")) == ("C", ABSENT)
    assert asked == ["a", "b", "c", "nope"]
    assert (list(lazy.keys()), list(lazy.values())) == (["a", "b"], ["A", "B"])
    assert dict(lazy.items()) == {"a": "A", "b": "B"}


def test_an_uncertain_name_is_not_a_key() -> None:
    lazy = LazyObject((), str.upper)
    with pytest.raises(KeyError):
        lazy["a"]
    assert lazy.read("a") == "A"
