"""Lift plain functions over what surrounds a plain value: marks and choices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from iaclint.terraform.marks import marked, unmark, unmark_deep
from iaclint.values import MAX_CHOICES, Choice, Unknown, Value, map_choice


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
            return map_choice(value, partial(_with_option, function, values, at))
    return function(*values)


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
