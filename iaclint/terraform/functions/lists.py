"""Lists in order: element, slice, sort; see "Collection Functions" in Terraform's documentation."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Annotated, TypeAlias

from msgspec.structs import replace

from iaclint.limits import MAX_COMBINED_CHOICES, MAX_RANGE
from iaclint.symbolic.choices import choose
from iaclint.symbolic.structure import is_known, nature_of_selection, symbols
from iaclint.symbolic.values import ABSENT, DEFERRED, Choice, Unknown
from iaclint.terraform.functions.builtin import (
    AnyList,
    Texts,
    builtin,
    whole,
)
from iaclint.terraform.functions.collections import (
    element_identity,
    elements,
    selection_of,
    unknown_of,
)
from iaclint.terraform.functions.context import CallError
from iaclint.terraform.functions.texts import sort_partly_known
from iaclint.terraform.types import numbers
from iaclint.terraform.types.conversion import convert
from iaclint.terraform.types.incomplete import Incomplete, certain_elements, including, joined
from iaclint.terraform.types.model import (
    DYNAMIC,
    NUMBER,
    STRING,
    ListOf,
    ListValue,
    Sensitive,
    SetOf,
    SetValue,
    TerraformValue,
    TupleOf,
    describe,
    is_null,
    type_of,
)
from iaclint.terraform.types.numbers import Number
from iaclint.terraform.types.unification import unify
from iaclint.terraform.types.unknown_instances import UnknownInstances

_Number: TypeAlias = Annotated[TerraformValue, NUMBER]
_NumberList: TypeAlias = Annotated[TerraformValue, ListOf(NUMBER)]


def _whole(number: TerraformValue, name: str, index: int = 1) -> int:
    assert isinstance(number, (int, float, Fraction))
    return whole(number, name, index)


@builtin("chunklist", unknowns=True, marks=True)
def chunklist(values: AnyList, size: _Number) -> TerraformValue:
    """Split a list into lists of at most ``size`` elements; 0 means no limit."""
    if not isinstance(values, ListValue) or isinstance(size, DEFERRED):
        return unknown_of(ListOf(type_of(values)), size, values)
    count = _whole(size, "size")
    if count < 0:
        raise CallError("the size must not be negative", 1)
    step = count or len(values)
    chunks = [
        ListValue(values[start : start + step], values.element)
        for start in range(0, len(values), step or 1)
    ]
    return ListValue(chunks, ListOf(values.element))


@builtin("concat", unknowns=True, marks=True)
def concat(*lists: TerraformValue) -> TerraformValue:
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
        return joined(selection_of(common or DYNAMIC, *lists), lists)
    items = [item for each in lists for item in elements(each)]
    return ListValue(items, common.element) if isinstance(common, ListOf) else tuple(items)


@builtin("element", unknowns=True, marks=True)
def element(values: TerraformValue, index: _Number) -> TerraformValue:
    """Return an element; an index beyond the end starts again at the start, and -1 is the last."""
    type_ = type_of(values)
    if not isinstance(type_, (ListOf, TupleOf)) and type_ != DYNAMIC:
        raise CallError(f"elements cannot be read from a {describe(type_)}", 0)
    inner = type_.element if isinstance(type_, ListOf) else DYNAMIC
    if isinstance(values, UnknownInstances):
        return values.element(index)
    if isinstance(values, Incomplete) and isinstance(index, int):
        found = _element_of(values, index)
        if found is not ABSENT:
            return found
    if isinstance(index, DEFERRED) or not isinstance(values, tuple):
        piece = element_identity(values, index) if isinstance(index, int) else None
        kind = None if inner == DYNAMIC else inner
        nature = nature_of_selection(values)
        return Unknown(symbols((index, values))[0], piece, kind, derived=nature)
    position = _whole(index, "index")
    if not values:
        raise CallError("an empty list has no elements", 0)
    if position < 0 and position % len(values) and not isinstance(values, ListValue):
        # Terraform before 1.12 fails here; what has the type of a list has no such limit.
        raise CallError("the index must not be negative for a tuple", 1)
    return values[position % len(values)]


def _element_of(values: Incomplete, index: int) -> TerraformValue:
    """Return an element that is certain; ``ABSENT`` for others."""
    if 0 <= index < len(values.start):
        return values.start[index]
    return values.end[-1] if index == -1 and values.end else ABSENT


@builtin("flatten", unknowns=True, marks=True)
def flatten(values: TerraformValue) -> TerraformValue:
    """Replace the lists inside of a list by their elements, at every depth."""
    from iaclint.terraform.types.sensitivity import marked, unmark, unmark_deep

    if not isinstance(values, (tuple, Unknown)):
        raise CallError("only lists, sets and tuples can be flattened", 0)
    places = [n for n, item in enumerate(elements(values)) if _is_choice_of_lists(item)]
    if isinstance(values, tuple) and 0 < len(places) <= MAX_COMBINED_CHOICES:
        return _flatten_choice(values, places[0])
    flat, blocking, is_sensitive = _flatten(values)
    if blocking is not None:
        nature = nature_of_selection(unmark_deep(values)[0])
        result = replace(unknown_of(DYNAMIC, blocking), derived=nature)
        found = including(result, among=flat, others=Unknown(blocking.symbol))
        return marked(unmark(found)[0], is_sensitive or isinstance(found, Sensitive))
    return marked(tuple(flat), is_sensitive)


def _is_choice_of_lists(item: TerraformValue) -> bool:
    return isinstance(item, Choice) and any(isinstance(option, tuple) for option in item.options)


def _flatten_choice(values: tuple[TerraformValue, ...], at: int) -> TerraformValue:
    """Return the result for each branch of the choice at an index."""
    choice = values[at]
    assert isinstance(choice, Choice)
    branches = [flatten((*values[:at], option, *values[at + 1 :])) for option in choice.options]
    return choose(choice.test, branches, choice.labels)


def _flatten(value: TerraformValue) -> tuple[list[TerraformValue], Unknown | None, bool]:
    """Return the elements, an unknown that may be a list, and whether a list was marked."""
    from iaclint.terraform.types.sensitivity import unmark

    value, is_sensitive = unmark(value)
    if isinstance(value, Unknown) and not isinstance(value, Incomplete):
        return [], value, is_sensitive
    flat: list[TerraformValue] = []
    blocking = value.others if isinstance(value, Incomplete) else None
    for item in certain_elements(value):
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
def reverse(values: TerraformValue) -> TerraformValue:
    """Reverse the order of the elements."""
    type_ = type_of(values)
    may_be_list = type_ == DYNAMIC or isinstance(type_, (ListOf, SetOf, TupleOf))
    if isinstance(values, Unknown) and may_be_list:
        kind = ListOf(type_.element) if isinstance(type_, (ListOf, SetOf)) else DYNAMIC
        result = selection_of(kind, values)
        if not isinstance(values, Incomplete):
            return result
        return including(result, values.end[::-1], values.among, values.start[::-1], values.others)
    if not isinstance(values, tuple):
        raise CallError(f"only a list or tuple can be reversed, not {describe(type_)}", 0)
    backwards = values[::-1]
    if isinstance(values, (ListValue, SetValue)):
        return ListValue(backwards, values.element)
    return tuple(backwards)


@builtin("slice", unknowns=True, marks=True)
def slice_(values: TerraformValue, start: _Number, end: _Number) -> TerraformValue:
    """Cut out the elements from ``start`` to before ``end``."""
    if isinstance(type_of(values), SetOf):
        raise CallError("a set has no order to cut from; convert it to a list first", 0)
    blocking = next((v for v in (values, start, end) if isinstance(v, DEFERRED)), None)
    if blocking is not None:
        list_type = type_of(values)
        kind = list_type if isinstance(list_type, ListOf) else DYNAMIC
        return replace(unknown_of(kind, blocking), derived=nature_of_selection(values))
    if not isinstance(values, tuple):
        raise CallError("this must be a list or tuple", 0)
    first, last = _whole(start, "start"), _whole(end, "end", 2)
    if not 0 <= first <= last <= len(values):
        raise CallError(f"{first} to {last} is outside of a list of length {len(values)}", 1)
    cut = values[first:last]
    return ListValue(cut, values.element) if isinstance(values, ListValue) else tuple(cut)


@builtin("sort", unknowns=True)
def sort(values: Texts) -> TerraformValue:
    """Sort strings by code point."""
    if not is_known(values):
        # Among unknowns, Terraform refuses a null only at deployment.
        has_null = any(map(is_null, elements(values)))
        in_order = None if has_null else sort_partly_known(elements(values))
        if in_order is None and isinstance(values, tuple):
            in_order = [selection_of(STRING, values)] * len(values)
        if in_order:
            return ListValue(in_order, STRING)
        others = values.others if isinstance(values, Incomplete) else None
        among = certain_elements(values)
        return including(selection_of(ListOf(STRING), values), among=among, others=others)
    strings = [value for value in elements(values) if isinstance(value, str)]
    if len(strings) < len(elements(values)):
        raise CallError("a null cannot be sorted", 0)
    return ListValue(sorted(strings), STRING)
