"""Choices: making them, and applying functions of plain values on their branches."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Sequence
from math import prod
from typing import Any, Generic, TypeVar

from iaclint.limits import MAX_CHOICES
from iaclint.symbolic.equality import is_certainly_same
from iaclint.symbolic.path_conditions import ALWAYS
from iaclint.symbolic.values import (
    DEFERRED,
    AnyValue,
    Choice,
    Guard,
    Identity,
    Part,
    Unknown,
)

_V = TypeVar("_V", bound=AnyValue)
_Result = TypeVar("_Result", bound=AnyValue)


def choose(
    test: Unknown, options: Sequence[_V], labels: tuple[str, ...] = ()
) -> _V | Unknown | Choice[_V]:
    """Return a choice; equal options collapse, and too many become unknown."""
    first = options[0]
    if is_one_unknown(test, options):
        return first
    if all(is_certainly_same(first, other) for other in options[1:]):
        is_known_later = _is_certain(test) and not isinstance(first, DEFERRED)
        return Choice(test, (first,)) if is_known_later else first
    if len(options) > MAX_CHOICES:
        return Unknown(test.symbol)
    return Choice(test, tuple(options), labels)


def is_one_unknown(test: Unknown, options: Sequence[AnyValue]) -> bool:
    """Return whether a choice tells no more than its first option.

    Its options are the same unknown, which the test blocks too, without an identity.
    """
    first = options[0]
    return (
        isinstance(first, Unknown)
        and first.identity is None
        and first.symbol == test.symbol
        and all(option == first for option in options)
    )


def at_deployment(value: _V, symbol: str, identity: Identity) -> _V | Choice[_V]:
    """Return a value that an attribute certainly has, but only once it is deployed.

    It is a choice with one option: a plan shows it as unknown, checks decide on it. What is
    unknown anyway stays as it is.
    """
    if isinstance(value, DEFERRED):
        return value
    return Choice(Guard(symbol, identity, conditions=(ALWAYS,)), (value,))


def _is_certain(test: Unknown) -> bool:
    return isinstance(test, Guard) and test.conditions == (ALWAYS,)


def map_choice(
    value: Choice[_V], function: Callable[[_V], _Result]
) -> _Result | Unknown | Choice[_Result]:
    """Apply a function on every branch of one choice, which may be a choice itself."""
    return choose(value.test, [function(option) for option in value.options], value.labels)


def count_leaves(choice: Choice[Any], limit: int) -> int:
    """Return how many leaves choices within choices have; counting ends above the limit."""
    total = 0
    for option in choice.options:
        total += count_leaves(option, limit) if isinstance(option, Choice) else 1
        if total > limit:
            break
    return total


class Lifting(ABC, Generic[Part]):
    """Applies functions of plain values to choices; a front end refines the steps."""

    limit: int = MAX_CHOICES
    """How many combinations of branches are evaluated before the result is unknown."""

    @abstractmethod
    def choose(self, choice: Choice[Part], evaluate: Callable[[int], Part]) -> Part:
        """Return the choice between what ``evaluate`` returns for the number of each branch."""

    @abstractmethod
    def unknown(self, test: Unknown) -> Part:
        """Return what stands for too many combinations."""

    def same_test(self, choice: Choice[Any]) -> Hashable:
        """Return a key that is equal for choices that are decided together."""
        return id(choice)

    def assume(self, value: Part, choice: Choice[Part], number: int) -> Part:
        """Return a value on one branch of a choice."""
        return choice.options[number] if isinstance(value, Choice) and value is choice else value

    def __call__(self, function: Callable[..., Part], *values: Part) -> Part:
        """Apply a function on every combination of branches that can occur."""
        choice = next((value for value in values if isinstance(value, Choice)), None)
        if choice is None:
            return function(*values)
        if self._combinations(values) > self.limit:
            return self.unknown(choice.test)

        def evaluate(number: int) -> Part:
            return self(function, *[self.assume(value, choice, number) for value in values])

        return self.choose(choice, evaluate)

    def _combinations(self, values: Sequence[Part]) -> int:
        """Return how many combinations of branches there are, no matter which can occur."""
        by_test: dict[Hashable, int] = {}
        for value in values:
            if isinstance(value, Choice):
                test = self.same_test(value)
                by_test[test] = max(by_test.get(test, 1), count_leaves(value, self.limit))
        return prod(by_test.values())
