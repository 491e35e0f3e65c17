from __future__ import annotations

import pytest

from iaclint.limits import MAX_COMPARED_TYPES
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import ABSENT, Choice, Identity, PartialString, Unknown
from iaclint.terraform.types.conversion import ConversionError, ConversionLimit, convert
from iaclint.terraform.types.equality import is_equal
from iaclint.terraform.types.model import (
    BOOL,
    DYNAMIC,
    NUMBER,
    STRING,
    ListOf,
    ListValue,
    MapOf,
    ObjectOf,
    Sensitive,
    SetOf,
    TerraformValue,
    TupleOf,
    Type,
    is_null,
    type_of,
)
from iaclint.terraform.types.sets import make_set
from iaclint.terraform.types.unification import is_convertible, unify

PORT = ObjectOf({"port": NUMBER, "name": STRING}, {"port": 443, "name": ABSENT})


@pytest.mark.parametrize(
    ("value", "target", "expected"),
    [
        (5, STRING, "5"),
        (True, STRING, "true"),
        ("5.0", NUMBER, 5),
        ("1", BOOL, True),
        ((1, "b"), ListOf(STRING), ("1", "b")),
        (("b", "a", "b"), SetOf(STRING), ("a", "b")),
        ((10, 9), SetOf(DYNAMIC), (9, 10)),
        ({"b": 1, "a": "x"}, MapOf(DYNAMIC), {"a": "x", "b": "1"}),
        (("1", 2), TupleOf((NUMBER, STRING)), (1, "2")),
        ({"name": 7, "more": True}, PORT, {"name": "7", "port": 443}),
        ({"port": None}, PORT, {"name": None, "port": 443}),
        (({"port": 1}, {}), ListOf(PORT), ({"name": None, "port": 1}, {"name": None, "port": 443})),
        ((), ListOf(STRING), ()),
        ({"k": (1, "x")}, DYNAMIC, {"k": (1, "x")}),
        (ListValue((True,), BOOL), SetOf(STRING), ("true",)),
    ],
)
def test_convert(value: TerraformValue, target: Type, expected: TerraformValue) -> None:
    assert convert(value, target) == expected


@pytest.mark.parametrize(
    ("value", "target", "message"),
    [
        ("x", NUMBER, "a number is required"),
        (True, NUMBER, "number required"),
        ("yes", BOOL, "a bool is required"),
        ("False", BOOL, 'use lowercase "false"'),
        ((1,), STRING, "string required"),
        ("a", ListOf(STRING), "list of string required"),
        (({}, "a"), ListOf(DYNAMIC), "same type"),
        ((None, {"a": 1}), ListOf(DYNAMIC), "same type"),
        ((1, "x"), ListOf(NUMBER), "element 1: a number is required"),
        ({"port": "x"}, PORT, 'attribute "port": a number is required'),
        ({}, ObjectOf({"a": STRING, "b": STRING}), '"a" and "b" are required'),
        ((1,), TupleOf((NUMBER, NUMBER)), "tuple required"),
    ],
)
def test_invalid_conversions(value: TerraformValue, target: Type, message: str) -> None:
    with pytest.raises(ConversionError, match=message):
        convert(value, target)


def test_unknowns_take_the_type_and_stay_themselves() -> None:
    bucket = Unknown("aws_s3_bucket.a.id", Identity("a", "id"))
    (inside,) = convert((bucket,), ListOf(STRING))  # type: ignore[misc]
    assert inside == Unknown("aws_s3_bucket.a.id", Identity("a", "id"), STRING)
    assert convert(Unknown("var.l", type=TupleOf((STRING,))), ListOf(DYNAMIC)) == Unknown(
        "var.l", type=ListOf(STRING)
    )
    with pytest.raises(ConversionError):
        convert(Unknown("var.l", type=ListOf(STRING)), STRING)


def test_a_partly_known_string_is_an_unknown_number() -> None:
    text = PartialString(("1", Unknown("var.x")))
    assert convert(text, STRING) is text
    assert convert(text, NUMBER) == Unknown("var.x", type=NUMBER, not_null=True)


def test_choices_and_marks_are_converted_inside() -> None:
    choice = convert(Choice(Unknown("t"), (1, 2)), STRING)
    assert isinstance(choice, Choice)
    assert choice.options == ("1", "2")
    hidden = convert(Sensitive(1), STRING)
    assert isinstance(hidden, Sensitive)
    assert hidden.value == "1"


