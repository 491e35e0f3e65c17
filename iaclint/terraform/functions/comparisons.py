"""Functions that compare elements; see "Collection Functions" in Terraform's documentation."""

from __future__ import annotations

from collections.abc import Sequence

from iaclint.symbolic.structure import is_known
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import DEFERRED, Unknown
from iaclint.terraform.functions.builtin import (
    AnyList,
    builtin,
)
from iaclint.terraform.functions.collections import elements, selection_of, unknown_of
from iaclint.terraform.functions.context import CallError, Context
from iaclint.terraform.operations.cases import is_among
from iaclint.terraform.types.conversion import convert
from iaclint.terraform.types.equality import is_equal
from iaclint.terraform.types.incomplete import (
    Incomplete,
    including,
)
from iaclint.terraform.types.model import (
    BOOL,
    DYNAMIC,
    NUMBER,
    ListValue,
    SetValue,
    TerraformValue,
    type_of,
)
from iaclint.terraform.types.sets import ValueIndex, first_of_each
from iaclint.terraform.types.unification import unify


@builtin("contains", unknowns=True)
def contains(values: TerraformValue, value: TerraformValue) -> TerraformValue:
    """Return whether a value is among the elements."""
    blocking = next((v for v in (values, value) if isinstance(v, DEFERRED)), None)
    if any(is_equal(value, item) is Truth.TRUE for item in _included(values)):
        return True
    if isinstance(value, Unknown) and isinstance(values, tuple):
        possible = [item for item in values if is_equal(value, item) is not Truth.FALSE]
        if values and not possible:
            return False
        found = is_among(value, possible)
        if found is not None:
            return found
    if blocking is not None:
        return unknown_of(BOOL, blocking)
    if not isinstance(values, tuple):
        raise CallError("the first argument must be a list, tuple or set", 0)
    truths = [is_equal(value, item) for item in values]
    if Truth.TRUE in truths:
        return True
    return unknown_of(BOOL, values, value) if Truth.UNKNOWN in truths else False


def _included(values: TerraformValue) -> tuple[TerraformValue, ...]:
    return values.certain if isinstance(values, Incomplete) else ()


@builtin("distinct", unknowns=True)
def distinct(context: Context, values: AnyList) -> TerraformValue:
    """Leave out elements that were there before."""
    if isinstance(values, ListValue) and is_known(values):
        return ListValue(first_of_each(values), values.element)
    kept: list[TerraformValue] = []
    for value in elements(values):
        context.spend(len(kept) // 10)
        truths = {is_equal(value, other) for other in kept}
        if isinstance(value, Unknown) or Truth.UNKNOWN in truths:
            return including(selection_of(type_of(values), values), among=elements(values))
        if Truth.TRUE not in truths:
            kept.append(value)
    if isinstance(values, Incomplete):
        result = selection_of(type_of(values), values)
        certain = first_of_each(values.certain)
        first = len(values.start[:1])
        return including(result, certain[:first], certain[first:], others=values.others)
    if not isinstance(values, ListValue):
        return selection_of(type_of(values), values)
    return ListValue(kept, values.element)


@builtin("index", unknowns=True)
def index(values: TerraformValue, value: TerraformValue) -> TerraformValue:
    """Return the position of the first element that equals a value."""
    blocking = next((v for v in (values, value) if isinstance(v, DEFERRED)), None)
    if blocking is not None:
        return unknown_of(NUMBER, blocking)
    if not isinstance(values, tuple) or isinstance(values, SetValue):
        raise CallError("the first argument must be a list or tuple", 0)
    for position, item in enumerate(values):
        truth = is_equal(item, value)
        if truth is Truth.UNKNOWN:
            return unknown_of(NUMBER, item, value)
        if truth is Truth.TRUE:
            return position
    raise CallError("the value is not in the list", 1)


@builtin("matchkeys", unknowns=True)
def matchkeys(
    context: Context, values: AnyList, keys: AnyList, searchset: AnyList
) -> TerraformValue:
    """Return the values at the positions of the keys that are in the search set."""
    common = unify([type_of(keys), type_of(searchset)])
    if common is None:
        raise CallError("the keys and the search set must have the same type", 1)
    unknown = next((v for v in (values, keys, searchset) if isinstance(v, Unknown)), None)
    if unknown is not None:
        return unknown_of(type_of(values), unknown)
    names, searched = elements(convert(keys, common)), elements(convert(searchset, common))
    if len(elements(values)) != len(names):
        raise CallError("there must be as many keys as values", 1)
    inner = values.element if isinstance(values, ListValue) else DYNAMIC
    if not searched:
        return ListValue((), inner)
    if not is_known((values, names)):
        return unknown_of(type_of(values), values, names)
    if is_known(searched):
        index = ValueIndex(searched)
        found = [v for v, name in zip(elements(values), names, strict=True) if name in index]
        return ListValue(found, inner)
    context.spend(len(names) * len(searched) // 10)
    return ListValue(_matching(elements(values), names, searched), inner)


def _matching(
    values: Sequence[TerraformValue],
    keys: Sequence[TerraformValue],
    wanted: Sequence[TerraformValue],
) -> Sequence[TerraformValue]:
    found: list[TerraformValue] = []
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
