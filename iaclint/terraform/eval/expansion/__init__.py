"""Expand ``count``, ``for_each`` and ``enabled`` of resources, data sources and modules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from iaclint.terraform.errors import EvaluationError
from iaclint.terraform.eval.expansion.count import by_count, indexed
from iaclint.terraform.eval.expansion.elements import each_of_unknown
from iaclint.terraform.eval.expansion.enabled import by_enabled, enabled_of
from iaclint.terraform.eval.expansion.for_each import by_each
from iaclint.terraform.eval.expansion.instances import (
    INSTANCE_STEPS,
    ONCE,
    Expansion,
    decider_of,
    of_unknown_number,
    possibly,
)

if TYPE_CHECKING:
    from iaclint.syntax.hcl.blocks import Attribute, Body
    from iaclint.terraform.eval.scope import Scope


def expand(body: Body, scope: Scope, owner: str) -> Expansion:
    """Return the instances of a block; ``owner`` identifies it in the run.

    Raises ``EvaluationError`` for an invalid ``count`` or ``for_each``.
    """
    count, for_each = body.attributes.get("count"), body.attributes.get("for_each")
    if count is not None and for_each is not None:
        raise EvaluationError("count and for_each are mutually exclusive", for_each.span)
    if count is not None:
        return by_count(count, scope, owner)
    if for_each is not None:
        found = by_each(for_each, scope, owner)
        scope.budget.spend(for_each.expression.span, INSTANCE_STEPS * len(found.instances))
        return found
    enabled = enabled_of(body)
    return ONCE if enabled is None else by_enabled(enabled, scope, owner)


def unsettled(attribute: Attribute, owner: str, symbol: str) -> Expansion:
    """Return what stands for the instances of a repetition that a symbol blocks.

    Blocks with the same expression have the same instances, so they stay linked.
    """
    decider = decider_of(symbol, attribute, owner)
    if attribute.name == "enabled":
        return possibly(decider)
    is_count = attribute.name == "count"
    return of_unknown_number(decider, indexed(decider) if is_count else each_of_unknown(decider))


def assumed(attribute: Attribute, owner: str, symbol: str) -> Expansion:
    """Return what stands for instances that a variable leaves out by its default."""
    found = unsettled(attribute, owner, symbol)
    return replace(found, instances=tuple(replace(i, is_assumed=True) for i in found.instances))


def repetition(body: Body) -> Attribute | None:
    """Return the count, for_each or enabled of a block."""
    return body.attributes.get("count") or body.attributes.get("for_each") or enabled_of(body)
