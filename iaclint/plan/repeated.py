"""Computed attributes of planned instances that only repeat what their arguments say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iaclint.limits import MAX_STEPS
from iaclint.symbolic.values import Unknown, Value
from iaclint.terraform.blocks.google_iam_policy import google_policy
from iaclint.terraform.blocks.iam_policy_document import policy_document
from iaclint.terraform.blocks.repeated_values import repeated_value
from iaclint.terraform.eval.budget import Budget
from iaclint.terraform.eval.expansion.instances import INSTANCE_STEPS
from iaclint.terraform.operations.export import plain

if TYPE_CHECKING:
    from iaclint.resource import Body


class _OutOfSteps(Exception):
    """A policy merges too many statements."""


def is_policy(kind: str, attribute: str) -> bool:
    """Return whether an attribute is the text of a policy that a data source renders."""
    return (kind == "data.aws_iam_policy_document" and attribute in ("json", "minified_json")) or (
        (kind, attribute) == ("data.google_iam_policy", "policy_data")
    )


def repeated(kind: str, attribute: str, body: Body, budget: Budget) -> Value:
    """Return an attribute as far as the arguments in a body decide it; else ``ABSENT``."""
    if kind == "data.google_iam_policy" and is_policy(kind, attribute):
        return google_policy(body)
    if not is_policy(kind, attribute):
        return plain(repeated_value(kind, attribute, body.get))

    def take(statements: int) -> None:
        if not budget.draw(INSTANCE_STEPS * statements):
            raise _OutOfSteps

    try:
        return policy_document(body, take)
    except _OutOfSteps:
        return Unknown(f"more than {MAX_STEPS:,} steps")
