"""The cases of an unknown key or test, each with its words: ``in workspace prod``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any, Final

from iaclint.limits import MAX_CHOICES
from iaclint.symbolic.choices import choose
from iaclint.symbolic.natures import Nature
from iaclint.symbolic.path_conditions import ALWAYS, PathCondition, all_of, any_of, negate
from iaclint.symbolic.possibility import possible
from iaclint.symbolic.values import ABSENT, Choice, Guard, Identity, Unknown
from iaclint.symbolic.workspaces import WORKSPACE, in_words, words_of
from iaclint.symbolic.worlds import branches_of
from iaclint.terraform.operations import predicates
from iaclint.terraform.types.model import BOOL, STRING, TerraformValue

_NATURE: Final = Nature(is_never_empty=True)


def workspace_of(scope: str) -> Unknown:
    """Return the unknown name of the workspace of a root."""
    identity = Identity(scope, WORKSPACE, nature=_NATURE)
    return Unknown(WORKSPACE, identity, STRING, not_null=True)


def by_key(
    key: Unknown, parts: Mapping[Any, TerraformValue], otherwise: TerraformValue = ABSENT
) -> tuple[TerraformValue, Guard] | None:
    """Return the part of an unknown key, one of all parts, and the test whether there is one.

    ``otherwise`` is the value for all other keys, if they are valid. None where the key has no
    identity, or where there are too many parts to tell apart.
    """
    if not parts or len(parts) >= MAX_CHOICES:
        return None
    tests = [predicates.equality(key, name) for name in parts]
    holds = [test.conditions[0] for test in tests if test is not None]
    if len(holds) != len(parts):
        return None
    exists = any_of(holds)
    labels = [_case(key, name) for name in parts]
    options = list(parts.values())
    conditions = list(holds)
    if otherwise is not ABSENT:
        conditions.append(negate(exists))
        options.append(otherwise)
        labels.append(words_of(negate(exists)) or f"{key.symbol} is anything else")
    test = Guard(key.symbol, conditions=tuple(conditions))
    found = Guard(key.symbol, type=BOOL, conditions=(exists, negate(exists)))
    return choose(test, options, tuple(labels)), found


def is_among(value: Unknown, names: Sequence[TerraformValue]) -> Guard | None:
    """Return the test whether an unknown with an identity equals one of some texts."""
    tests = [predicates.equality(value, name) for name in names]
    holds = [test.conditions[0] for test in tests if test is not None]
    if not holds or len(holds) != len(names) or len(names) > MAX_CHOICES:
        return None
    among = any_of(holds)
    return Guard(value.symbol, type=BOOL, not_null=True, conditions=(among, negate(among)))


def _case(key: Unknown, name: str | int) -> str:
    if key.identity is not None and key.identity.attribute == WORKSPACE:
        return f"in workspace {name}"
    return f"{key.symbol} is {name}"


def labels_of(test: Unknown, holds: str, fails: str) -> tuple[str, ...]:
    """Return the words for both results of a test: those of the workspace, or the given ones."""
    words = in_words(*test.conditions) if isinstance(test, Guard) else ()
    return words if len(words) == 2 else (holds, fails)


def workspace_cases(tests: Sequence[Unknown]) -> Choice[int] | None:
    """Return a choice between the numbers of all cases that tests on the workspace tell apart.

    None where there are no tests, others, or too many cases.
    """
    cases: list[PathCondition] = [ALWAYS]
    for test in tests:
        conditions = test.conditions if isinstance(test, Guard) else ()
        if not in_words(*conditions):
            return None
        pairs = product(cases, conditions)
        cases = [all_of(pair) for pair in pairs if possible(pair)]
        if len(cases) > MAX_CHOICES:
            return None
    if not tests:
        return None
    test = Guard(tests[0].symbol, conditions=tuple(cases))
    return Choice(test, tuple(range(len(cases))), in_words(*cases))


def case_of(cases: Choice[int], number: TerraformValue) -> PathCondition:
    """Return the condition of a case by its number."""
    return next(b.condition for b in branches_of(cases) if b.value == number)


def decided(test: Guard, case: PathCondition) -> Guard | bool:
    """Return the result of a test in a case; the test itself where the case leaves it open."""
    ways = [possible((case, condition)) for condition in test.conditions]
    return ways[0] if len(ways) == 2 and ways.count(True) == 1 else test
