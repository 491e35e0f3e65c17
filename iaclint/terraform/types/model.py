"""Terraform's types, and the values that carry one.

A value is plain Python data: a tuple is Terraform's tuple, a dict is its object. Lists,
sets and maps, whose elements share a type, are subclasses that remember that type. See
"Types and Values" and "Type Constraints" in Terraform's documentation.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeAlias

from msgspec import Struct, field

from iaclint.symbolic.values import (
    Absent,
    Choice,
    Compound,
    Extension,
    JsonText,
    PartialString,
    Scalar,
    Unknown,
    assert_never,
)


class Primitive(Struct, frozen=True):
    """A type without parts."""

    name: str


STRING: Final = Primitive("string")
NUMBER: Final = Primitive("number")
BOOL: Final = Primitive("bool")
DYNAMIC: Final = Primitive("dynamic")
"""The type of values without a type yet; as a constraint it is written ``any``."""


class ListOf(Struct, frozen=True):
    """Any number of elements of one type, in order."""

    element: Type


class SetOf(Struct, frozen=True):
    """Any number of distinct elements of one type."""

    element: Type


class MapOf(Struct, frozen=True):
    """Any number of elements of one type, by key."""

    element: Type


class TupleOf(Struct, frozen=True):
    """A fixed number of elements, each of its own type."""

    elements: tuple[Type, ...]


class ObjectOf(Struct, frozen=True, dict=True):
    """Named attributes, each of its own type."""

    attributes: Mapping[str, Type]
    optional: Mapping[str, TerraformValue] = field(default_factory=dict)
    """The attributes that may be left out, with their defaults (``ABSENT`` for none)."""

    def __hash__(self) -> int:
        return hash(frozenset(self.attributes.items()))

    @cached_property
    def is_concrete(self) -> bool:
        """Whether no part of it is dynamic."""
        return all(map(is_concrete, self.attributes.values()))

    @cached_property
    def required(self) -> ObjectOf:
        """The type without optional attributes."""
        return ObjectOf({name: required(item) for name, item in self.attributes.items()})


Type: TypeAlias = Primitive | ListOf | SetOf | MapOf | TupleOf | ObjectOf
Collection: TypeAlias = ListOf | SetOf | MapOf


class ListValue(tuple["TerraformValue", ...]):
    """A list: a tuple whose elements are all of one type."""

    element: Type

    def __new__(cls, items: Iterable[TerraformValue], element: Type) -> ListValue:
        """Take the items as they are: they must be of the type already."""
        self = super().__new__(cls, items)
        self.element = element
        return self


class SetValue(tuple["TerraformValue", ...]):
    """A set: distinct elements of one type in Terraform's order (``convert.make_set``)."""

    element: Type

    def __new__(cls, items: Iterable[TerraformValue], element: Type) -> SetValue:
        """Take the items as they are: they must be sorted and distinct already."""
        self = super().__new__(cls, items)
        self.element = element
        return self


class MapValue(dict[str, "TerraformValue"]):
    """A map: a dict whose elements are all of one type."""

    element: Type

    def __init__(self, items: Mapping[str, TerraformValue], element: Type) -> None:
        """Take the items as they are: they must be of the type and in key order already."""
        super().__init__(items)
        self.element = element


class Sensitive(Extension, frozen=True, eq=False):
    """A value that Terraform would hide."""

    value: TerraformValue


class Null(Extension, frozen=True, eq=False):
    """A null that has a type, as a string variable that is null has; it equals ``None``."""

    type: Type

    def __eq__(self, other: object) -> bool:
        return other is None or isinstance(other, Null)

    def __hash__(self) -> int:
        return hash(None)


if TYPE_CHECKING:
    TerraformValue: TypeAlias = Scalar | Compound["TerraformValue"] | Sensitive | Null
    """What a Terraform expression evaluates to, before it leaves the front end (``plain``).

    A ``LazyObject`` is one of the mappings.
    """
else:
    # As with `Value`: nothing needs it when the program runs.
    TerraformValue = object


def is_null(value: TerraformValue) -> bool:
    """Return whether a value is null, with a type or without."""
    return value is None or isinstance(value, Null)


def null(type_: Type) -> TerraformValue:
    """Return the null of a type."""
    return None if type_ == DYNAMIC else Null(type_)


def type_of(value: TerraformValue) -> Type:
    """Return the type of a value; what is not known to have one is dynamic."""
    if isinstance(value, (str, PartialString, JsonText)):
        return STRING
    if value is None:
        return DYNAMIC
    if isinstance(value, bool):
        return BOOL
    if isinstance(value, tuple):
        return _type_of_sequence(value)
    if isinstance(value, dict):
        if isinstance(value, MapValue):
            return MapOf(value.element)
        return ObjectOf({name: type_of(item) for name, item in value.items()})
    if isinstance(value, Unknown):
        return DYNAMIC if value.type is None else _as_type(value.type)
    if isinstance(value, Sensitive):
        return type_of(value.value)
    if isinstance(value, Null):
        return value.type
    if isinstance(value, Choice):
        first, *rest = map(type_of, value.options)
        return first if all(other == first for other in rest) else DYNAMIC
    if isinstance(value, (int, float, Fraction)):
        return NUMBER
    if isinstance(value, (Mapping, Absent)):
        # A lazy object: evaluating its attributes might lead to a cycle.
        return DYNAMIC
    assert_never(value)


def _type_of_sequence(value: tuple[TerraformValue, ...]) -> Type:
    if isinstance(value, ListValue):
        return ListOf(value.element)
    if isinstance(value, SetValue):
        return SetOf(value.element)
    return TupleOf(tuple(map(type_of, value)))


def _as_type(type_: object) -> Type:
    assert isinstance(type_, (Primitive, ListOf, SetOf, MapOf, TupleOf, ObjectOf))
    return type_


def is_concrete(type_: Type) -> bool:
    """Return whether no part of a type is dynamic."""
    if isinstance(type_, Primitive):
        return type_ != DYNAMIC
    if isinstance(type_, TupleOf):
        return all(map(is_concrete, type_.elements))
    if isinstance(type_, ObjectOf):
        return type_.is_concrete
    return is_concrete(type_.element)


def required(type_: Type) -> Type:
    """Return a constraint without its optional attributes: the type that values have."""
    if isinstance(type_, Primitive):
        return type_
    if isinstance(type_, TupleOf):
        return TupleOf(tuple(map(required, type_.elements)))
    if isinstance(type_, ObjectOf):
        return type_.required
    return type(type_)(required(type_.element))


def to_json(type_: Type) -> object:
    """Write a type in the notation of Terraform's plan files."""
    if isinstance(type_, Primitive):
        return type_.name
    if isinstance(type_, TupleOf):
        return ["tuple", list(map(to_json, type_.elements))]
    if isinstance(type_, ObjectOf):
        attributes = sorted(type_.attributes.items())
        return ["object", {name: to_json(item) for name, item in attributes}]
    return [_KINDS[type(type_)], to_json(type_.element)]


def describe(type_: Type) -> str:
    """Name a type in a few words: ``list of string``."""
    if isinstance(type_, Primitive):
        return "any type" if type_ == DYNAMIC else type_.name
    if isinstance(type_, TupleOf):
        return "tuple"
    if isinstance(type_, ObjectOf):
        return "object"
    if type_.element == DYNAMIC:
        return f"{_KINDS[type(type_)]} of any single type"
    return f"{_KINDS[type(type_)]} of {describe(type_.element)}"


_KINDS: Final[dict[type, str]] = {ListOf: "list", SetOf: "set", MapOf: "map"}
