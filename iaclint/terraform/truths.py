"""Unknown truths: in which cases a test turns out true, and in which it turns out false.

Two tests that stand on the same things then go together, however they are written: what has
``count = var.create ? 1 : 0`` is there exactly if ``!var.create`` is false.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iaclint.cases import MAX_SIZE, Case, Is, every, negate, size, some
from iaclint.terraform.types import (
    BOOL,
    DYNAMIC,
    NUMBER,
    STRING,
    Primitive,
    Type,
    is_null,
    type_of,
)
from iaclint.terraform.unification import is_convertible
from iaclint.values import Decider, Identity, Unknown, Value

if TYPE_CHECKING:
    from collections.abc import Hashable

_YES_OR_NO: Final = (True, False)


def as_test(value: Unknown, words: Identity | None) -> Unknown:
    """Return an unknown that is asked for its truth, with the cases of it.

    Where it is not certain which thing it is, its words are that, if they always mean the
    same.
    """
    if isinstance(value, Decider) or not is_convertible(type_of(value), BOOL):
        return value
    if value.identity is not None:
        # What is null makes no test, so that it is one of these two.
        cases = _is(value.identity, BOOL, True), _is(value.identity, BOOL, False)
    elif words is not None:
        holds = Is(words, True, _YES_OR_NO)
        cases = holds, negate(holds)
    else:
        return value
    return Decider(value.symbol, value.identity or words, BOOL, value.not_null, cases=cases)


def equality(left: Value, right: Value) -> Decider | None:
    """Return whether two values are equal, where one is a known thing and one a known value."""
    if isinstance(right, Unknown):
        left, right = right, left
    if not isinstance(left, Unknown) or left.identity is None or isinstance(left, Decider):
        return None
    if not is_null(right) and type_of(right) not in (BOOL, NUMBER, STRING):
        return None
    kind = type_of(left)
    # What is no primitive equals nothing that is known, but may be null.
    equal = _is(left.identity, kind if isinstance(kind, Primitive) else DYNAMIC, right)
    return _truth(left.symbol, equal, negate(equal))


def negation(test: Unknown) -> Decider | None:
    """Return the opposite of a test."""
    if not isinstance(test, Decider):
        return None
    holds, fails = test.cases
    return _truth(test.symbol, fails, holds)


def combination(operator: str, left: Unknown, right: Unknown) -> Decider | None:
    """Return two tests put together by ``&&`` or ``||``."""
    if not isinstance(left, Decider) or not isinstance(right, Decider):
        return None
    holds, fails = zip(left.cases, right.cases, strict=True)
    if sum(map(size, (*holds, *fails))) > MAX_SIZE:
        return None
    if operator == "&&":
        return _truth(left.symbol, every(holds), some(fails))
    return _truth(left.symbol, some(holds), every(fails))


def renamed(truth: Value) -> Value:
    """Return a truth; an unknown one is no longer the very thing that it was made of."""
    if isinstance(truth, Decider):
        return _truth(truth.symbol, *truth.cases)
    return Unknown(truth.symbol, type=BOOL, not_null=True) if isinstance(truth, Unknown) else truth


def _truth(symbol: str, holds: Case, fails: Case) -> Decider:
    return Decider(symbol, type=BOOL, not_null=True, cases=(holds, fails))


def _is(identity: Identity, kind: Type, value: Value) -> Case:
    """Return the case that a thing, taken as of a type, is a value; ``1`` is not ``true``."""
    written: Hashable = None if is_null(value) else (type_of(value), value)
    return Is((identity, kind), written)
