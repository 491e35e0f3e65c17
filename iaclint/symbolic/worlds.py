"""Worlds: values under path conditions that are assumed to hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, Generic, TypeAlias, overload

from msgspec import Struct, field

from iaclint.limits import MAX_OPTIONS
from iaclint.symbolic.path_conditions import ALWAYS, Equals, PathCondition, all_of, any_of, negate
from iaclint.symbolic.possibility import Connected, compatible, connect
from iaclint.symbolic.recall import RecallByIdentity, is_long
from iaclint.symbolic.structure import map_parts, parts
from iaclint.symbolic.values import COMPOUND, Choice, Compound, Guard, Part, PartT, Unknown, Value
from iaclint.symbolic.workspaces import in_words


class World(Struct, frozen=True, eq=False):
    """Path conditions that are assumed to hold."""

    conditions: tuple[PathCondition, ...] = ()
    _connected: Connected = field(default_factory=dict)
    """The conditions by what they name."""
    _allowed: dict[PathCondition, bool] = field(default_factory=dict)
    """The answers of ``allows`` so far; they take no part in comparing."""

    def __eq__(self, other: object) -> bool:
        return self.conditions == other.conditions if isinstance(other, World) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.conditions)

    def where(self, condition: PathCondition) -> World:
        """Return the world in which a condition holds as well."""
        return World((*self.conditions, condition), connect(self._connected, condition))

    def allows(self, condition: PathCondition) -> bool:
        """Whether a condition can hold in this world."""
        found = self._allowed.get(condition)
        if found is None:
            found = self._allowed[condition] = compatible(condition, self._connected)
        return found

    def settle(self, value: Value) -> Value:
        """Return what a value is in this world: the same object if no condition concerns it."""
        if not self.conditions or (isinstance(value, (tuple, dict)) and _is_settled(value)):
            return value
        return self._settle(value)

    def _settle(self, value: Value) -> Value:
        if isinstance(value, (Choice, Unknown)):
            return self._decide(value)
        if isinstance(value, str) or not isinstance(value, COMPOUND):
            return value
        return map_parts(value, self._settle)

    def _decide(self, value: Choice[Value] | Unknown) -> Value:
        branches = [b for b in branches_of(value) if self.allows(b.condition)]
        if len(branches) == 1:
            return self._settle(branches[0].value)
        if isinstance(value, Choice):
            # Branches that are excluded stay: conditions and options belong together.
            return map_parts(value, self._settle)
        return value


ANYWHERE: Final = World()


class Branch(Struct, Generic[PartT], frozen=True):
    """One of the values that a value can have once deployed."""

    condition: PathCondition
    value: PartT
    label: str
    """The condition in words, ``IsProd is false``; empty where it has none."""
    symbol: str
    """The symbol that decides."""


@overload
def branches_of(value: Choice[Part]) -> list[Branch[Part]]: ...
@overload
def branches_of(value: Unknown) -> list[Branch[Value]]: ...
def branches_of(value: Choice[Part] | Unknown) -> list[Branch[Part]] | list[Branch[Value]]:
    """Return the values that a value can have; none where they are not limited to a few."""
    if isinstance(value, Choice):
        symbol = value.test.symbol
        labels = value.labels or ("",) * len(value.options)
        rows = zip(_conditions(value), value.options, labels, strict=True)
        return [Branch(*row, symbol) for row in rows]
    if value.identity is None or value.options is None or len(value.options) > MAX_OPTIONS:
        return []
    texts = tuple(str(option) for option in value.options)
    return [
        Branch(
            Equals(value.identity, text, texts), option, f"{value.symbol} is {option}", value.symbol
        )
        for text, option in zip(texts, value.options, strict=True)
    ]


Leaf: TypeAlias = tuple[PathCondition, Part]
"""A value at the end of choices within choices, and the condition for it."""


def leaves_of(value: Part) -> list[Leaf[Part]]:
    """Return the values that a value can have, through choices within choices."""
    if not isinstance(value, Choice):
        return [(ALWAYS, value)]
    return [
        (all_of((branch.condition, condition)), leaf)
        for branch in branches_of(value)
        for condition, leaf in leaves_of(branch.value)
    ]


def spread(value: Unknown) -> Unknown | Choice[Value]:
    """Make a choice of an unknown that is limited to a few values."""
    found = branches_of(value)
    if not found:
        return value
    test = Guard(
        value.symbol, value.identity, conditions=tuple(branch.condition for branch in found)
    )
    return Choice(test, value.options or (), tuple(branch.label for branch in found))


def existence(presence: Unknown, address: str) -> Choice[bool]:
    """Return whether something exists that depends on ``presence``."""
    test = Guard(presence.symbol, presence.identity, conditions=_exists(presence))
    words = in_words(*test.conditions)
    return Choice(test, _YES_OR_NO, words or (f"{address} exists", f"{address} does not exist"))


def both(outer: Unknown | None, inner: Unknown | None) -> Unknown | None:
    """Return what decides whether something exists that needs both of two conditions."""
    if outer is None or inner is None or outer == inner:
        return outer or inner
    holds, fails = zip(_exists(outer), _exists(inner), strict=True)
    return Guard(inner.symbol, inner.identity, conditions=(all_of(holds), any_of(fails)))


def _exists(presence: Unknown) -> tuple[PathCondition, ...]:
    """Return the condition for something to exist, and that for it not to exist."""
    conditions = presence.conditions if isinstance(presence, Guard) else ()
    if len(conditions) == len(_YES_OR_NO):
        return conditions
    exists = Equals((presence.identity or _Itself(presence), "exists"), True, _YES_OR_NO)
    return exists, negate(exists)


_YES_OR_NO: Final = (True, False)


def _conditions(choice: Choice[Any]) -> tuple[PathCondition, ...]:
    """Return the condition of each option.

    The branches of two choices go together where their test is one and the same, and so are
    the words for its branches. Without such words only the same test object will do.
    """
    test, count = choice.test, len(choice.options)
    if isinstance(test, Guard) and len(test.conditions) == count:
        return test.conditions
    certain = test.identity is not None and choice.labels
    what = (test.identity if certain else _Itself(test), choice.labels or count)
    return tuple(Equals(what, n, (*range(count),)) for n in range(count))


class _Itself:
    """Equal only to the same object, and keeps it alive so that its id is not reused."""

    __slots__ = ("_thing",)

    def __init__(self, thing: object) -> None:
        self._thing = thing

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and self._thing is other._thing

    def __hash__(self) -> int:
        return id(self._thing)


def forks(value: Value) -> Iterator[list[Branch[Value]]]:
    """Yield the branches of everything in a value that has a few possible values."""
    if isinstance(value, (Choice, Unknown)):
        found = branches_of(value)
        if found:
            yield found
    if isinstance(value, COMPOUND) and not (is_long(value) and _is_settled(value)):
        yield from _forks_in(value)


def _forks_in(value: Compound[Value]) -> Iterator[list[Branch[Value]]]:
    for part in parts(value):
        yield from forks(part)


def _is_settled(value: Compound[Value]) -> bool:
    return _SETTLED.result(value, None, lambda: next(_forks_in(value), None) is None)


_SETTLED: Final[RecallByIdentity[bool]] = RecallByIdentity(1024)
