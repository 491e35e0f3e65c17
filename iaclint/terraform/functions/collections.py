"""Lists and tuples; see "Collection Functions" in Terraform's documentation."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Annotated, TypeAlias

from msgspec.structs import replace

from iaclint.symbolic.equality import least_length
from iaclint.symbolic.natures import Form, Nature
from iaclint.symbolic.structure import is_known, nature_of_selection, symbols, unknowns
from iaclint.symbolic.values import DEFERRED, Identity, JsonText, PartialString, Unknown
from iaclint.terraform.functions.builtin import (
    Bools,
    Texts,
    builtin,
)
from iaclint.terraform.functions.context import CallError
from iaclint.terraform.types import numbers
from iaclint.terraform.types.conversion import ConversionError, ConversionLimit, convert
from iaclint.terraform.types.incomplete import (
    Incomplete,
    certain_elements,
    including,
    length_of,
    others_of,
)
from iaclint.terraform.types.lazy import LazyObject
from iaclint.terraform.types.model import (
    BOOL,
    DYNAMIC,
    NUMBER,
    STRING,
    ListOf,
    ListValue,
    ObjectOf,
    SetOf,
    SetValue,
    TerraformValue,
    TupleOf,
    Type,
    is_null,
    null,
    type_of,
)
from iaclint.terraform.types.numbers import Number
from iaclint.terraform.types.unification import unify
from iaclint.terraform.types.unknown_instances import UnknownInstances

_Number: TypeAlias = Annotated[TerraformValue, NUMBER]
_NumberList: TypeAlias = Annotated[TerraformValue, ListOf(NUMBER)]


def unknown_of(type_: Type, *blocking: TerraformValue) -> Unknown:
    """Return an unknown of a type, with the symbol of the first thing that blocks it."""
    return Unknown(symbols(blocking)[0], type=None if type_ == DYNAMIC else type_, not_null=True)


def selection_of(type_: Type, *values: TerraformValue) -> Unknown:
    """Return an unknown that is some of the elements of values, with what is certain of all.

    What can be anything blocks it, rather than an attribute of a known form.
    """
    open_ = [unknown for unknown in unknowns(values) if unknown.nature.form is Form.OTHER]
    return replace(unknown_of(type_, *open_, *values), derived=nature_of_selection(*values))


@builtin("length", unknowns=True, marks=True)
def length(value: TerraformValue) -> TerraformValue:
    """Count the elements of a collection or the characters of a string."""
    if isinstance(value, str):
        from iaclint.terraform.functions.texts import clusters

        return len(clusters(value))
    if isinstance(value, Incomplete):
        return length_of(value)
    if isinstance(value, Unknown):
        return _length_of_unknown(value)
    if isinstance(value, LazyObject):
        return Unknown("length()", type=NUMBER, not_null=True)
    if isinstance(value, (PartialString, JsonText)):
        return _length_of_text(value)
    if isinstance(value, SetValue) and len(value) > 1 and not is_known(value):
        return unknown_of(NUMBER, value)
    if isinstance(value, (tuple, dict)):
        return len(value)
    raise CallError("the argument must be a string, a collection or a structure", 0)


def _length_of_unknown(value: Unknown) -> TerraformValue:
    type_ = type_of(value)
    if isinstance(type_, TupleOf):
        return len(type_.elements)
    if isinstance(type_, ObjectOf):
        return len(type_.attributes)
    if type_ in (NUMBER, BOOL):
        raise CallError("the argument must be a string, a collection or a structure", 0)
    return _length_of_text(value)


def _length_of_text(value: TerraformValue) -> Unknown:
    """Return an unknown length, which is above 0 where the text is certainly not empty."""
    found = unknown_of(NUMBER, value)
    return replace(found, derived=Nature(Form.LENGTH)) if least_length(value) else found


@builtin("alltrue", unknowns=True)
def alltrue(values: Bools) -> TerraformValue:
    """Return whether all elements are true."""
    for value in certain_elements(values):
        if isinstance(value, DEFERRED):
            return unknown_of(BOOL, value)
        if value is not True:
            return False
    return unknown_of(BOOL, values) if isinstance(values, Unknown) else True


@builtin("anytrue", unknowns=True)
def anytrue(values: Bools) -> TerraformValue:
    """Return whether an element is true."""
    if any(value is True for value in certain_elements(values)):
        return True
    return False if is_known(values) else unknown_of(BOOL, values)


def elements(values: TerraformValue) -> tuple[TerraformValue, ...]:
    """Return the elements of a list, none where it is unknown."""
    return values if isinstance(values, tuple) else ()


@builtin("coalesce", unknowns=True, nulls=True)
def coalesce(*values: TerraformValue) -> TerraformValue:
    """Return the first value that is neither null nor an empty string."""
    common = unify([type_of(value) for value in values]) if values else None
    if common is None:
        raise CallError("all arguments must have the same type")
    for index, value in enumerate(values):
        try:
            given = convert(value, common)
        except ConversionLimit:
            raise
        except ConversionError:
            continue  # as Terraform does
        if isinstance(given, Unknown):
            # What it is a part of is only certain where it cannot be null.
            if given.identity and (given.not_null or index == len(values) - 1):
                return given
            kind = None if common == DYNAMIC else common
            nature = nature_of_selection(values[index:])
            return Unknown(given.symbol, type=kind, not_null=True, derived=nature)
        if not is_null(given) and not (common == STRING and given == ""):
            return given
    raise CallError("all arguments are null or empty")


@builtin("coalescelist", unknowns=True, nulls=True)
def coalescelist(*lists: TerraformValue) -> TerraformValue:
    """Return the first list that has elements."""
    if not lists:
        raise CallError("at least one argument is required")
    for index, value in enumerate(lists):
        if isinstance(value, DEFERRED):
            break
        if not isinstance(type_of(value), (ListOf, TupleOf)):
            raise CallError("the arguments must be lists or tuples", index)
    for value in lists:
        if isinstance(value, DEFERRED):
            is_filled = isinstance(value, Incomplete)
            return value if is_filled else Unknown(symbols(value)[0], not_null=True)
        if elements(value):
            return value
    raise CallError("no argument has elements")


@builtin("compact", unknowns=True)
def compact(values: Texts) -> TerraformValue:
    """Leave out empty and null strings."""
    kept = [value for value in certain_elements(values) if not is_null(value) and value != ""]
    if isinstance(values, Unknown) or any(map(_may_be_empty, kept)):
        certain = [value for value in kept if not _may_be_empty(value)]
        result = selection_of(ListOf(STRING), values)
        return including(result, among=certain, others=_others(values, kept))
    return ListValue(kept, STRING)


def _others(values: TerraformValue, kept: Sequence[TerraformValue]) -> Unknown:
    """Return what stands for the elements of which it is not certain that they are kept."""
    open_ = [value for value in kept if _may_be_empty(value)]
    return others_of(*([values] if isinstance(values, Unknown) else ()), *map(_as_unknown, open_))


def _as_unknown(value: TerraformValue) -> Unknown:
    return Unknown(symbols(value)[0], derived=nature_of_selection(value))


def _may_be_empty(value: TerraformValue) -> bool:
    return isinstance(value, DEFERRED) and least_length(value) == 0


@builtin("one", unknowns=True)
def one(values: TerraformValue) -> TerraformValue:
    """Return the only element, or null where there is none."""
    type_ = type_of(values)
    inner = type_.element if isinstance(type_, (ListOf, SetOf)) else DYNAMIC
    if isinstance(values, UnknownInstances):
        return values.any()
    if isinstance(values, Incomplete) and len(values.certain) == 1:
        return values.certain[0]
    if isinstance(values, Unknown) and _may_be_one(type_):
        kind = None if inner == DYNAMIC else inner
        nature = nature_of_selection(values)
        return Unknown(values.symbol, element_identity(values, 0), kind, derived=nature)
    if isinstance(values, tuple):
        if isinstance(values, SetValue) and len(values) > 1 and not is_known(values):
            return selection_of(inner, values)
        if len(values) < 2:
            return values[0] if values else null(inner)
    raise CallError("this must be a list, set or tuple with at most one element", 0)


def element_identity(values: TerraformValue, index: int) -> Identity | None:
    """Return the identity of an element of an unknown list, if that is certain."""
    list_ = values.identity if isinstance(values, Unknown) else None
    if list_ is None or list_.derivation is not None:
        return None
    return Identity(list_.owner, f"{list_.attribute}.{index}", lookup=list_.lookup)


def _may_be_one(type_: Type) -> bool:
    """Return whether a value of a type may have at most one element."""
    if isinstance(type_, TupleOf):
        return len(type_.elements) < 2
    return type_ == DYNAMIC or isinstance(type_, (ListOf, SetOf))


@builtin("sum", unknowns=True)
def sum_(values: TerraformValue) -> TerraformValue:
    """Add up numbers."""
    if isinstance(values, Unknown):
        return unknown_of(NUMBER, values)
    if not isinstance(values, tuple):
        raise CallError("this must be a list, set or tuple of numbers", 0)
    if not values:
        raise CallError("an empty list has no sum", 0)
    if not is_known(values):
        return unknown_of(NUMBER, values)
    total: Number = 0
    for value in values:
        number = convert(value, NUMBER)
        if not isinstance(number, (int, float, Fraction)):
            raise CallError("a null cannot be summed", 0)
        total = numbers.add(total, number)
    return total
