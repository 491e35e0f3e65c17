"""Values that depend on conditions: worlds, and functions of several such values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

from iaclint.limits import MAX_WORLDS
from iaclint.symbolic.values import (
    Choice,
    Unknown,
    Value,
    choose,
)

Assumptions: TypeAlias = frozenset[tuple[str, bool]]
"""Conditions that are taken to be true or false: what holds in a branch of ``Fn::If``."""

NO_ASSUMPTIONS: Final[Assumptions] = frozenset()


def decide(test: Unknown, options: list[Value], labels: tuple[str, ...]) -> Value:
    """Make a choice between the branches of one test; too many cases become unknown."""
    if _cases(options) > MAX_WORLDS:
        return Unknown(test.symbol)
    if any(isinstance(option, (dict, tuple, Choice)) for option in options):
        # To compare them would cost more than it can tell: judging finds out as well.
        return Choice(test, tuple(options), labels)
    return choose(test, options, labels)


def combine(function: Callable[..., Value], *values: Value) -> Value:
    """Apply a function to values of which some are choices, case by case.

    Choices with one and the same test are taken together: two ``Fn::If`` on one condition
    are two cases, not four.
    """
    choice = next((value for value in values if isinstance(value, Choice)), None)
    if choice is None:
        return function(*values)
    if _combinations(values) > MAX_WORLDS:
        return Unknown(choice.test.symbol)
    results = []
    for label, option in zip(choice.labels, choice.options, strict=True):
        case = [
            option if value is choice else assume(value, choice.test, label) for value in values
        ]
        results.append(combine(function, *case))
    return decide(choice.test, results, choice.labels)


def assume(value: Value, test: Unknown, label: str) -> Value:
    """Return what a value is where a test has turned out as the label says."""
    if not isinstance(value, Choice):
        return value
    if test.identity is not None and value.test.identity == test.identity:
        if label in value.labels:
            return assume(value.options[value.labels.index(label)], test, label)
        return value
    options = [assume(option, test, label) for option in value.options]
    if all(new is old for new, old in zip(options, value.options, strict=True)):
        return value
    return decide(value.test, options, value.labels)


def _cases(values: list[Value]) -> int:
    """Count the leaves of choices within choices, no further than is of interest."""
    total = 0
    for value in values:
        total += _cases(list(value.options)) if isinstance(value, Choice) else 1
        if total > MAX_WORLDS:
            break
    return total


def _combinations(values: tuple[Value, ...]) -> int:
    """Estimate how many cases there are; choices on the same test count once."""
    by_test: dict[object, int] = {}
    for value in values:
        if isinstance(value, Choice):
            test = value.test.identity or id(value)
            by_test[test] = max(by_test.get(test, 1), _cases([value]))
    product = 1
    for count in by_test.values():
        product *= count
        if product > MAX_WORLDS:
            break
    return product
