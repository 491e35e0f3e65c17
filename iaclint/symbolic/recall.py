"""Recall the results of a function for values that it was given before.

The function asks for values by name. Which one it asks for first is always the same, and each
answer decides which one it asks for next: what was asked and answered is a tree of questions.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from fractions import Fraction
from typing import Final, Generic, TypeAlias, TypeVar

from msgspec import Struct, field

from iaclint.symbolic.values import ABSENT, Unknown, Value

_T = TypeVar("_T")

_KEPT: Final = 256
"""The number of results that are kept; with one more, all are dropped."""
_DEPTH: Final = 16
"""The depth of nesting of values that can be recalled."""

Get: TypeAlias = "Callable[[str], Value]"
"""Returns the value of a name."""


class _Result(Struct, Generic[_T], frozen=True):
    value: _T


class _Question(Struct, Generic[_T]):
    name: str
    answers: dict[Hashable, _Question[_T] | _Result[_T]] = field(default_factory=dict)


class Recall(Generic[_T]):
    """The results of one function, which depends on nothing but the values that it asks for."""

    def __init__(self, *, with_unknowns: bool = False) -> None:
        self._key = _key_with_unknowns if with_unknowns else _key
        """The key of a value. An unknown only has one if its symbol is all that there is to it."""
        self._first: _Question[_T] | _Result[_T] | None = None
        self._kept = 0

    def result(self, function: Callable[[Get], _T], get: Get) -> _T:
        """Return what a function returns for the values that ``get`` gives."""
        step = self._first
        while isinstance(step, _Question):
            step = step.answers.get(self._key(get(step.name)))
        if step is not None:
            return step.value
        answers: dict[str, Hashable] = {}

        def ask(name: str) -> Value:
            value = get(name)
            # A result with an unknown among its values is not kept: no key is needed after it.
            if name not in answers and None not in answers.values():
                answers[name] = self._key(value)
            return value

        result = function(ask)
        if all(key is not None for key in answers.values()):
            self._keep(answers, result)
        return result

    def _keep(self, answers: dict[str, Hashable], result: _T) -> None:
        if self._kept == _KEPT:
            self._first, self._kept = None, 0
        self._kept += 1
        step: _Question[_T] | _Result[_T] = _Result(result)
        for name, key in reversed(answers.items()):
            step = _Question(name, {key: step})
        self._first = step if self._first is None else _merged(self._first, step)


def _merged(
    known: _Question[_T] | _Result[_T], new: _Question[_T] | _Result[_T]
) -> _Question[_T] | _Result[_T]:
    """Return known steps with new ones."""
    if not isinstance(known, _Question) or not isinstance(new, _Question):
        return known
    for key, step in new.answers.items():
        known.answers[key] = _merged(known.answers[key], step) if key in known.answers else step
    return known


class RecallByIdentity(Generic[_T]):
    """The results of one function by the identity of a value: many resources can share one."""

    def __init__(self, most: int) -> None:
        self._most = most
        """The number of results that are kept; with one more, all are dropped."""
        self._kept: dict[tuple[int, Hashable], tuple[object, _T]] = {}
        """Each with its value: as long as that exists, no other has its identity."""

    def result(self, value: object, other: Hashable, compute: Callable[[], _T]) -> _T:
        """Return what a function returns for a value and other arguments."""
        known = self._kept.get((id(value), other))
        if known is None:
            if len(self._kept) >= self._most:
                self._kept.clear()
            known = self._kept[id(value), other] = value, compute()
        return known[1]


_LONG: Final = 100


def is_long(value: object) -> bool:
    """Whether a value is a list of so many elements that what is found in it is to be recalled.

    The rules of a network are part of the values of each of its subnets, and of their databases.
    """
    return type(value) is tuple and len(value) >= _LONG


_KEYS: Final[RecallByIdentity[Hashable]] = RecallByIdentity(1024)


def _key(value: Value) -> Hashable:
    if not isinstance(value, (tuple, dict)):
        return known_key(value)
    return _KEYS.result(value, None, lambda: known_key(value))


def _key_with_unknowns(value: Value) -> Hashable:
    if type(value) is Unknown and value == Unknown(value.symbol):
        return (Unknown, value.symbol)
    return _key(value)


def known_key(value: Value, depth: int = _DEPTH) -> Hashable:
    """Return a key that only equal values have in common; None if anything in it is unknown."""
    if isinstance(value, str) or value is ABSENT:
        return value
    if value is None or isinstance(value, (bool, int, float, Fraction)):
        return (type(value), value)
    if not isinstance(value, (tuple, dict)) or not depth:
        return None
    if is_long(value) and depth < _DEPTH:
        return _KEYS.result(value, depth, lambda: _known_keys(value, depth))
    return _known_keys(value, depth)


def _known_keys(value: tuple[Value, ...] | dict[str, Value], depth: int) -> Hashable:
    names = None if isinstance(value, tuple) else tuple(value)
    keys: list[Hashable] = []
    for item in value if isinstance(value, tuple) else value.values():
        key = known_key(item, depth - 1)
        if key is None:
            return None
        keys.append(key)
    return (names, tuple(keys))
