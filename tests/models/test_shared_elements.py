"""Elements of lists that several instances share are the same objects."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from iaclint.models.field_value import Element
from iaclint.models.shared_elements import NO_ELEMENTS, SharedElements, elements
from iaclint.symbolic.path_conditions import Equals
from iaclint.symbolic.values import Choice, Unknown, Value
from iaclint.symbolic.worlds import ANYWHERE, World

SOURCE = object()
SOME = ANYWHERE.where(Equals("stage", "prod"))
VARYING = Choice(Unknown("var.x"), ("a", "b"))


def read_once(shared: SharedElements, key: str, world: World, value: Value) -> Iterable[Value]:
    read = shared.read(SOURCE, key, world, lambda _: [(value, Element((), {}))])
    return read.values


def test_elements_are_read_once_for_a_resource() -> None:
    shared = SharedElements()
    assert read_once(shared, "a", ANYWHERE, "x") is read_once(shared, "a", ANYWHERE, "y")
    assert read_once(shared, "b", ANYWHERE, "y") == ("y",)


@pytest.mark.parametrize(("value", "is_shared"), [("x", True), (VARYING, False)])
def test_only_elements_that_vary_are_read_in_each_world(value: Value, is_shared: bool) -> None:
    shared = SharedElements()
    anywhere = read_once(shared, "a", ANYWHERE, value)
    assert (read_once(shared, "a", SOME, value) is anywhere) is is_shared
    assert (read_once(shared, "a", SOME, "other") == ("other",)) is not is_shared


def test_the_same_elements_are_joined_once() -> None:
    shared = SharedElements()
    parts = [shared.read(SOURCE, key, ANYWHERE, lambda _: [("x", Element((), {}))]) for key in "ab"]
    assert shared.join(parts).values == ("x", "x")
    assert shared.join(parts) is shared.join(list(parts))
    assert shared.join(parts[:1]) is parts[0]
    assert shared.join([]) is NO_ELEMENTS


def test_what_is_not_shared_is_joined_anew() -> None:
    shared = SharedElements()
    for value in ("x", "y"):
        parts = [elements([(value, Element((), {}))]) for _ in range(2)]
        assert shared.join(parts).values == (value, value)
