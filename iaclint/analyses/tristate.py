"""Whether settings are set and enabled, in three values."""

from __future__ import annotations

from iaclint.symbolic.booleans import BOOLEANS
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import ABSENT, Choice, Unknown, Value


def is_on(value: Value, default: Truth = Truth.FALSE) -> Truth:
    """Return whether a boolean setting is true; one that is not set has its default."""
    if value is ABSENT or value is None:
        return default
    if isinstance(value, bool):
        return Truth.of(value)
    if isinstance(value, str):
        return Truth.of(BOOLEANS.get(value.lower(), False))
    if isinstance(value, Choice):
        return Truth.agree(is_on(option, default) for option in value.options)
    return Truth.UNKNOWN


def is_set(value: Value) -> Truth:
    """Return whether a value is set; an empty list or string is not."""
    if value is ABSENT or value is None or value in ("", ()):
        return Truth.FALSE
    if isinstance(value, Choice):
        return Truth.agree(is_set(option) for option in value.options)
    if isinstance(value, Unknown) and not value.not_null:
        return Truth.UNKNOWN
    return Truth.TRUE
