"""Lists and tuples; see "Collection Functions" in Terraform's documentation."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Annotated, TypeAlias

from iaclint.limits import MAX_RANGE
from iaclint.symbolic.values import (
    DEFERRED,
    Identity,
    JsonText,
    PartialString,
    Truth,
    Unknown,
    Value,
    is_known,
    symbols,
)
from iaclint.terraform.functions.builtin import (
    AnyList,
    Bools,
    Texts,
    builtin,
)
from iaclint.terraform.functions.context import CallError
from iaclint.terraform.types import numbers
from iaclint.terraform.types.conversion import convert
from iaclint.terraform.types.equality import is_equal
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
    TupleOf,
    Type,
    describe,
    is_null,
    null,
    type_of,
)
from iaclint.terraform.types.numbers import Number
from iaclint.terraform.types.unification import unify

_Number: TypeAlias = Annotated[Value, NUMBER]
_NumberList: TypeAlias = Annotated[Value, ListOf(NUMBER)]


def unknown_of(type_: Type, *blocking: Value) -> Unknown:
    """Return an unknown of a type, with the symbol of the first thing that blocks it."""
    return Unknown(symbols(blocking)[0], type=None if type_ == DYNAMIC else type_, not_null=True)


@builtin("length", unknowns=True, marks=True)
def length(value: Value) -> Value:
    """Count the elements of a collection or the characters of a string."""
    if isinstance(value, str):
        from iaclint.terraform.functions.texts import clusters

        return len(clusters(value))
    if isinstance(value, Unknown):
        return _length_of_unknown(value)
    if isinstance(value, LazyObject):
        return Unknown("length()", type=NUMBER, not_null=True)
    if isinstance(value, (PartialString, JsonText)):
        return unknown_of(NUMBER, value)
    if isinstance(value, SetValue) and len(value) > 1 and not is_known(value):
        return unknown_of(NUMBER, value)
    if isinstance(value, (tuple, dict)):
        return len(value)
    raise CallError("the argument must be a string, a collection or a structure", 0)


def _length_of_unknown(value: Unknown) -> Value:
    type_ = type_of(value)
    if isinstance(type_, TupleOf):
        return len(type_.elements)
    if isinstance(type_, ObjectOf):
        return len(type_.attributes)
    if type_ in (NUMBER, BOOL):
        raise CallError("the argument must be a string, a collection or a structure", 0)
    return unknown_of(NUMBER, value)


@builtin("alltrue", unknowns=True)
def alltrue(values: Bools) -> Value:
    """Tell whether all elements are true."""
    for value in elements(values):
        if isinstance(value, DEFERRED):
            return unknown_of(BOOL, value)
        if value is not True:
            return False
    return unknown_of(BOOL, values) if isinstance(values, Unknown) else True


@builtin("anytrue", unknowns=True)
def anytrue(values: Bools) -> Value:
    """Tell whether an element is true."""
    if any(value is True for value in elements(values)):
        return True
    return False if is_known(values) else unknown_of(BOOL, values)


def elements(values: Value) -> tuple[Value, ...]:
    """Return the elements of a list, none where it is unknown."""
    return values if isinstance(values, tuple) else ()


@builtin("chunklist", unknowns=True, marks=True)
def chunklist(values: AnyList, size: _Number) -> Value:
    """Cut a list into lists of at most ``size`` elements; 0 is no limit."""
    if not isinstance(values, ListValue) or isinstance(size, DEFERRED):
        return unknown_of(ListOf(type_of(values)), size, values)
    count = whole(size, "size")
    if count < 0:
        raise CallError("the size must not be negative", 1)
    step = count or len(values)
    chunks = [
        ListValue(values[start : start + step], values.element)
        for start in range(0, len(values), step or 1)
    ]
    return ListValue(chunks, ListOf(values.element))


def whole(number: Value, name: str) -> int:
    """Return a known number as a whole one; raises ``CallError`` where it is not."""
    assert isinstance(number, (int, float, Fraction))
    if isinstance(number, int) or number == int(number):
        return int(number)
    raise CallError(f'the argument "{name}" must be a whole number', 1)


@builtin("coalesce", unknowns=True, nulls=True)
def coalesce(*values: Value) -> Value:
    """Return the first value that is neither null nor an empty string."""
    common = unify([type_of(value) for value in values]) if values else None
    if common is None:
        raise CallError("all arguments must have the same type")
    for value in values:
        given = convert(value, common)
        if isinstance(given, Unknown):
            # What it is a part of is only certain where it cannot be null.
            return (
                given
                if given.not_null and given.identity
                else Unknown(
                    given.symbol, type=None if common == DYNAMIC else common, not_null=True
                )
            )
        if not is_null(given) and not (common == STRING and given == ""):
            return given
    raise CallError("all arguments are null or empty")


@builtin("coalescelist", unknowns=True, nulls=True)
def coalescelist(*lists: Value) -> Value:
    """Return the first list that has elements."""
    if not lists:
        raise CallError("at least one argument is required")
    for index, value in enumerate(lists):
        if isinstance(value, Unknown):
            return Unknown(value.symbol, not_null=True)
        if not isinstance(type_of(value), (ListOf, TupleOf)):
            raise CallError("the arguments must be lists or tuples", index)
        if elements(value):
            return value
    raise CallError("no argument has elements")


@builtin("compact", unknowns=True)
def compact(values: Texts) -> Value:
    """Leave out empty and null strings."""
    kept = [value for value in elements(values) if not is_null(value) and value != ""]
    if isinstance(values, Unknown) or any(map(_may_be_empty, kept)):
        return unknown_of(ListOf(STRING), values)
    return ListValue(kept, STRING)


def _may_be_empty(value: Value) -> bool:
    if isinstance(value, PartialString):
        return not any(isinstance(part, str) for part in value.parts)
    return isinstance(value, DEFERRED) and not isinstance(value, JsonText)


@builtin("concat", unknowns=True, marks=True)
def concat(*lists: Value) -> Value:
    """Put lists one after another; all of one list type make a list, others a tuple."""
    if not lists:
        raise CallError("at least one argument is required")
    types = [type_of(each) for each in lists]
    for index, type_ in enumerate(types):
        if type_ != DYNAMIC and not isinstance(type_, (ListOf, TupleOf)):
            message = f"the arguments must be lists or tuples, not {describe(type_)}"
            raise CallError(message, index)
    common = unify(types) if all(isinstance(type_, ListOf) for type_ in types) else None
    if common is not None:
        lists = tuple(convert(each, common) for each in lists)
    unknown = next((each for each in lists if isinstance(each, Unknown)), None)
    if unknown is not None:
        return unknown_of(common or DYNAMIC, unknown)
    items = [item for each in lists for item in elements(each)]
    return ListValue(items, common.element) if isinstance(common, ListOf) else tuple(items)


@builtin("contains", unknowns=True)
def contains(values: Value, wanted: Value) -> Value:
    """Tell whether a value is among the elements."""
    blocking = next((v for v in (values, wanted) if isinstance(v, DEFERRED)), None)
    if blocking is not None:
        return unknown_of(BOOL, blocking)
    if not isinstance(values, tuple):
        raise CallError("the first argument must be a list, tuple or set", 0)
    truths = [is_equal(wanted, value) for value in values]
    if Truth.TRUE in truths:
        return True
    return unknown_of(BOOL, values, wanted) if Truth.UNKNOWN in truths else False


@builtin("distinct", unknowns=True)
def distinct(values: AnyList) -> Value:
    """Leave out elements that were there before."""
    kept: list[Value] = []
    for value in elements(values):
        truths = {is_equal(value, other) for other in kept}
        if isinstance(value, Unknown) or Truth.UNKNOWN in truths:
            return unknown_of(type_of(values), values)
        if Truth.TRUE not in truths:
            kept.append(value)
    if not isinstance(values, ListValue):
        return unknown_of(type_of(values), values)
    return ListValue(kept, values.element)


@builtin("element", unknowns=True, marks=True)
def element(values: Value, index: _Number) -> Value:
    """Return an element; an index beyond the end starts again at the start."""
    type_ = type_of(values)
    if not isinstance(type_, (ListOf, TupleOf)) and type_ != DYNAMIC:
        raise CallError(f"elements cannot be read from a {describe(type_)}", 0)
    inner = type_.element if isinstance(type_, ListOf) else DYNAMIC
    if isinstance(index, DEFERRED) or not isinstance(values, tuple):
        list_ = values.identity if isinstance(values, Unknown) and isinstance(index, int) else None
        piece = Identity(list_.owner, f"{list_.attribute}.{index}") if list_ else None
        return Unknown(symbols((index, values))[0], piece, None if inner == DYNAMIC else inner)
    position = whole(index, "index")
    if position < 0:
        raise CallError("the index must not be negative", 1)
    if not values:
        raise CallError("an empty list has no elements", 0)
    return values[position % len(values)]


@builtin("flatten", unknowns=True, marks=True)
def flatten(values: Value) -> Value:
    """Replace the lists inside of a list by their elements, at every depth."""
    from iaclint.terraform.types.sensitivity import marked

    if not isinstance(values, (tuple, Unknown)):
        raise CallError("only lists, sets and tuples can be flattened", 0)
    flat, blocking, is_sensitive = _flatten(values)
    if blocking is not None:
        return marked(unknown_of(DYNAMIC, blocking), is_sensitive)
    return marked(tuple(flat), is_sensitive)


def _flatten(value: Value) -> tuple[list[Value], Unknown | None, bool]:
    """Return the elements, an unknown that may be a list, and whether a list was marked."""
    from iaclint.terraform.types.sensitivity import unmark

    value, is_sensitive = unmark(value)
    if isinstance(value, Unknown):
        return [], value, is_sensitive
    flat: list[Value] = []
    blocking: Unknown | None = None
    for item in elements(value):
        inner, _ = unmark(item)
        if isinstance(inner, tuple) or (isinstance(inner, Unknown) and _may_be_list(inner)):
            more, unknown, found = _flatten(item)
            flat += more
            blocking = blocking or unknown
            is_sensitive = is_sensitive or found
        else:
            flat.append(item)
    return flat, blocking, is_sensitive


def _may_be_list(value: Unknown) -> bool:
    type_ = type_of(value)
    return type_ == DYNAMIC or isinstance(type_, (ListOf, SetOf, TupleOf))


@builtin("index", unknowns=True)
def index(values: Value, wanted: Value) -> Value:
    """Return the position of the first element that equals a value."""
    blocking = next((v for v in (values, wanted) if isinstance(v, DEFERRED)), None)
    if blocking is not None:
        return unknown_of(NUMBER, blocking)
    if not isinstance(values, tuple) or isinstance(values, SetValue):
        raise CallError("the first argument must be a list or tuple", 0)
    for position, value in enumerate(values):
        truth = is_equal(value, wanted)
        if truth is Truth.UNKNOWN:
            return unknown_of(NUMBER, value, wanted)
        if truth is Truth.TRUE:
            return position
    raise CallError("the value is not in the list", 1)


@builtin("matchkeys", unknowns=True)
def matchkeys(values: AnyList, keys: AnyList, wanted: AnyList) -> Value:
    """Return the values at the positions of the keys that are wanted."""
    unknown = next((v for v in (values, keys, wanted) if isinstance(v, Unknown)), None)
    if unknown is not None:
        return unknown_of(type_of(values), unknown)
    common = unify([type_of(keys), type_of(wanted)])
    if common is None:
        raise CallError("the search list must have the type of the values", 1)
    names, searched = elements(convert(keys, common)), elements(convert(wanted, common))
    if len(elements(values)) != len(names):
        raise CallError("there must be as many keys as values", 1)
    inner = values.element if isinstance(values, ListValue) else DYNAMIC
    if not searched:
        return ListValue((), inner)
    if not is_known((values, names)):
        return unknown_of(type_of(values), values, names)
    return ListValue(_matching(elements(values), names, searched), inner)


def _matching(
    values: Sequence[Value], keys: Sequence[Value], wanted: Sequence[Value]
) -> Sequence[Value]:
    found: list[Value] = []
    for key, value in zip(keys, values, strict=True):
        for other in wanted:
            truth = is_equal(key, other)
            if truth is Truth.UNKNOWN:
                # Terraform gives up on all of them here.
                return ()
            if truth is Truth.TRUE:
                found.append(value)
                break
    return found


@builtin("one", unknowns=True)
def one(values: Value) -> Value:
    """Return the only element, or null where there is none."""
    type_ = type_of(values)
    inner = type_.element if isinstance(type_, (ListOf, SetOf)) else DYNAMIC
    if isinstance(values, Unknown):
        return Unknown(values.symbol, type=None if inner == DYNAMIC else inner)
    if isinstance(values, tuple):
        if isinstance(values, SetValue) and len(values) > 1 and not is_known(values):
            return unknown_of(inner, values)
        if len(values) < 2:
            return values[0] if values else null(inner)
    raise CallError("this must be a list, set or tuple with at most one element", 0)


@builtin("range")
def range_(*limits: Number) -> _NumberList:
    """Count from a start (0) to before an end, by a step (1, or -1 if that goes down)."""
    start, end, step = _limits(limits)
    if step == 0:
        raise CallError("the step must not be zero", 2)
    if (step > 0 and end < start) or (step < 0 and end > start):
        raise CallError("the step has the wrong sign to reach the end", 1)
    counted: list[Number] = []
    while (start < end) if step > 0 else (start > end):
        if len(counted) >= MAX_RANGE:
            raise CallError(f"a range of more than {MAX_RANGE} numbers is not allowed")
        counted.append(start)
        start = numbers.add(start, step)
    return ListValue(counted, NUMBER)


def _limits(limits: Sequence[Number]) -> tuple[Number, Number, Number]:
    if len(limits) not in (1, 2, 3):
        raise CallError("one, two or three arguments are required")
    start, end = (0, limits[0]) if len(limits) == 1 else limits[:2]
    return start, end, limits[2] if len(limits) == 3 else -1 if end < start else 1


@builtin("reverse", unknowns=True, marks=True)
def reverse(values: Value) -> Value:
    """Reverse the order of the elements."""
    type_ = type_of(values)
    if isinstance(values, Unknown):
        is_collection = isinstance(type_, (ListOf, SetOf))
        return unknown_of(ListOf(type_.element) if is_collection else DYNAMIC, values)  # type: ignore[union-attr]
    if not isinstance(values, tuple):
        raise CallError(f"only a list or tuple can be reversed, not {describe(type_)}", 0)
    backwards = values[::-1]
    if isinstance(values, (ListValue, SetValue)):
        return ListValue(backwards, values.element)
    return tuple(backwards)


@builtin("slice", unknowns=True, marks=True)
def slice_(values: Value, start: _Number, end: _Number) -> Value:
    """Cut out the elements from ``start`` to before ``end``."""
    if isinstance(type_of(values), SetOf):
        raise CallError("a set has no order to cut from; convert it to a list first", 0)
    blocking = next((v for v in (values, start, end) if isinstance(v, DEFERRED)), None)
    if blocking is not None:
        list_type = type_of(values)
        return unknown_of(list_type if isinstance(list_type, ListOf) else DYNAMIC, blocking)
    if not isinstance(values, tuple):
        raise CallError("this must be a list or tuple", 0)
    first, last = whole(start, "start"), whole(end, "end")
    if not 0 <= first <= last <= len(values):
        raise CallError(f"{first} to {last} is outside of a list of length {len(values)}", 1)
    cut = values[first:last]
    return ListValue(cut, values.element) if isinstance(values, ListValue) else tuple(cut)


@builtin("sort", unknowns=True)
def sort(values: Texts) -> Value:
    """Sort strings by code point."""
    if not is_known(values):
        return unknown_of(ListOf(STRING), values)
    strings = [value for value in elements(values) if isinstance(value, str)]
    if len(strings) < len(elements(values)):
        raise CallError("a null cannot be sorted", 0)
    return ListValue(sorted(strings), STRING)


@builtin("sum", unknowns=True)
def sum_(values: Value) -> Value:
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
