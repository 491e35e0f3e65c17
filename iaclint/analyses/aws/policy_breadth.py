"""Whether a resource policy allows all actions or principals, or all but some.

Conditions of statements do not count: ``resource_policy`` says who has access in effect.

Source: *IAM JSON policy elements: Action*, *NotAction*, *NotPrincipal*: AWS recommends neither
``NotAction`` nor ``NotPrincipal`` together with ``Allow``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product
from typing import NamedTuple

from msgspec import Struct

from iaclint.analyses.analysis import UNDECIDED, AnalysisResult, Facts, Step, as_value
from iaclint.analyses.aws.iam.language.parser import read_policies
from iaclint.analyses.aws.iam.language.policy import FIELD, Effect, Policy, Statement
from iaclint.analyses.aws.iam.requests.principals import names_everyone
from iaclint.analyses.aws.services import find_service
from iaclint.symbolic.branches import branches, choice_symbols
from iaclint.symbolic.structure import symbols
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import PartialString, Value


class _Test(NamedTuple):
    truth: Truth
    value: Value
    """What was tested: an unknown in it blocks the result."""


class _Trait(Struct, frozen=True):
    name: str
    text: str
    """What a statement with it does."""
    tests: Callable[[Statement], Iterable[_Test]]
    """A statement has the trait if any of them holds."""


def analyse(facts: Facts) -> AnalysisResult:
    """Return a bool or ``Unknown`` for each trait, true if a statement that allows has it."""
    service = find_service(facts.service(FIELD))
    values = [facts.get(field) for field in service.fields]
    choices = [symbol for value in values for symbol in choice_symbols(value)]
    cases = [read_policies(case, service) for case in product(*map(branches, values))]
    value = {trait.name: _decide(trait, cases, choices) for trait in _TRAITS}
    return AnalysisResult(value, tuple(dict.fromkeys(s for p in cases for s in _explain(p))))


def _decide(trait: _Trait, cases: Sequence[Policy], choices: Sequence[str]) -> Value:
    """Return whether a policy has a trait in all its cases."""
    found = [list(_tests(policy, trait)) for policy in cases]
    truth = Truth.agree(Truth.any(test.truth for test in tests) for tests in found)
    undecided = (test.value for tests in found for test in tests if test.truth is Truth.UNKNOWN)
    blockers = [*(symbol for value in undecided for symbol in symbols(value)), *choices]
    return as_value(truth, blockers or [UNDECIDED])


def _tests(policy: Policy, trait: _Trait) -> Iterator[_Test]:
    """Yield what makes a policy have a trait: any statement that allows."""
    if policy.unread is not None:
        yield _Test(Truth.UNKNOWN, policy.unread)
    for statement in policy.statements:
        if statement.effect is not Effect.DENY:
            yield from (_allowing(test, statement) for test in trait.tests(statement))


def _allowing(test: _Test, statement: Statement) -> _Test:
    """Return a test of a statement that may not allow anything."""
    if statement.effect is Effect.ALLOW or test.truth is not Truth.TRUE:
        return test
    return _Test(Truth.UNKNOWN, statement.unknown_effect)


def _explain(policy: Policy) -> Iterator[Step]:
    for statement in policy.statements:
        for trait in _TRAITS if statement.effect is Effect.ALLOW else ():
            if any(test.truth is Truth.TRUE for test in trait.tests(statement)):
                yield Step(f"{statement.name} {trait.text}", statement.field, statement.path)


def _all_actions(statement: Statement) -> Iterator[_Test]:
    if not statement.actions.negated:
        yield from (_Test(_is_every_action(v), v) for v in statement.actions.values)


def _is_every_action(value: Value) -> Truth:
    """Return whether an action is ``*`` or ``service:*``."""
    if isinstance(value, str):
        return Truth.of(value == "*" or value.endswith(":*"))
    if isinstance(value, PartialString):
        known = "".join(part for part in value.parts if isinstance(part, str))
        _, colon, name = known.partition(":")
        if colon and name not in ("", "*"):
            return Truth.FALSE  # a part of the name of an action is known
    return Truth.UNKNOWN


def _any_principal(statement: Statement) -> Iterator[_Test]:
    for principal in () if statement.excludes else statement.principals:
        if principal.type in (None, "AWS"):
            yield _Test(names_everyone(principal), principal.value)


_TRAITS = (
    _Trait("all_actions", "allows all actions of a service", _all_actions),
    _Trait("any_principal", "allows any principal", _any_principal),
    _Trait(
        "not_action",
        "allows all actions but some, with NotAction",
        lambda statement: [_Test(Truth.of(statement.actions.negated), None)],
    ),
    _Trait(
        "not_principal",
        "allows all principals but some, with NotPrincipal",
        lambda statement: [_Test(Truth.of(statement.excludes), None)],
    ),
)
