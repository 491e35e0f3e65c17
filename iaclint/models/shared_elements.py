"""The elements that companions of several instances add to lists, which are read once.

Many subnets have one route table or one network ACL. Its rules are the same objects for all of
them, so that what analyses find in them can be recalled by identity.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final, TypeAlias

from msgspec import Struct

from iaclint.models.field_value import Element
from iaclint.symbolic.values import Value
from iaclint.symbolic.worlds import ANYWHERE, World, forks

ReadElements: TypeAlias = Callable[[World], Iterable[tuple[Value, Element]]]
"""Returns the elements in a world."""


class Elements(Struct, frozen=True, eq=False):
    """Elements of a list, and where each of them is."""

    values: tuple[Value, ...]
    places: tuple[Element, ...]


NO_ELEMENTS: Final = Elements((), ())


class SharedElements:
    """The elements of sources of fields, by the resources that they are read from."""

    def __init__(self) -> None:
        self._read: dict[tuple[int, str], Elements] = {}
        """By identity of the source, and key of the resource."""
        self._varies: dict[int, bool] = {}
        """Whether elements differ between worlds, by identity of these."""
        self._kept: set[int] = set()
        """The identities of what is read once."""
        self._joined: dict[tuple[int, ...], Elements] = {}
        """By identity of what is joined."""

    def read(self, source: object, resource: str, world: World, read: ReadElements) -> Elements:
        """Return the elements of a source of a resource with a key, in a world."""
        key = (id(source), resource)
        if key not in self._read:
            self._read[key] = elements(read(ANYWHERE))
            self._kept.add(id(self._read[key]))
        found = self._read[key]
        return found if world is ANYWHERE or not self._vary(found) else elements(read(world))

    def _vary(self, found: Elements) -> bool:
        if id(found) not in self._varies:
            self._varies[id(found)] = next(forks(found.values), None) is not None
        return self._varies[id(found)]

    def join(self, parts: Sequence[Elements]) -> Elements:
        """Return the elements of several sources, one after the other."""
        if len(parts) < 2:
            return parts[0] if parts else NO_ELEMENTS
        key = tuple(map(id, parts))
        if not self._kept.issuperset(key):
            return _joined(parts)
        if key not in self._joined:
            self._joined[key] = _joined(parts)
        return self._joined[key]


def elements(found: Iterable[tuple[Value, Element]]) -> Elements:
    """Return values with their places as the elements of a list."""
    pairs = tuple(found)
    return Elements(tuple([value for value, _ in pairs]), tuple([place for _, place in pairs]))


def _joined(parts: Sequence[Elements]) -> Elements:
    return Elements(
        tuple([value for part in parts for value in part.values]),
        tuple([place for part in parts for place in part.places]),
    )
