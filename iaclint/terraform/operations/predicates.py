"""Unknown tests, with the conditions in which they are true and in which they are false.

Two tests of the same unknowns are then related, however they are written: a resource with
``count = var.create ? 1 : 0`` exists exactly if ``!var.create`` is false.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iaclint.limits import MAX_CONDITION_SIZE, MAX_SYMBOL_LENGTH
from iaclint.symbolic.path_conditions import (
    ALWAYS,
    NEVER,
    Equals,
    PathCondition,
    all_of,
    any_of,
    negate,
    size,
)
from iaclint.symbolic.possibility import possible
from iaclint.symbolic.values import AND, Guard, Identity, PartialString, Unknown
from iaclint.terraform.types.model import (
    BOOL,
    DYNAMIC,
    NUMBER,
    STRING,
    Primitive,
    TerraformValue,
    Type,
    is_null,
    type_of,
)
from iaclint.terraform.types.unification import is_convertible

if TYPE_CHECKING:
    from collections.abc import Hashable

_YES_OR_NO: Final = (True, False)


def as_test(value: Unknown, words: Identity | None) -> Unknown:
    """Return an unknown used as a test, with its conditions.

    Without an identity of its own it has that of its text, if it has one.
    """
    if isinstance(value, Guard) or not is_convertible(type_of(value), BOOL):
        return value
    if value.identity is not None:
        # A test is not null, so it is one of these two.
        conditions = _is(value.identity, BOOL, True), _is(value.identity, BOOL, False)
    elif words is not None:
        holds = Equals(words, True, _YES_OR_NO)
        conditions = holds, negate(holds)
    else:
        return value
    return Guard(value.symbol, value.identity or words, BOOL, value.not_null, conditions=conditions)


def equality(left: TerraformValue, right: TerraformValue) -> Guard | None:
    """Return whether an unknown with an identity equals a known value."""
    if isinstance(right, (Unknown, PartialString)):
        left, right = right, left
    left, right = _only_unknown(left, right)
    if not isinstance(left, Unknown) or left.identity is None or isinstance(left, Guard):
        return None
    if not is_null(right) and type_of(right) not in (BOOL, NUMBER, STRING):
        return None
    kind = type_of(left)
    # A value that is not primitive does not equal a known one, but may be null.
    equal = _is(left.identity, kind if isinstance(kind, Primitive) else DYNAMIC, right)
    return _truth(left.symbol, equal, negate(equal))


def _only_unknown(
    left: TerraformValue, right: TerraformValue
) -> tuple[TerraformValue, TerraformValue]:
    """Return the only unknown part of a text, and what it must be for the text to be another."""
    if not isinstance(left, PartialString) or not isinstance(right, str):
        return left, right
    inner = [part for part in left.parts if isinstance(part, Unknown)]
    if len(inner) != 1 or type_of(inner[0]) != STRING:
        return left, right
    return inner[0], right[len(left.prefix) : len(right) - len(left.suffix)]


def negation(test: Unknown) -> Guard | None:
    """Return the opposite of a test."""
    if not isinstance(test, Guard):
        return None
    holds, fails = test.conditions
    return _truth(test.symbol, fails, holds)


def combination(operator: str, left: TerraformValue, right: TerraformValue) -> Guard | None:
    """Return two tests combined by ``&&`` or ``||``, at least one of them unknown."""
    pair = [_conditions(left), _conditions(right)]
    symbol = _both_symbols(left, right)
    if (
        not all(pair)
        or sum(size(condition) for conditions in pair for condition in conditions)
        > MAX_CONDITION_SIZE
    ):
        return None
    holds, fails = zip(*pair, strict=True)
    if operator == "&&":
        return _truth(symbol, all_of(holds), any_of(fails))
    return _truth(symbol, any_of(holds), all_of(fails))


def _both_symbols(*values: TerraformValue) -> str:
    """Return the symbol of two combined tests, or of the first where it is too long."""
    names = dict.fromkeys(value.symbol for value in values if isinstance(value, Unknown))
    together = AND.join(names)
    return together if len(together) <= MAX_SYMBOL_LENGTH else next(iter(names))


def settled(test: Unknown) -> bool | None:
    """Return the result of a test if only one is possible."""
    if isinstance(test, Guard):
        possible_ways = [possible([condition]) for condition in test.conditions]
        if possible_ways.count(True) == 1:
            return possible_ways[0]
    return None


def _conditions(truth: TerraformValue) -> tuple[PathCondition, ...]:
    if isinstance(truth, Guard):
        return truth.conditions
    if isinstance(truth, bool):
        return (ALWAYS, NEVER) if truth else (NEVER, ALWAYS)
    return ()


def without_identity(test: Unknown) -> Unknown:
    """Return a test with the same conditions that is not identical to its unknown."""
    if isinstance(test, Guard):
        return _truth(test.symbol, *test.conditions)
    return Unknown(test.symbol, type=BOOL, not_null=True)


def _truth(symbol: str, holds: PathCondition, fails: PathCondition) -> Guard:
    return Guard(symbol, type=BOOL, not_null=True, conditions=(holds, fails))


def _is(identity: Identity, kind: Type, value: TerraformValue) -> PathCondition:
    """Return the condition that an unknown, as a value of a type, is a value; ``1`` is not true."""
    written: Hashable = None if is_null(value) else (type_of(value), value)
    return Equals((identity, kind), written)
