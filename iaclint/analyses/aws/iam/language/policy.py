"""The elements of resource policies; ``parser`` reads them."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from msgspec import Struct

from iaclint.analyses.aws.iam.language.conditions import ConditionTest
from iaclint.resource import Path
from iaclint.symbolic.values import Value

FIELD = "policy"
"""The field that holds the policy, in every model."""


class Effect(Enum):
    """What a statement does."""

    ALLOW = "Allow"
    DENY = "Deny"
    UNKNOWN = "unknown"


class Fault(Struct, frozen=True):
    """Something that AWS would reject, and where in the policy it is."""

    message: str
    path: Path


class Principal(Struct, frozen=True):
    """One name in a principal element: ``{"AWS": "*"}``; a type of None is unknown."""

    type: str | None
    value: Value


class Names(Struct, frozen=True):
    """The values of an element, or of its ``Not`` form: actions, resources."""

    values: tuple[Value, ...] = ()
    negated: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there are no names, so that the statement has no effect."""
        return not self.values and not self.negated


class Statement(Struct, frozen=True):
    """One statement. An unknown element has an ``Unknown`` among its values."""

    path: Path
    number: int
    """Counted from 1; 0 if it represents an unknown policy."""
    sid: str | None
    effect: Effect
    principals: tuple[Principal, ...]
    excludes: bool
    """Whether ``principals`` are those of ``NotPrincipal``."""
    actions: Names
    resources: Names
    tests: tuple[ConditionTest, ...]
    unknown_effect: Value = None
    field: str = FIELD
    """The field that holds its policy."""

    @property
    def name(self) -> str:
        """What it is called in texts: ``statement 2 ("PublicRead")``."""
        if not self.number:
            return "a statement"
        return f'statement {self.number} ("{self.sid}")' if self.sid else f"statement {self.number}"


class Policy(Struct, frozen=True):
    """A policy as far as it could be read."""

    statements: tuple[Statement, ...] = ()
    variables: bool = False
    """Whether ``${…}`` is a policy variable: it is from version 2012-10-17 on."""
    faults: tuple[Fault, ...] = ()
    unread: Value = None
    """The unknown value, or a text that says why nothing could be read."""


def join(policies: Sequence[Policy]) -> Policy:
    """Return all statements of some policies as one policy."""
    if len(policies) == 1:
        return policies[0]
    return Policy(
        tuple(statement for policy in policies for statement in policy.statements),
        any(policy.variables for policy in policies),
        tuple(fault for policy in policies for fault in policy.faults),
    )
