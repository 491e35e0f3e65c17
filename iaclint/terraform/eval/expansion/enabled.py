"""The instance of a block that ``enabled`` decides on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iaclint.symbolic.structure import symbols
from iaclint.symbolic.values import DEFERRED
from iaclint.terraform.errors import EvaluationError
from iaclint.terraform.eval.evaluator import evaluate
from iaclint.terraform.eval.expansion.instances import NEVER, ONCE, Expansion, decider_of, possibly
from iaclint.terraform.types.sensitivity import unmark

if TYPE_CHECKING:
    from iaclint.syntax.hcl.blocks import Attribute, Body
    from iaclint.terraform.eval.scope import Scope


def enabled_of(body: Body) -> Attribute | None:
    """Return the ``enabled`` of OpenTofu in a ``lifecycle`` block; Terraform refuses it."""
    found = (each.body.attributes.get("enabled") for each in body.blocks_of("lifecycle"))
    return next((attribute for attribute in found if attribute is not None), None)


def by_enabled(attribute: Attribute, scope: Scope, owner: str) -> Expansion:
    """Return the instance that ``enabled`` of OpenTofu leaves in or out.

    Raises ``EvaluationError`` for what is not a Boolean.
    """
    value, _ = unmark(evaluate(attribute.expression, scope))
    if value in (True, "true"):
        return ONCE
    if value in (False, "false"):
        return NEVER
    if not isinstance(value, DEFERRED):
        raise EvaluationError("enabled must be true or false", attribute.expression.span)
    return possibly(decider_of(symbols(value)[0], attribute, owner))