def test_nulls_take_the_type() -> None:
    assert is_null(convert(None, STRING))
    assert type_of(convert(None, ListOf(PORT))) == ListOf(
        ObjectOf({"port": NUMBER, "name": STRING})
    )


@pytest.mark.parametrize(
    ("types", "expected"),
    [
        ([NUMBER, STRING], STRING),
        ([NUMBER, DYNAMIC], NUMBER),
        ([BOOL, NUMBER], None),
        ([TupleOf((NUMBER,)), TupleOf((STRING,))], TupleOf((STRING,))),
        ([TupleOf(()), TupleOf((STRING,))], ListOf(STRING)),
        ([ListOf(NUMBER), TupleOf((STRING,))], ListOf(STRING)),
        ([ObjectOf({"a": NUMBER}), ObjectOf({"b": STRING})], MapOf(STRING)),
        ([MapOf(NUMBER), ObjectOf({"b": STRING})], MapOf(STRING)),
        ([ObjectOf({}), TupleOf(())], None),
        ([TupleOf((NUMBER,)), SetOf(NUMBER)], SetOf(NUMBER)),
        ([SetOf(NUMBER), ListOf(STRING)], ListOf(STRING)),
        ([DYNAMIC, SetOf(STRING), STRING, MapOf(STRING)], DYNAMIC),
        ([SetOf(STRING), STRING, MapOf(STRING)], None),
        ([SetOf(STRING), DYNAMIC, TupleOf((NUMBER,))], SetOf(STRING)),
    ],
)
def test_unify(types: list[Type], expected: Type | None) -> None:
    assert unify(types) == expected


def test_types_that_repeat_count_once() -> None:
    several: list[Type] = [SetOf(STRING), TupleOf((NUMBER,)), TupleOf((NUMBER, BOOL))]
    assert unify(several * MAX_COMPARED_TYPES) == SetOf(STRING)


def test_too_many_types_of_different_kinds_are_beyond_a_limit() -> None:
    tuples = [TupleOf((ObjectOf({}),) * n) for n in range(MAX_COMPARED_TYPES)]
    with pytest.raises(ConversionLimit):
        unify([SetOf(ObjectOf({})), *tuples])


def test_objects_of_other_attribute_types_have_other_hashes() -> None:
    types = {ObjectOf({"a": ObjectOf({f"b{n}": STRING})}) for n in range(1000)}
    assert len(set(map(hash, types))) > 990


def test_is_convertible_looks_inside() -> None:
    assert is_convertible(MapOf(STRING), ObjectOf({"a": NUMBER}))
    assert not is_convertible(TupleOf((BOOL, NUMBER)), ListOf(DYNAMIC))
    assert not is_convertible(ObjectOf({}), ObjectOf({"a": NUMBER}))
    assert is_convertible(ObjectOf({}), PORT)


def test_sets_of_structures_are_in_the_order_of_their_text() -> None:
    assert make_set([(3,), (1, 2), ()], TupleOf(())) == ((1, 2), (3,), ())
    assert make_set(["b", None, Unknown("u"), "a", "b"], STRING) == ("a", "b", Unknown("u"), None)


@pytest.mark.parametrize(
    ("left", "right", "truth"),
    [
        (1, True, Truth.FALSE),
        ("1", 1, Truth.FALSE),
        ((1,), ListValue((1,), NUMBER), Truth.FALSE),
        ({"a": None}, {"a": None}, Truth.TRUE),
        (None, Unknown("u"), Truth.UNKNOWN),
        (None, Unknown("u", not_null=True), Truth.FALSE),
        (1, Unknown("u", type=STRING, not_null=True), Truth.FALSE),
        ((1, Unknown("u")), (2, "x"), Truth.FALSE),
        ((1, Unknown("u")), (1, "x"), Truth.UNKNOWN),
        (PartialString(("a-", Unknown("u"))), "b", Truth.FALSE),
        (PartialString(("a-", Unknown("u"))), 1, Truth.FALSE),
        (Choice(Unknown("t"), (1, 2)), 3, Truth.FALSE),
        (Choice(Unknown("t"), (1, 2)), 2, Truth.UNKNOWN),
    ],
)
def test_is_equal(left: TerraformValue, right: TerraformValue, truth: Truth) -> None:
    assert is_equal(left, right) is truth
    assert is_equal(right, left) is truth
