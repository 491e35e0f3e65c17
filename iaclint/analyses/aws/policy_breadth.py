"""Whether a resource policy allows all actions or principals, or all but some.

Conditions of statements do not count: ``resource_policy`` says who has access in effect.

Source: *IAM JSON policy elements: Action*, *NotAction*, *NotPrincipal*: AWS recommends neither
``NotAction`` nor ``NotPrincipal`` together with ``Allow``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from iaclint.analyses.analysis import UNDECIDED, AnalysisResult, Facts, Step
from iaclint.analyses.aws.iam.language.parser import read_policies
from iaclint.analyses.aws.iam.language.policy import FIELD, Effect, Policy, Statement
from iaclint.analyses.aws.services import find_service
from iaclint.symbolic.branches import branches
from iaclint.symbolic.values import PartialString, Unknown, Value


class _Trait(Struct, frozen=True):
    name: str
    text: str
    """What a statement with it does."""
    of: Callable[[Statement], Value]
    """Whether a statement has it: a bool or ``Unknown``."""


def analyse(facts: Facts) -> AnalysisResult:
    """Return a bool or ``Unknown`` for each trait, true if a statement that allows has it."""
    service = find_service(facts.service(FIELD))
    cases = [
        read_policies(case, service)
        for case in _cases([facts.get(field) for field in service.fields])
    ]
    steps = [step for policy in cases for step in _explain(policy)]
    value = {trait.name: _agreed([_any(policy, trait) for policy in cases]) for trait in _TRAITS}
    return AnalysisResult(value, tuple(dict.fromkeys(steps)))


def _cases(values: list[Value]) -> Iterator[list[Value]]:
    """Yield each combination of the alternatives of some values."""
    if not values:
        yield []
        return
    for first in branches(values[0]):
        for rest in _cases(values[1:]):
            yield [first, *rest]


def _any(policy: Policy, trait: _Trait) -> Value:
    """Return whether any statement that allows has a trait."""
    found = [_unread(policy.unread)] if policy.unread is not None else []
    found += [_has(statement, trait) for statement in policy.statements]
    if True in found:
        return True
    return next((value for value in found if isinstance(value, Unknown)), False)


def _unread(reason: Value) -> Value:
    return reason if isinstance(reason, Unknown) else Unknown(str(reason))


def _has(statement: Statement, trait: _Trait) -> Value:
    if statement.effect is Effect.DENY:
        return False
    has = trait.of(statement)
    if statement.effect is Effect.UNKNOWN and has is True:
        return _unknown(statement.unknown_effect)
    return has


def _agreed(values: list[Value]) -> Value:
    """Return the value of all cases, unknown if they differ."""
    if all(value is values[0] for value in values):
        return values[0]
    return next((value for value in values if isinstance(value, Unknown)), Unknown(UNDECIDED))


def _explain(policy: Policy) -> Iterator[Step]:
    for statement in policy.statements:
        for trait in _TRAITS:
            if _has(statement, trait) is True:
                yield Step(f"{statement.name} {trait.text}", statement.field, statement.path)


def _all_actions(statement: Statement) -> Value:
    if statement.actions.negated:
        return False
    values = statement.actions.values
    if any(isinstance(v, str) and (v == "*" or v.endswith(":*")) for v in values):
        return True
    return next((_unknown(value) for value in values if not isinstance(value, str)), False)


def _any_principal(statement: Statement) -> Value:
    if statement.excludes:
        return False
    if any(p.value == "*" and p.type in (None, "AWS", "*") for p in statement.principals):
        return True
    values = (principal.value for principal in statement.principals)
    return next((_unknown(value) for value in values if not isinstance(value, str)), False)


def _unknown(value: Value) -> Unknown:
    if isinstance(value, PartialString):
        value = next((part for part in value.parts if isinstance(part, Unknown)), value)
    return value if isinstance(value, Unknown) else Unknown(UNDECIDED)


_TRAITS = (
    _Trait("all_actions", "allows all actions of a service", _all_actions),
    _Trait("any_principal", "allows any principal", _any_principal),
    _Trait(
        "not_action", "allows all actions but some, with NotAction", lambda s: s.actions.negated
    ),
    _Trait(
        "not_principal", "allows all principals but some, with NotPrincipal", lambda s: s.excludes
    ),
)
