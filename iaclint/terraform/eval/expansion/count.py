"""The instances that ``count`` makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from iaclint.limits import MAX_INSTANCES, MAX_SHOWN_VALUE
from iaclint.symbolic.structure import symbols
from iaclint.symbolic.values import DEFERRED, Choice, Unknown
from iaclint.symbolic.worlds import leaves_of
from iaclint.terraform.errors import EvaluationError, LimitReached, rejection
from iaclint.terraform.eval.evaluator import evaluate
from iaclint.terraform.eval.expansion.instances import (
    INSTANCE_STEPS,
    ExpandedInstance,
    Expansion,
    between,
    decider_of,
    of_unknown_number,
    presence_of,
    with_certain,
)
from iaclint.terraform.types import conversion, numbers
from iaclint.terraform.types.incomplete import AtLeast
from iaclint.terraform.types.model import NUMBER, TerraformValue, is_null
from iaclint.terraform.types.sensitivity import unmark

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iaclint.address import Key
    from iaclint.syntax.hcl.blocks import Attribute
    from iaclint.terraform.eval.scope import Scope


def by_count(attribute: Attribute, scope: Scope, owner: str) -> Expansion:
    """Return the instances that a ``count`` makes.

    Raises ``EvaluationError`` for what is not a whole number.
    """
    value, _ = unmark(evaluate(attribute.expression, scope))
    if isinstance(value, Choice):
        return _by_count_choice(value, attribute, owner)
    number = _number(value, attribute)
    if isinstance(number, DEFERRED):
        decider = decider_of(symbols(number)[0], attribute, owner)
        found = of_unknown_number(decider, indexed(decider))
        least = number.least if isinstance(number, AtLeast) else 0
        scope.budget.spend(attribute.expression.span, INSTANCE_STEPS * least)
        return with_certain(found, [_counted(n) for n in range(least)])
    assert isinstance(number, int)
    scope.budget.spend(attribute.expression.span, INSTANCE_STEPS * number)
    return Expansion(tuple(_counted(n) for n in range(number)), _as_tuple)


def _counted(index: int, presence: Unknown | None = None) -> ExpandedInstance:
    return ExpandedInstance(index, {"count": {"index": index}}, presence)


def _as_tuple(values: Mapping[Key, TerraformValue]) -> TerraformValue:
    return tuple(values.values())


def _number(value: TerraformValue, attribute: Attribute) -> TerraformValue:
    span = attribute.expression.span
    if is_null(value):
        raise EvaluationError("count cannot be null", span)
    try:
        number = conversion.to_number(value)
    except conversion.ConversionError as error:
        why = (
            f'"{value[:MAX_SHOWN_VALUE]}" is not a number' if isinstance(value, str) else str(error)
        )
        message = f"count must be a number: {why}"
        raise rejection(message, span, is_limit=error.is_limit) from None
    if isinstance(number, DEFERRED):
        return number
    if not isinstance(number, int) or number < 0:
        raise EvaluationError("count must be a whole number, 0 or greater", span)
    if number > MAX_INSTANCES:
        shown = numbers.text(number)[:MAX_SHOWN_VALUE]
        message = f"count is {shown}: more than {MAX_INSTANCES} are not evaluated"
        raise LimitReached(message, span)
    return number


def _by_count_choice(value: Choice[TerraformValue], attribute: Attribute, owner: str) -> Expansion:
    leaves = [(condition, _number(option, attribute)) for condition, option in leaves_of(value)]
    undecided = decider_of(value.test.symbol, attribute, owner)
    if any(isinstance(number, DEFERRED) for _, number in leaves):
        return of_unknown_number(undecided, indexed(undecided))
    counts = [number for _, number in leaves if isinstance(number, int)]
    decider = between(leaves, undecided)
    instances = [
        _counted(n, presence_of(decider, [n < count for count in counts]))
        for n in range(max(counts))
    ]

    def compose(values: Mapping[Key, TerraformValue]) -> TerraformValue:
        everything = tuple(values.values())
        return Choice(decider, tuple(everything[:count] for count in counts))

    return Expansion(tuple(instances), compose)


def indexed(decider: Unknown) -> Mapping[str, TerraformValue]:
    """Return the names of an instance that represents an unknown ``count`` of them."""
    counted = decider.identity
    identity = counted and replace(counted, attribute=f"{counted.attribute}, count.index")
    return {"count": {"index": Unknown(decider.symbol, identity, NUMBER, not_null=True)}}
