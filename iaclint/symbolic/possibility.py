"""Which path conditions can hold together, and which values are possible where they hold.

It is decided by trying the few values that the conditions name.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import product
from math import prod
from typing import Final, TypeAlias

from msgspec import Struct

from iaclint.limits import MAX_CONDITION_TRIALS
from iaclint.symbolic.path_conditions import And, Equals, PathCondition, holds, statements


def possible(conditions: Sequence[PathCondition]) -> bool:
    """Whether some conditions can all hold; true where deciding it would take too long."""
    return all(_is_possible(group) for group in _related(conditions))


def trials(conditions: Sequence[PathCondition]) -> int:
    """Return how many combinations of values are tried, at most, to see what is possible."""
    sizes = (prod(map(len, _domains(group).values())) for group in _related(conditions))
    return sum(size for size in sizes if size <= MAX_CONDITION_TRIALS)


class PossibleValues(Struct, frozen=True):
    """The values that a thing can have where some conditions hold."""

    values: tuple[Hashable, ...]
    """Those of the values that the conditions name."""
    excluded: tuple[Hashable, ...]
    """The values that the conditions name, and it cannot have."""
    is_open: bool
    """Whether it can have values that they do not name."""

    @property
    def is_never_empty(self) -> bool:
        """Whether it is certainly not an empty text."""
        return not self.may_be("")

    def may_be(self, value: Hashable) -> bool:
        """Return whether the thing can have a value."""
        return value in self.values or (self.is_open and value not in self.excluded)


def possible_values(conditions: Sequence[PathCondition]) -> Mapping[Hashable, PossibleValues]:
    """Return the values that things can have where some conditions hold, by thing.

    Things for which deciding it would take too long are left out.
    """
    found: dict[Hashable, PossibleValues] = {}
    for group in _related(conditions):
        domains = _domains(group)
        if prod(map(len, domains.values())) > MAX_CONDITION_TRIALS:
            continue
        worlds = [world for world in _worlds(domains) if _all_hold(group, world)]
        for what, values in _spoken(group).items():
            left = {world[what] for world in worlds}
            found[what] = PossibleValues(
                tuple(value for value in values if value in left),
                tuple(value for value in values if value not in left),
                _OTHER in left,
            )
    return found


Connected: TypeAlias = Mapping[Hashable, tuple[PathCondition, ...]]
"""By thing, the conditions that name it, or something that is named together with it."""


def connect(granted: Connected, condition: PathCondition) -> Connected:
    """Return granted conditions with one more."""
    things, others = _things(condition), connected_to(condition, granted)
    together = (*others, condition)
    named = things.union(*map(_things, others))
    return {**granted, **dict.fromkeys(named, together)}


def compatible(condition: PathCondition, granted: Connected) -> bool:
    """Whether a condition can hold together with others, which can hold by themselves."""
    others = connected_to(condition, granted)
    if not others:
        return _is_possible_alone(condition)
    if condition in others:
        return True
    return not any(_is_other(condition, other) for other in others) and _is_possible(
        [condition, *others]
    )


def _is_other(condition: PathCondition, granted: PathCondition) -> bool:
    """Whether two conditions say that the same thing is two different values."""
    if not isinstance(condition, Equals) or not isinstance(granted, Equals):
        return False
    return condition.what == granted.what and condition.value != granted.value


def connected_to(condition: PathCondition, granted: Connected) -> tuple[PathCondition, ...]:
    """Return the granted conditions that bear on a condition."""
    groups = (granted.get(thing, ()) for thing in _things(condition))
    return tuple(dict.fromkeys(other for group in groups for other in group))


@lru_cache(maxsize=4096)
def _is_possible_alone(condition: PathCondition) -> bool:
    return _is_possible([condition])


@lru_cache(maxsize=4096)
def _things(condition: PathCondition) -> frozenset[Hashable]:
    """Return the things that a condition names."""
    return frozenset(statement.what for statement in statements(condition))


def _related(conditions: Sequence[PathCondition]) -> list[list[PathCondition]]:
    """Return the conditions in groups that name no common thing."""
    groups: list[tuple[set[Hashable], list[PathCondition]]] = []
    for condition in _conjuncts(conditions):
        things = set(_things(condition))
        together = [condition]
        apart = []
        for group in groups:
            if things & group[0]:
                things |= group[0]
                together = group[1] + together
            else:
                apart.append(group)
        groups = [*apart, (things, together)]
    return [group for _, group in groups]


def _conjuncts(conditions: Iterable[PathCondition]) -> Iterator[PathCondition]:
    for condition in conditions:
        if isinstance(condition, And):
            yield from _conjuncts(condition.conditions)
        else:
            yield condition


def _is_possible(conditions: list[PathCondition]) -> bool:
    domains = _domains(conditions)
    if prod(map(len, domains.values())) > MAX_CONDITION_TRIALS:
        return True
    return any(_all_hold(conditions, world) for world in _worlds(domains))


_World: TypeAlias = Mapping[Hashable, Hashable]
"""The value of each thing."""


def _worlds(domains: Mapping[Hashable, Sequence[Hashable]]) -> Iterator[_World]:
    for values in product(*domains.values()):
        yield dict(zip(domains, values, strict=True))


def _all_hold(conditions: Iterable[PathCondition], world: _World) -> bool:
    return all(holds(condition, world) for condition in conditions)


def _domains(conditions: Sequence[PathCondition]) -> dict[Hashable, list[Hashable]]:
    """Return the values to try for each thing; one stands for all that no condition names."""
    spoken = _spoken(conditions)
    allowed: dict[Hashable, set[Hashable]] = {}
    for statement in (statement for condition in conditions for statement in statements(condition)):
        if statement.among is not None:
            among = set(statement.among)
            allowed[statement.what] = allowed.get(statement.what, among) & among
    domains: dict[Hashable, list[Hashable]] = {}
    for what, values in spoken.items():
        if what in allowed:
            domains[what] = [value for value in values if value in allowed[what]]
            domains[what] += [_OTHER] if allowed[what] - values.keys() else []
        else:
            domains[what] = [*values, _OTHER]
    return domains


def _spoken(conditions: Iterable[PathCondition]) -> dict[Hashable, dict[Hashable, None]]:
    """Return the values that conditions name for each thing, in order."""
    spoken: dict[Hashable, dict[Hashable, None]] = {}
    for statement in (statement for condition in conditions for statement in statements(condition)):
        spoken.setdefault(statement.what, {})[statement.value] = None
    return spoken


_OTHER: Final = object()
