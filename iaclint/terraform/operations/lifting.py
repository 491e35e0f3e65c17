"""Lift plain functions over what surrounds a plain value: marks and choices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from iaclint.limits import MAX_CHOICES
from iaclint.symbolic.values import (
    Choice,
    Unknown,
    Value,
    choose,
)
from iaclint.terraform.errors import EvaluationError, UndeclaredError
from iaclint.terraform.operations.operators import OperatorError
from iaclint.terraform.types.sensitivity import marked, unmark, unmark_deep


def lift(function: Callable[..., Value], values: Sequence[Value], deep: bool = False) -> Value:
    """Apply a function to values without marks, on every branch of every choice.

    The result is sensitive if a value was (at any depth, with ``deep``). Too many branches
    make it unknown.
    """
    strip = unmark_deep if deep else unmark
    pairs = [strip(value) for value in values]
    bare = [value for value, _ in pairs]
    result = _on_branches(function, bare)
    return marked(result, any(found for _, found in pairs))


def _on_branches(function: Callable[..., Value], values: list[Value]) -> Value:
    for at, value in enumerate(values):
        if isinstance(value, Choice):
            if branches(values) > MAX_CHOICES:
                return Unknown(value.test.symbol)
            return _on_options(value, partial(_with_option, function, values, at))
    return function(*values)


def _on_options(choice: Choice, function: Callable[[Value], Value]) -> Value:
    """Apply a function on every option; one that is refused is never deployed, so unknown."""
    results: list[Value] = []
    refusals: list[Exception] = []
    for option in choice.options:
        try:
            results.append(function(option))
        except UndeclaredError:
            raise
        except (EvaluationError, OperatorError) as error:
            refusals.append(error)
            results.append(Unknown(choice.test.symbol))
    if len(refusals) == len(results):
        raise refusals[0]
    return choose(choice.test, results, choice.labels)


def _with_option(
    function: Callable[..., Value], values: list[Value], at: int, option: Value
) -> Value:
    return lift(function, [*values[:at], option, *values[at + 1 :]])


def branches(values: Sequence[Value]) -> int:
    """Count the combinations of branches in several values."""
    count = 1
    for value in values:
        if isinstance(value, Choice):
            count *= sum(branches([option]) for option in value.options)
    return count
