"""Cases: what has to turn out so for a branch to be taken, and which cases go together.

A case is a statement about things that only deployment can settle: that a parameter is
``prod``, that it is not, that several such statements hold. Whether some cases are possible
together is found out by trying the few values that they speak of.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import product
from typing import Final, TypeAlias

from msgspec import Struct

from iaclint.limits import MAX_CONDITION_TRIALS


class Equals(Struct, frozen=True):
    """Something turns out to be a value."""

    what: Hashable
    value: Hashable
    among: tuple[Hashable, ...] | None = None
    """All that it can turn out to be, where that is known."""


class Not(Struct, frozen=True):
    """A case is not so."""

    case: PathCondition


class And(Struct, frozen=True):
    """All of several cases are so; without any, that is always so."""

    cases: tuple[PathCondition, ...]


PathCondition: TypeAlias = Equals | Not | And

ALWAYS: Final = And(())
NEVER: Final = Not(ALWAYS)


def all_of(cases: Iterable[PathCondition]) -> PathCondition:
    """Return the case that all of some cases are so, each named once."""
    parts = tuple(dict.fromkeys(part for part in cases if part != ALWAYS))
    return parts[0] if len(parts) == 1 else And(parts)


def any_of(cases: Iterable[PathCondition]) -> PathCondition:
    """Return the case that one of some cases is so."""
    parts = tuple(dict.fromkeys(cases))
    return parts[0] if len(parts) == 1 else negate(And(tuple(map(negate, parts))))


def negate(case: PathCondition) -> PathCondition:
    """Return the case that a case is not so."""
    return case.case if isinstance(case, Not) else Not(case)


def size(case: PathCondition) -> int:
    """Count the statements that a case is made of."""
    return sum(1 for _ in _statements(case))


def possible(cases: Sequence[PathCondition]) -> bool:
    """Tell whether some cases can all be so; true where that takes too long to find out."""
    return all(_is_possible(group) for group in _related(cases))


def compatible(case: PathCondition, granted: Sequence[PathCondition]) -> bool:
    """Tell whether a case can be so where others are, which are possible by themselves."""
    things, together, rest = set(_things(case)), [case], list(granted)
    while True:
        related = [other for other in rest if not things.isdisjoint(_things(other))]
        if not related:
            return _is_possible(together)
        rest = [other for other in rest if things.isdisjoint(_things(other))]
        together += related
        things.update(*map(_things, related))


@lru_cache(maxsize=4096)
def _things(case: PathCondition) -> frozenset[Hashable]:
    """Return what a case speaks of."""
    return frozenset(statement.what for statement in _statements(case))


def _statements(case: PathCondition) -> Iterator[Equals]:
    if isinstance(case, Equals):
        yield case
    elif isinstance(case, Not):
        yield from _statements(case.case)
    else:
        for part in case.cases:
            yield from _statements(part)


def _related(cases: Sequence[PathCondition]) -> list[list[PathCondition]]:
    """Part cases into groups that have nothing to do with each other."""
    groups: list[tuple[set[Hashable], list[PathCondition]]] = []
    for case in _conjuncts(cases):
        things = set(_things(case))
        together = [case]
        apart = []
        for group in groups:
            if things & group[0]:
                things |= group[0]
                together = group[1] + together
            else:
                apart.append(group)
        groups = [*apart, (things, together)]
    return [group for _, group in groups]


def _conjuncts(cases: Iterable[PathCondition]) -> Iterator[PathCondition]:
    for case in cases:
        if isinstance(case, And):
            yield from _conjuncts(case.cases)
        else:
            yield case


def _is_possible(cases: list[PathCondition]) -> bool:
    domains = _domains(cases)
    trials = 1
    for domain in domains.values():
        trials *= len(domain)
        if trials > MAX_CONDITION_TRIALS:
            return True
    return any(
        all(_holds(case, dict(zip(domains, values, strict=True))) for case in cases)
        for values in product(*domains.values())
    )


def _domains(cases: list[PathCondition]) -> dict[Hashable, list[Hashable]]:
    """Return the values that are worth trying; one stands for all that nothing speaks of."""
    spoken: dict[Hashable, dict[Hashable, None]] = {}
    allowed: dict[Hashable, set[Hashable]] = {}
    for statement in (statement for case in cases for statement in _statements(case)):
        spoken.setdefault(statement.what, {})[statement.value] = None
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


_OTHER: Final = object()


def _holds(case: PathCondition, world: dict[Hashable, Hashable]) -> bool:
    if isinstance(case, Equals):
        return world[case.what] == case.value
    if isinstance(case, Not):
        return not _holds(case.case, world)
    return all(_holds(part, world) for part in case.cases)
