"""The parts of values: rebuilding a value from changed parts, and finding what is unknown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from iaclint.symbolic.values import (
    COMPOUND,
    AnyValue,
    Choice,
    Compound,
    JsonText,
    PartialString,
    Scalar,
    Unknown,
    Value,
    assert_never,
)

_Old = TypeVar("_Old")
_New = TypeVar("_New")


def parts(value: Compound[_Old]) -> Iterable[_Old]:
    """Return the direct parts of a value."""
    match value:
        case tuple():
            return value
        case Choice():
            return value.options
        case JsonText():
            return (value.content,)
        case Mapping():
            return value.values()
        case _:
            assert_never(value)


def map_parts(value: Compound[_Old], function: Callable[[_Old], _New]) -> Compound[_New]:
    """Apply a function to the direct parts of a value; its structure stays as it is."""
    match value:
        case tuple():
            return tuple([function(item) for item in value])
        case Choice():
            return Choice(value.test, tuple(map(function, value.options)), value.labels)
        case JsonText():
            return JsonText(function(value.content))
        case Mapping():
            return {key: function(item) for key, item in value.items()}
        case _:
            assert_never(value)


def transform(value: Value, function: Callable[[Scalar], Value]) -> Value:
    """Apply a function to everything without parts inside of a value, at any depth."""
    if isinstance(value, str) or not isinstance(value, COMPOUND):
        return function(value)
    return map_parts(value, lambda part: transform(part, function))


def unknowns(value: AnyValue) -> Iterator[Unknown]:
    """Yield every unknown inside of a value, in order, with repetition."""
    if isinstance(value, str) or value is None:
        return
    if isinstance(value, Unknown):
        yield value
    elif isinstance(value, PartialString):
        yield from (part for part in value.parts if isinstance(part, Unknown))
    elif isinstance(value, COMPOUND):
        if isinstance(value, Choice):
            yield value.test
        for part in parts(value):
            yield from unknowns(part)


def symbols(value: AnyValue) -> tuple[str, ...]:
    """Return what blocks a value, each symbol once, in order; empty when it is known."""
    return tuple(dict.fromkeys(unknown.symbol for unknown in unknowns(value)))


def is_known(value: AnyValue) -> bool:
    """Whether nothing inside of a value is unknown."""
    return next(unknowns(value), None) is None
