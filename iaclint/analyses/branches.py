"""Choices inside of a value, turned into whole values to judge one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from math import prod

from iaclint.limits import MAX_CHOICES
from iaclint.symbolic.values import (
    Choice,
    JsonText,
    Truth,
    Unknown,
    Value,
)


def branches(value: Value) -> list[Value]:
    """Return every whole value that a value with choices in it can be.

    Where that would be more than ``MAX_CHOICES``, the choices count as unknown instead.
    """
    if isinstance(value, Choice):
        return _bound([b for option in value.options for b in branches(option)], value)
    if isinstance(value, Unknown) and value.options:
        return _bound(list(value.options), value)
    if isinstance(value, JsonText):
        found = branches(value.content)
        return [value] if len(found) == 1 else [JsonText(content) for content in found]
    if isinstance(value, Mapping):
        parts = [branches(item) for item in value.values()]
        return [dict(zip(value, row, strict=True)) for row in _rows(parts, list(value.values()))]
    if isinstance(value, (list, tuple)):
        return list(_rows([branches(item) for item in value], list(value)))
    return [value]


def _bound(found: list[Value], value: Choice | Unknown) -> list[Value]:
    return found if len(found) <= MAX_CHOICES else [_settle(value)]


def _rows(parts: list[list[Value]], given: list[Value]) -> list[tuple[Value, ...]]:
    if prod(map(len, parts)) > MAX_CHOICES:
        parts = [[_settle(item)] if len(p) > 1 else p for p, item in zip(parts, given, strict=True)]
    return list(product(*parts))


def _settle(value: Value) -> Value:
    """Put a plain unknown in the place of each choice."""
    if isinstance(value, Choice):
        return Unknown(value.test.symbol)
    if isinstance(value, Unknown):
        return Unknown(value.symbol, value.identity)
    if isinstance(value, JsonText):
        return JsonText(_settle(value.content))
    if isinstance(value, Mapping):
        return {key: _settle(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return tuple(_settle(item) for item in value)
    return value


def choice_symbols(value: Value) -> tuple[str, ...]:
    """Return what decides between the branches of a value."""
    if isinstance(value, Choice):
        return (value.test.symbol, *(s for o in value.options for s in choice_symbols(o)))
    if isinstance(value, Unknown) and value.options:
        return (value.symbol,)
    if isinstance(value, JsonText):
        return choice_symbols(value.content)
    if isinstance(value, Mapping):
        return tuple(s for item in value.values() for s in choice_symbols(item))
    if isinstance(value, (list, tuple)):
        return tuple(s for item in value for s in choice_symbols(item))
    return ()


def agree(truths: Sequence[Truth]) -> Truth:
    """Return what all branches say; unknown where they differ."""
    return truths[0] if all(truth is truths[0] for truth in truths) else Truth.UNKNOWN
