"""Sets; see "setunion", "setproduct" and the related functions in Terraform's documentation."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import product

from msgspec.structs import replace

from iaclint.limits import MAX_PRODUCT
from iaclint.symbolic.structure import is_known, nature_of_selection
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import Unknown
from iaclint.terraform.functions.builtin import AnySet, builtin
from iaclint.terraform.functions.collections import selection_of, unknown_of
from iaclint.terraform.functions.context import CallError, CallLimit, Context
from iaclint.terraform.types.conversion import convert
from iaclint.terraform.types.equality import is_equal
from iaclint.terraform.types.incomplete import certain_elements, including, others_of
from iaclint.terraform.types.model import (
    DYNAMIC,
    ListOf,
    ListValue,
    SetOf,
    SetValue,
    TerraformValue,
    TupleOf,
    Type,
    type_of,
)
from iaclint.terraform.types.sets import ValueIndex, first_of_each, make_set
from iaclint.terraform.types.unification import unify


@builtin("setunion", unknowns=True)
def setunion(context: Context, first: AnySet, *others: AnySet) -> TerraformValue:
    """Return what is in any of the sets."""
    sets, element = _alike(context, [first, *others])
    unknown = next((each for each in sets if isinstance(each, Unknown)), None)
    if unknown is not None:
        among = first_of_each(item for each in sets for item in certain_elements(each))
        return including(selection_of(SetOf(element), *sets), among=among, others=others_of(*sets))
    return make_set([item for each in sets for item in _items(each)], element)


@builtin("setintersection", unknowns=True)
def setintersection(context: Context, first: AnySet, *others: AnySet) -> TerraformValue:
    """Return what is in all of the sets."""
    return _reduce(context, [first, *others], _is_in)


@builtin("setsubtract", unknowns=True)
def setsubtract(context: Context, first: AnySet, other: AnySet) -> TerraformValue:
    """Return what is in the first set but not in the other."""
    context.spend(_comparisons(first, other) // 10)
    return _reduce(context, [first, other], lambda item, other: item not in other)


def _comparisons(first: TerraformValue, other: TerraformValue) -> int:
    """Return how often elements of two sets are compared: known ones are looked up."""
    if is_known((first, other)) or isinstance(other, Unknown):
        return 0
    return len(certain_elements(first)) * len(certain_elements(other))


def _reduce(
    context: Context,
    sets: Sequence[TerraformValue],
    keep: Callable[[TerraformValue, ValueIndex], bool],
) -> TerraformValue:
    """Keep those elements of the first set that compare as wanted with each other set."""
    sets, element = _alike(context, sets)
    if not is_known(tuple(sets)):
        nature = nature_of_selection(sets[0])
        result = replace(unknown_of(SetOf(element), *sets), derived=nature)
        return including(result, among=_certainly_kept(sets, keep))
    others = [ValueIndex(_items(other)) for other in sets[1:]]
    items = [item for item in _items(sets[0]) if all(keep(item, other) for other in others)]
    return make_set(items, element)


def _certainly_kept(
    sets: Sequence[TerraformValue], keep: Callable[[TerraformValue, ValueIndex], bool]
) -> Sequence[TerraformValue]:
    """Return the elements of the first set that others keep whatever is unknown."""
    first, *others = sets
    items = certain_elements(first)
    if keep is _is_in:
        indices = [ValueIndex(certain_elements(other)) for other in others]
        return [item for item in items if all(item in index for index in indices)]
    removed = [item for other in others for item in certain_elements(other)]
    is_open = any(isinstance(other, Unknown) for other in others)
    if is_open:
        return ()
    return [item for item in items if all(is_equal(item, r) is Truth.FALSE for r in removed)]


def _is_in(item: TerraformValue, other: ValueIndex) -> bool:
    return item in other


def _items(value: TerraformValue) -> tuple[TerraformValue, ...]:
    return value if isinstance(value, tuple) else ()


def _alike(
    context: Context, sets: Sequence[TerraformValue]
) -> tuple[Sequence[TerraformValue], Type]:
    """Bring sets to one element type; an empty set without a type fits to any."""
    context.spend(2 * sum(len(_items(each)) for each in sets))
    elements = [_element(each) for each in sets if each != () or _element(each) != DYNAMIC]
    common = unify(elements) if elements else DYNAMIC
    if common is None:
        raise CallError("the elements of the sets must be of compatible types")
    return [convert(each, SetOf(common)) for each in sets], common


def _element(value: TerraformValue) -> Type:
    type_ = type_of(value)
    return type_.element if isinstance(type_, SetOf) else DYNAMIC


@builtin("setproduct", unknowns=True, marks=True)
def setproduct(*sets: TerraformValue) -> TerraformValue:
    """Combine the elements of sets or lists in all ways; only lists make a list."""
    if len(sets) < 2:
        raise CallError("at least two arguments are required")
    element = TupleOf(tuple(_column(index, each) for index, each in enumerate(sets)))
    is_list = all(isinstance(type_of(each), (ListOf, TupleOf)) for each in sets)
    if math.prod(len(certain_elements(each)) for each in sets) > MAX_PRODUCT:
        raise CallLimit(f"more than {MAX_PRODUCT} combinations are too many to evaluate")
    if any(not isinstance(each, tuple) or _is_uncertain(each) for each in sets):
        result = unknown_of(ListOf(element) if is_list else SetOf(element), *sets)
        return including(result, among=_rows(sets, element))
    rows = _rows(sets, element)
    return ListValue(rows, element) if is_list else make_set(rows, element)


def _rows(sets: Sequence[TerraformValue], element: TupleOf) -> list[tuple[TerraformValue, ...]]:
    """Return the combinations of the elements that are certain."""
    columns = [
        [convert(item, type_) for item in certain_elements(each)]
        for each, type_ in zip(sets, element.elements, strict=True)
    ]
    return list(product(*columns))


def _is_uncertain(value: TerraformValue) -> bool:
    """Return whether unknown elements may be equal."""
    return isinstance(value, SetValue) and len(value) > 1 and not is_known(value)


def _column(index: int, value: TerraformValue) -> Type:
    type_ = type_of(value)
    if isinstance(type_, (ListOf, SetOf)):
        return type_.element
    if isinstance(type_, TupleOf):
        common = unify(type_.elements) if type_.elements else DYNAMIC
        if common is None:
            raise CallError("all elements must be of the same type", index)
        return common
    if type_ != DYNAMIC:
        raise CallError("this must be a set or a list", index)
    return DYNAMIC
