"""Candidate values for which a condition may or may not hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice, product
from typing import TypeAlias

from msgspec import Struct

from iaclint.ruleset.conditions import (
    All,
    AnyOf,
    Condition,
    FieldTest,
    Not,
    OperatorTest,
    PartsTest,
    QuantifierTest,
    Test,
)
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import ABSENT, Value

Fields: TypeAlias = Mapping[str, Value]

SAMPLE = "example"
"""Any string."""

OTHER = "other"
"""A string different from the one in the rule."""

_TRIES = 2000


def settings(
    condition: Condition, truth: Truth, known: Callable[[str], Iterable[Value]]
) -> Iterator[Fields]:
    """Yield values of the fields of a condition for which it has a given truth.

    ``known`` returns values that a field can have. Values in the rule and the model come first,
    and unset fields last.
    """
    for fields in islice(_fields(condition, known), _TRIES):
        if condition.evaluate(_Subject(fields)).truth is truth:
            yield fields


class _Subject(Struct, frozen=True):
    fields: Fields

    def get(self, field: str) -> Value:
        return self.fields.get(field, ABSENT)


def _fields(condition: Condition, known: Callable[[str], Iterable[Value]]) -> Iterator[Fields]:
    tried: dict[str, list[Value]] = {}
    for test in field_tests(condition):
        own = [value for each in test.tests for value in _values(each)]
        tried.setdefault(test.field, []).extend(own)
    lists = [_distinct([*own, *known(name), OTHER, ABSENT]) for name, own in tried.items()]
    for values in product(*lists):
        yield dict(zip(tried, values, strict=True))


def field_tests(condition: Condition) -> Iterator[FieldTest]:
    """Yield the tests of a condition."""
    if isinstance(condition, FieldTest):
        yield condition
    elif isinstance(condition, (All, AnyOf)):
        for part in condition.conditions:
            yield from field_tests(part)
    elif isinstance(condition, Not):
        yield from field_tests(condition.condition)


def _values(test: Test) -> Iterator[Value]:
    if isinstance(test, OperatorTest):
        yield from _of_operator(test.operator, test.operand)
    elif isinstance(test, PartsTest):
        yield from (dict(_set(parts)) for parts in _fields(test.condition, lambda _: ()))
    elif isinstance(test, QuantifierTest):
        for each in test.tests:
            yield from ((value,) for value in (*_values(each), OTHER))


def _set(parts: Fields) -> Iterator[tuple[str, Value]]:
    return ((name, value) for name, value in parts.items() if value is not ABSENT)


def _of_operator(operator: str, operand: Value) -> Iterator[Value]:
    if operator in ("equals", "in", "not_in"):
        for value in operand if isinstance(operand, (list, tuple)) else (operand,):
            yield value
            yield from _neighbors(value)
    elif operator in ("at_least", "at_most") and isinstance(operand, (int, float)):
        yield from (operand, *_neighbors(operand), operand - 1)
    elif operator == "starts_with":
        yield f"{operand}{SAMPLE}"
    elif operator == "ends_with":
        yield f"{SAMPLE}{operand}"
    elif operator == "contains":
        yield from (operand, (operand,))
    elif operator == "matches":
        yield re.sub(r"[\^$\\]", "", str(operand))
    elif operator in ("present", "known"):
        yield SAMPLE


def _neighbors(value: Value) -> Iterator[Value]:
    """Yield another value of the same type, if one can be derived."""
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, (int, float)):
        yield value + 1


def _distinct(values: Sequence[Value]) -> list[Value]:
    """Return values without duplicates; True is not 1."""
    return list({repr(value): value for value in reversed(values)}.values())[::-1]
