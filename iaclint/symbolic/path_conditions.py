"""Path conditions: what must hold for a branch to be taken.

A condition is a statement about things that are unknown before deployment: that a parameter is
``prod``, that it is not, that several such statements hold.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Final, TypeAlias

from msgspec import Struct


class Equals(Struct, frozen=True, cache_hash=True):
    """Something is a certain value."""

    what: Hashable
    value: Hashable
    among: tuple[Hashable, ...] | None = None
    """All the values that it can have, where they are known."""


class Not(Struct, frozen=True, cache_hash=True):
    """A condition does not hold."""

    condition: PathCondition


class And(Struct, frozen=True, cache_hash=True):
    """All of several conditions hold; it always holds where there are none."""

    conditions: tuple[PathCondition, ...]


PathCondition: TypeAlias = Equals | Not | And

ALWAYS: Final = And(())
NEVER: Final = Not(ALWAYS)


def all_of(conditions: Iterable[PathCondition]) -> PathCondition:
    """Return the condition that all of some conditions hold, each named once."""
    parts = tuple(dict.fromkeys(part for part in conditions if part != ALWAYS))
    return parts[0] if len(parts) == 1 else And(parts)


def any_of(conditions: Iterable[PathCondition]) -> PathCondition:
    """Return the condition that one of some conditions holds."""
    parts = tuple(dict.fromkeys(conditions))
    return parts[0] if len(parts) == 1 else negate(And(tuple(map(negate, parts))))


def negate(condition: PathCondition) -> PathCondition:
    """Return the condition that a condition does not hold."""
    return condition.condition if isinstance(condition, Not) else Not(condition)


def size(condition: PathCondition) -> int:
    """Return the number of statements in a condition."""
    return sum(1 for _ in statements(condition))


def statements(condition: PathCondition) -> Iterator[Equals]:
    """Yield the statements in a condition, with repetition."""
    if isinstance(condition, Equals):
        yield condition
    elif isinstance(condition, Not):
        yield from statements(condition.condition)
    else:
        for part in condition.conditions:
            yield from statements(part)


def holds(condition: PathCondition, world: Mapping[Hashable, Hashable]) -> bool:
    """Return whether a condition holds where each thing that it names has a value."""
    if isinstance(condition, Equals):
        return world[condition.what] == condition.value
    if isinstance(condition, Not):
        return not holds(condition.condition, world)
    return all(holds(part, world) for part in condition.conditions)
