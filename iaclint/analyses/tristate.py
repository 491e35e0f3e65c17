"""Switches: what is set, and what is on, in three values."""

from __future__ import annotations

from iaclint.symbolic.values import (
    ABSENT,
    Choice,
    Truth,
    Unknown,
    Value,
)


def is_on(value: Value, default: Truth = Truth.FALSE) -> Truth:
    """Tell whether a switch is on; one that is not declared is what it is by default."""
    if value is ABSENT or value is None:
        return default
    if isinstance(value, bool):
        return Truth.of(value)
    if isinstance(value, str):
        return Truth.of(value.lower() == "true")
    if isinstance(value, Choice):
        truths = {is_on(option, default) for option in value.options}
        return truths.pop() if len(truths) == 1 else Truth.UNKNOWN
    return Truth.UNKNOWN


def is_set(value: Value) -> Truth:
    """Tell whether something is declared, an empty list or text aside."""
    if value is ABSENT or value is None or value in ("", (), []):
        return Truth.FALSE
    if isinstance(value, Choice):
        truths = {is_set(option) for option in value.options}
        return truths.pop() if len(truths) == 1 else Truth.UNKNOWN
    if isinstance(value, Unknown) and not value.not_null:
        return Truth.UNKNOWN
    return Truth.TRUE
