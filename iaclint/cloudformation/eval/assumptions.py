"""Values that depend on conditions, and functions of several such values."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Final, TypeAlias

from iaclint.limits import MAX_WORLDS
from iaclint.symbolic.choices import Lifting, choose, count_leaves
from iaclint.symbolic.values import COMPOUND, Choice, Unknown, Value

Assumptions: TypeAlias = frozenset[tuple[str, bool]]
"""Conditions that are assumed to be true or false: what holds in a branch of ``Fn::If``."""

NO_ASSUMPTIONS: Final[Assumptions] = frozenset()


def decide(test: Unknown, options: list[Value], labels: tuple[str, ...]) -> Value:
    """Return a choice between the branches of one test; too many make it unknown."""
    choice = Choice(test, tuple(options), labels)
    if count_leaves(choice, MAX_WORLDS) > MAX_WORLDS:
        return Unknown(test.symbol)
    if any(isinstance(option, COMPOUND) for option in options):
        # Comparing them costs more than it saves: judging decides it as well.
        return choice
    return choose(test, options, labels)


def assume(value: Value, test: Unknown, label: str) -> Value:
    """Return what a value is on the branch of a test that has a label."""
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


class _Combination(Lifting[Value]):
    """Applies functions to values of which some are choices.

    Choices with one and the same test are decided together: two ``Fn::If`` on one condition
    have two combinations, not four.
    """

    limit = MAX_WORLDS

    def choose(self, choice: Choice[Value], evaluate: Callable[[int], Value]) -> Value:
        options = [evaluate(number) for number in range(len(choice.options))]
        return decide(choice.test, options, choice.labels)

    def unknown(self, test: Unknown) -> Value:
        return Unknown(test.symbol)

    def same_test(self, choice: Choice[Value]) -> Hashable:
        return choice.test.identity or id(choice)

    def assume(self, value: Value, choice: Choice[Value], number: int) -> Value:
        if isinstance(value, Choice) and value is choice:
            return choice.options[number]
        return assume(value, choice.test, choice.labels[number])


combine: Final = _Combination()
