"""Values that come from one of several sources."""

from __future__ import annotations

from iaclint.symbolic.choices import map_choice
from iaclint.symbolic.structure import symbols
from iaclint.symbolic.values import ABSENT, Choice, Unknown, Value


def nameless(name: Value) -> Value:
    """Return an unknown value for what a reference refers to."""
    found = symbols(name)
    return Unknown(found[0] if found else str(name))


def may_be_unset(value: Value) -> bool:
    """Whether a value may be unset in some case."""
    return isinstance(value, Choice) and any(
        option is ABSENT or option is None or may_be_unset(option) for option in value.options
    )


def or_else(value: Value, rest: Value) -> Value:
    """Return a value with the rest in place of every branch that is not set."""
    if isinstance(value, Choice):
        return map_choice(value, lambda option: or_else(option, rest))
    return rest if value is ABSENT or value is None else value


def if_holds(holds: Value, value: Value, rest: Value) -> Value:
    """Return a value where a link holds, and the rest where it does not."""
    if isinstance(holds, Choice):
        return map_choice(holds, lambda branch: if_holds(branch, value, rest))
    return value if holds is True else rest
