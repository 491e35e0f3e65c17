"""The instances that the elements of ``for_each`` make."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iaclint.limits import MAX_INSTANCES
from iaclint.symbolic.structure import symbols
from iaclint.symbolic.values import DEFERRED, Unknown
from iaclint.syntax.hcl import nodes as ex
from iaclint.terraform.errors import EvaluationError, LimitReached, TypeRefused
from iaclint.terraform.eval.expansion.instances import (
    ExpandedInstance,
    Expansion,
    decider_of,
    of_unknown_number,
    with_certain,
)
from iaclint.terraform.eval.loops import certain_pairs, pairs
from iaclint.terraform.types.incomplete import Incomplete, IncompleteMap
from iaclint.terraform.types.lazy import LazyObject
from iaclint.terraform.types.model import ListOf, SetValue, TerraformValue, TupleOf, is_null
from iaclint.terraform.types.unknown_instances import UnknownInstances

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from iaclint.address import Key
    from iaclint.syntax.hcl.blocks import Attribute

_NO_MAPPING: Final = "for_each must be a map, or a set of strings"
_TO_SET: Final = "convert a list with toset(...)"


def items_of(value: TerraformValue, attribute: Attribute) -> Mapping[str | Unknown, TerraformValue]:
    """Return the elements by key; a set's elements are their own keys."""
    span = attribute.expression.span
    if is_null(value):
        raise EvaluationError("for_each cannot be null", span)
    found = pairs(value) if isinstance(value, (dict, LazyObject, SetValue)) else None
    if found is None:
        raise EvaluationError(_NO_MAPPING, span, _TO_SET)
    items: dict[str | Unknown, TerraformValue] = {}
    for key, item in found:
        if isinstance(key, DEFERRED):
            key = key if isinstance(key, Unknown) else Unknown(symbols(key)[0])
        elif not isinstance(key, str):
            raise EvaluationError(_NO_MAPPING, span)
        items[key] = item
    if len(items) > MAX_INSTANCES:
        message = f"for_each has {len(items)} elements: more than {MAX_INSTANCES} are not evaluated"
        raise LimitReached(message, span)
    return items


def known(items: Iterable[tuple[Key | TerraformValue, TerraformValue]]) -> list[ExpandedInstance]:
    """Return the instances whose keys are known."""
    return [one_of_each(key, item) for key, item in items if isinstance(key, str)]


def one_of_each(
    key: str, item: TerraformValue, presence: Unknown | None = None
) -> ExpandedInstance:
    """Return the instance of an element, with its ``each``."""
    return ExpandedInstance(key, {"each": {"key": key, "value": item}}, presence)


def as_object(values: Mapping[Key, TerraformValue]) -> TerraformValue:
    """Return the value of a reference: an object of the instances by key."""
    return {str(key): value for key, value in values.items()}


def by_unknown_each(value: Unknown, attribute: Attribute, owner: str) -> Expansion:
    """Return the instances of a ``for_each`` that is unknown, as a whole or in part.

    Raises ``TypeRefused`` for lists and tuples, which have no keys.
    """
    if _is_sequence(value, attribute.expression):
        raise TypeRefused(_NO_MAPPING, attribute.expression.span, _TO_SET)
    decider = decider_of(value.symbol, attribute, owner)
    item: TerraformValue = Unknown(value.symbol, derived=value.nature)
    if isinstance(value, (Incomplete, IncompleteMap)):
        item = Unknown(value.symbol, derived=value.others.nature)
        found = of_unknown_number(decider, each_of_unknown(decider, item))
        return with_certain(found, known(certain_pairs(value)))
    if isinstance(value, UnknownInstances):
        # There is one for each of those instances, so it exists exactly if they do.
        item, decider = value.each, Unknown(value.symbol, value.identity or value.origin)
        return with_certain(
            of_unknown_number(decider, each_of_unknown(decider, item)), known(value.certain.items())
        )
    return of_unknown_number(decider, each_of_unknown(decider, item))


def _is_sequence(value: Unknown, expression: ex.Expression) -> bool:
    """Return whether an unknown is certainly a list or a tuple, which has no keys."""
    is_tuple = isinstance(expression, ex.For) and expression.result_key is None
    return is_tuple or isinstance(value.type, (ListOf, TupleOf))


def each_of_unknown(decider: Unknown, item: TerraformValue = None) -> Mapping[str, TerraformValue]:
    """Return the names of an instance that represents all of an unknown ``for_each``."""
    key = Unknown(decider.symbol, decider.identity, not_null=True)
    return {"each": {"key": key, "value": Unknown(decider.symbol) if item is None else item}}
