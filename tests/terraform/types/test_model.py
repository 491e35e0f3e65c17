from __future__ import annotations

from fractions import Fraction

import pytest

from iaclint.symbolic.values import Choice, JsonText, PartialString, Unknown
from iaclint.terraform.types.lazy import LazyObject
from iaclint.terraform.types.model import (
    BOOL,
    DYNAMIC,
    NUMBER,
    STRING,
    ListOf,
    ListValue,
    MapOf,
    MapValue,
    Null,
    ObjectOf,
    Sensitive,
    SetOf,
    SetValue,
    TerraformValue,
    TupleOf,
    Type,
    describe,
    is_concrete,
    is_null,
    null,
    to_json,
    type_of,
)
from iaclint.terraform.types.sensitivity import has_marks, unmark_deep


@pytest.mark.parametrize(
    ("value", "type_"),
    [
        ("x", STRING),
        (True, BOOL),
        (1, NUMBER),
        (Fraction(1, 2), NUMBER),
        (None, DYNAMIC),
        (Null(STRING), STRING),
        ((1, "a"), TupleOf((NUMBER, STRING))),
        ({"a": True}, ObjectOf({"a": BOOL})),
        (ListValue(["a"], STRING), ListOf(STRING)),
        (SetValue([1], NUMBER), SetOf(NUMBER)),
        (MapValue({"k": 1}, NUMBER), MapOf(NUMBER)),
        (Unknown("var.x"), DYNAMIC),
        (Unknown("var.x", type=ListOf(STRING)), ListOf(STRING)),
        (PartialString(("a", Unknown("u"))), STRING),
        (JsonText({}), STRING),
        (Choice(Unknown("t"), ("a", "b")), STRING),
        (Choice(Unknown("t"), ("a", 1)), DYNAMIC),
        (Sensitive(5), NUMBER),
        (LazyObject(["a"], lambda name: name), DYNAMIC),
    ],
)
def test_type_of(value: TerraformValue, type_: Type) -> None:
    assert type_of(value) == type_


def test_types_in_json_and_in_words() -> None:
    type_ = MapOf(ObjectOf({"b": ListOf(STRING), "a": TupleOf((NUMBER, DYNAMIC))}))
    assert to_json(type_) == [
        "map",
        ["object", {"a": ["tuple", ["number", "dynamic"]], "b": ["list", "string"]}],
    ]
    assert describe(SetOf(ListOf(NUMBER))) == "set of list of number"
    assert describe(ListOf(DYNAMIC)) == "list of any single type"
    assert describe(ObjectOf({})) == "object"


def test_nulls_are_alike_whatever_their_type() -> None:
    assert Null(STRING) == Null(NUMBER)
    assert hash(Null(STRING)) == hash(None)
    assert null(DYNAMIC) is None
    assert is_null(null(STRING))
    assert not is_null("")


def test_concrete_types_have_no_dynamic_part() -> None:
    assert is_concrete(ObjectOf({"a": ListOf(STRING)}))
    assert not is_concrete(TupleOf((STRING, MapOf(DYNAMIC))))


def test_marks_are_removed_at_every_depth() -> None:
    marked = {"a": (1, Sensitive("s")), "m": MapValue({"k": Sensitive(1)}, NUMBER)}
    plain, was_marked = unmark_deep(marked)
    assert was_marked
    assert not has_marks(plain)
    assert plain == {"a": (1, "s"), "m": {"k": 1}}
    assert isinstance(plain, dict)
    assert type_of(plain["m"]) == MapOf(NUMBER)


def test_marks_leave_lazy_objects_alone() -> None:
    def refuse(name: str) -> TerraformValue:
        raise AssertionError(name)

    assert not has_marks((LazyObject(["a"], refuse),))
