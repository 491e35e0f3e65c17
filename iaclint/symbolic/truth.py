"""Kleene's logic of three values."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Final


class Truth(Enum):
    """Kleene's three truth values: an unknown stays unknown unless it cannot matter."""

    FALSE = 0
    UNKNOWN = 1
    TRUE = 2

    @staticmethod
    def of(holds: bool) -> Truth:
        """Return the truth value of a Python bool."""
        return Truth.TRUE if holds else Truth.FALSE

    @staticmethod
    def all(truths: Iterable[Truth]) -> Truth:
        """Return the conjunction; true where there is nothing to join."""
        result = Truth.TRUE
        for truth in truths:
            if truth is Truth.FALSE:
                return truth
            result &= truth
        return result

    @staticmethod
    def any(truths: Iterable[Truth]) -> Truth:
        """Return the disjunction; false where there is nothing to join."""
        result = Truth.FALSE
        for truth in truths:
            if truth is Truth.TRUE:
                return truth
            result |= truth
        return result

    @staticmethod
    def agree(truths: Iterable[Truth]) -> Truth:
        """Return the truth value that all are equal to, else unknown; unknown for none."""
        rest = iter(truths)
        first = next(rest, Truth.UNKNOWN)
        for truth in rest:
            if truth is not first:
                return Truth.UNKNOWN
        return first

    # Not `value`: a property of enumerations, and these are asked for very often.

    def __and__(self, other: Truth) -> Truth:
        return self if self._value_ <= other._value_ else other

    def __or__(self, other: Truth) -> Truth:
        return other if self._value_ <= other._value_ else self

    def __invert__(self) -> Truth:
        return _INVERTED[self._value_]

    def __bool__(self) -> bool:
        raise TypeError("a Truth has three values: compare it with `is`")


_INVERTED: Final = (Truth.TRUE, Truth.UNKNOWN, Truth.FALSE)
