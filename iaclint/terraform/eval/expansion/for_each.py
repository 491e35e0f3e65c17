"""The instances that ``for_each`` makes, on the branches of its value too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from iaclint.symbolic.choices import choose
from iaclint.symbolic.values import Choice, Guard, Unknown
from iaclint.symbolic.worlds import Leaf, leaves_of
from iaclint.terraform.errors import EvaluationError
from iaclint.terraform.eval.evaluator import evaluate
from iaclint.terraform.eval.expansion.elements import (
    as_object,
    by_unknown_each,
    items_of,
    known,
    one_of_each,
)
from iaclint.terraform.eval.expansion.instances import (
    ExpandedInstance,
    Expansion,
    between,
    decider_of,
    presence_of,
    with_certain,
)
from iaclint.terraform.eval.loops import certain_pairs
from iaclint.terraform.types.incomplete import Incomplete, IncompleteMap
from iaclint.terraform.types.sensitivity import unmark

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from iaclint.address import Key
    from iaclint.syntax.hcl.blocks import Attribute
    from iaclint.terraform.eval.scope import Scope
    from iaclint.terraform.types.model import TerraformValue


def by_each(attribute: Attribute, scope: Scope, owner: str) -> Expansion:
    """Return the instances that a ``for_each`` makes.

    Raises ``EvaluationError`` for what is neither a map nor a set of strings.
    """
    value, sensitive = unmark(evaluate(attribute.expression, scope))
    if sensitive:
        raise EvaluationError("for_each cannot be sensitive", attribute.expression.span)
    if isinstance(value, Choice):
        return _by_each_choice(value, attribute, owner)
    if isinstance(value, Unknown):
        return by_unknown_each(value, attribute, owner)
    items = items_of(value, attribute)
    blocked = next((key for key in items if isinstance(key, Unknown)), None)
    if blocked is not None:
        return with_certain(by_unknown_each(blocked, attribute, owner), known(items.items()))
    instances = tuple(one_of_each(str(key), item) for key, item in items.items())
    return Expansion(instances, as_object)


def _by_each_choice(value: Choice[TerraformValue], attribute: Attribute, owner: str) -> Expansion:
    leaves: list[Leaf[TerraformValue]] = leaves_of(value)
    decider = between(leaves, decider_of(value.test.symbol, attribute, owner))
    branches = [_certain_items(leaf, attribute) for _, leaf in leaves]
    keys = [key for items in branches for key in items]
    blocked = next(
        (value for value in (*_leaves(leaves), *keys) if isinstance(value, Unknown)), None
    )
    if blocked is not None:
        rest = by_unknown_each(_without_elements(blocked), attribute, owner)
        return with_certain(rest, _on_all_branches(branches, decider))
    instances = tuple(
        one_of_each(str(key), *_in_branches(key, branches, decider))
        for key in sorted({str(key) for items in branches for key in items})
    )
    if all(expanded.presence is None for expanded in instances):
        return Expansion(instances, as_object)

    def compose(values: Mapping[Key, TerraformValue]) -> TerraformValue:
        options = tuple({str(k): values[str(k)] for k in branch} for branch in branches)
        return Choice(decider, options)

    return Expansion(instances, compose)


def _certain_items(
    value: TerraformValue, attribute: Attribute
) -> Mapping[str | Unknown, TerraformValue]:
    """Return the elements that are certain, by key."""
    if isinstance(value, (Incomplete, IncompleteMap)):
        return {key: item for key, item in certain_pairs(value) if isinstance(key, str)}
    return {} if isinstance(value, Unknown) else items_of(value, attribute)


def _leaves(leaves: Sequence[Leaf[TerraformValue]]) -> Iterable[TerraformValue]:
    return [value for _, value in leaves]


def _without_elements(value: Unknown) -> Unknown:
    """Return an unknown without the elements that it has on one branch only."""
    if isinstance(value, (Incomplete, IncompleteMap)):
        return replace(value.others, type=value.type)
    return value


def _on_all_branches(
    branches: Sequence[Mapping[str | Unknown, TerraformValue]], decider: Guard
) -> list[ExpandedInstance]:
    """Return the instances that exist on every branch of a choice."""
    keys = [key for key in branches[0] if isinstance(key, str)]
    return [
        one_of_each(key, _in_branches(key, branches, decider)[0])
        for key in keys
        if all(key in items for items in branches)
    ]


def _in_branches(
    key: str, branches: Sequence[Mapping[str | Unknown, TerraformValue]], decider: Guard
) -> tuple[TerraformValue, Guard | None]:
    """Return the element of a key, and the test that decides whether it exists."""
    held = [key in items for items in branches]
    conditions = tuple(
        condition for condition, holds in zip(decider.conditions, held, strict=True) if holds
    )
    values = [items[key] for items in branches if key in items]
    item = choose(Guard(decider.symbol, conditions=conditions), values)
    return item, presence_of(decider, held)
