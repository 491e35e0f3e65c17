"""Choices inside of a value, turned into whole values to judge one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import product
from math import prod
from typing import Final

from iaclint.limits import MAX_CHOICES
from iaclint.symbolic.recall import RecallByIdentity, is_long
from iaclint.symbolic.structure import map_parts, parts
from iaclint.symbolic.values import COMPOUND, Choice, JsonText, Unknown, Value


def branches(value: Value) -> list[Value]:
    """Return every whole value that a value with choices in it can be.

    Where that would be more than ``MAX_CHOICES``, the choices count as unknown instead.
    """
    return _branches(value) if _has_choices(value) else [value]


def _has_choices(value: Value) -> bool:
    if isinstance(value, (str, int, float)) or value is None:
        return False
    if isinstance(value, Unknown):
        return bool(value.options)
    if is_long(value):
        return _CHOSEN.result(value, None, partial(_choices_in, value))
    return isinstance(value, Choice) or _choices_in(value)


def _choices_in(value: Value) -> bool:
    return isinstance(value, COMPOUND) and any(map(_has_choices, parts(value)))


_CHOSEN: Final[RecallByIdentity[bool]] = RecallByIdentity(1024)


def _branches(value: Value) -> list[Value]:
    if isinstance(value, str) or value is None:
        return [value]
    if isinstance(value, Choice):
        return _bound([b for option in value.options for b in _branches(option)], value)
    if isinstance(value, Unknown) and value.options:
        return _bound(list(value.options), value)
    if isinstance(value, JsonText):
        inside = _branches(value.content)
        return [value] if _are_same([inside], [value.content]) else list(map(JsonText, inside))
    if isinstance(value, tuple):
        found = [_branches(item) for item in value]
        return [value] if _are_same(found, value) else list(_rows(found, value))
    if isinstance(value, Mapping):
        given = tuple(value.values())
        found = [_branches(item) for item in given]
        if _are_same(found, given):
            return [value]
        return [dict(zip(value, row, strict=True)) for row in _rows(found, given)]
    return [value]


def _are_same(found: list[list[Value]], given: Sequence[Value]) -> bool:
    """Return whether each part is its only branch, so that the whole needs no copy."""
    return all(len(f) == 1 and f[0] is g for f, g in zip(found, given, strict=True))


def _bound(found: list[Value], value: Choice[Value] | Unknown) -> list[Value]:
    return found if len(found) <= MAX_CHOICES else [_without_choices(value)]


def _rows(found: list[list[Value]], given: Sequence[Value]) -> list[tuple[Value, ...]]:
    if prod(map(len, found)) > MAX_CHOICES:
        found = [
            [_without_choices(item)] if len(several) > 1 else several
            for several, item in zip(found, given, strict=True)
        ]
    return list(product(*found))


def _without_choices(value: Value) -> Value:
    """Return a value with a plain unknown in the place of each choice."""
    if isinstance(value, Choice):
        return Unknown(value.test.symbol)
    if isinstance(value, Unknown):
        return Unknown(value.symbol, value.identity)
    return map_parts(value, _without_choices) if isinstance(value, COMPOUND) else value


def choice_symbols(value: Value) -> tuple[str, ...]:
    """Return what decides between the branches of a value."""
    if isinstance(value, Unknown) and value.options:
        return (value.symbol,)
    if not isinstance(value, COMPOUND):
        return ()
    inside = tuple(symbol for part in parts(value) for symbol in choice_symbols(part))
    return (value.test.symbol, *inside) if isinstance(value, Choice) else inside
