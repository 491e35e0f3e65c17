"""Worlds: values, once some of what only deployment can settle is taken to be settled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias

from msgspec import Struct, field

from iaclint.limits import MAX_OPTIONS
from iaclint.symbolic.path_conditions import (
    ALWAYS,
    Equals,
    PathCondition,
    all_of,
    any_of,
    compatible,
    negate,
)
from iaclint.symbolic.values import (
    Choice,
    Guard,
    JsonText,
    Unknown,
    Value,
)


class World(Struct, frozen=True, eq=False):
    """What is taken to be so."""

    cases: tuple[PathCondition, ...] = ()
    _allowed: dict[PathCondition, bool] = field(default_factory=dict)
    """What was found out about cases: no part of what a world is."""

    def __eq__(self, other: object) -> bool:
        return self.cases == other.cases if isinstance(other, World) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.cases)

    def where(self, case: PathCondition) -> World:
        """Return the world in which a case is so as well."""
        return World((*self.cases, case))

    def allows(self, case: PathCondition) -> bool:
        """Tell whether a case can be so in this world."""
        found = self._allowed.get(case)
        if found is None:
            found = self._allowed[case] = compatible(case, self.cases)
        return found

    def settle(self, value: Value) -> Value:
        """Return what a value is in this world."""
        return value if not self.cases else self._settle(value)

    def _settle(self, value: Value) -> Value:
        if isinstance(value, Mapping):
            return {key: self._settle(item) for key, item in value.items()}
        if isinstance(value, (tuple, list)):
            return tuple(self._settle(item) for item in value)
        if isinstance(value, JsonText):
            return JsonText(self._settle(value.content))
        if isinstance(value, (Choice, Unknown)):
            return self._decide(value)
        return value

    def _decide(self, value: Choice | Unknown) -> Value:
        branches = [b for b in branches_of(value) if self.allows(b.case)]
        if len(branches) == 1:
            return self._settle(branches[0].value)
        if isinstance(value, Choice):
            # Those that cannot be stay: cases and options belong together.
            return Choice(value.test, tuple(map(self._settle, value.options)), value.labels)
        return value


ANYWHERE: Final = World()


class Branch(Struct, frozen=True):
    """One of the values that a value can turn out to be."""

    case: PathCondition
    value: Value
    label: str
    """The case in words, ``IsProd is false``; empty where there are none for it."""
    symbol: str
    """What it is up to."""


def branches_of(value: Choice | Unknown) -> list[Branch]:
    """Return what a value can turn out to be; nothing where that is not limited to a few."""
    if isinstance(value, Choice):
        symbol = value.test.symbol
        labels = value.labels or ("",) * len(value.options)
        rows = zip(_cases(value), value.options, labels, strict=True)
        return [Branch(case, option, label, symbol) for case, option, label in rows]
    if value.identity is None or value.options is None or len(value.options) > MAX_OPTIONS:
        return []
    texts = tuple(str(option) for option in value.options)
    return [
        Branch(
            Equals(value.identity, text, texts), option, f"{value.symbol} is {option}", value.symbol
        )
        for text, option in zip(texts, value.options, strict=True)
    ]


Leaf: TypeAlias = tuple[PathCondition, Value]
"""What a choice of choices comes down to on one way through it, and the case of that way."""


def leaves_of(value: Value) -> list[Leaf]:
    """Return what a value can turn out to be, through choices within choices."""
    if not isinstance(value, Choice):
        return [(ALWAYS, value)]
    return [
        (all_of((branch.case, case)), leaf)
        for branch in branches_of(value)
        for case, leaf in leaves_of(branch.value)
    ]


def spread(value: Unknown) -> Value:
    """Make a choice of an unknown that is limited to a few values."""
    found = branches_of(value)
    if not found:
        return value
    test = Guard(value.symbol, value.identity, cases=tuple(branch.case for branch in found))
    return Choice(test, value.options or (), tuple(branch.label for branch in found))


def existence(presence: Unknown, address: str) -> Choice:
    """Return whether a thing exists, of which ``presence`` decides that."""
    test = Guard(presence.symbol, presence.identity, cases=_exists(presence))
    return Choice(test, _YES_OR_NO, (f"{address} exists", f"{address} does not exist"))


def both(outer: Unknown | None, inner: Unknown | None) -> Unknown | None:
    """Return what decides whether a thing exists that needs two things to be so."""
    if outer is None or inner is None or outer == inner:
        return outer or inner
    holds, fails = zip(_exists(outer), _exists(inner), strict=True)
    return Guard(inner.symbol, inner.identity, cases=(all_of(holds), any_of(fails)))


def _exists(presence: Unknown) -> tuple[PathCondition, ...]:
    """Return in which cases something exists, and in which it does not."""
    cases = presence.cases if isinstance(presence, Guard) else ()
    if len(cases) == len(_YES_OR_NO):
        return cases
    exists = Equals((presence.identity or _Itself(presence), "exists"), True, _YES_OR_NO)
    return exists, negate(exists)


_YES_OR_NO: Final = (True, False)


def _cases(choice: Choice) -> tuple[PathCondition, ...]:
    """Return the case of each option.

    The branches of two choices go together where their test is one and the same, and so are
    the words for its branches. Without such words only the same test object will do.
    """
    test, count = choice.test, len(choice.options)
    if isinstance(test, Guard) and len(test.cases) == count:
        return test.cases
    certain = test.identity is not None and choice.labels
    what = (test.identity if certain else _Itself(test), choice.labels or count)
    return tuple(Equals(what, n, (*range(count),)) for n in range(count))


class _Itself:
    """Equal to the same object alone; holds on to it, so that its place is not reused."""

    __slots__ = ("_thing",)

    def __init__(self, thing: object) -> None:
        self._thing = thing

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and self._thing is other._thing

    def __hash__(self) -> int:
        return id(self._thing)


def forks(value: Value) -> Iterator[list[Branch]]:
    """Yield the branches of everything in a value that can turn out in a few ways."""
    if isinstance(value, (Choice, Unknown)):
        found = branches_of(value)
        if found:
            yield found
        for branch in found if isinstance(value, Choice) else ():
            yield from forks(branch.value)
    elif isinstance(value, JsonText):
        yield from forks(value.content)
    elif isinstance(value, (tuple, list, Mapping)):
        for item in value.values() if isinstance(value, Mapping) else value:
            yield from forks(item)
