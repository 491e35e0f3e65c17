"""Objects whose attributes are evaluated when they are read: resources and modules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from iaclint.symbolic.values import PartT


class LazyObject(Mapping[str, PartT]):
    """An object that evaluates an attribute only when it is read.

    ``names`` are the attributes that are certain to exist; ``read`` evaluates one, also one
    that is not among them, and answers ``ABSENT`` where there can be no such attribute.
    """

    __slots__ = ("_names", "_read")

    def __init__(self, names: Iterable[str], read: Callable[[str], PartT]) -> None:
        self._names = tuple(sorted(names))
        self._read = read

    def read(self, name: str) -> PartT:
        """Evaluate an attribute."""
        return self._read(name)

    def __getitem__(self, name: str) -> PartT:
        if name not in self._names:
            raise KeyError(name)
        return self._read(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __eq__(self, other: object) -> bool:
        return self is other

    def __ne__(self, other: object) -> bool:
        return self is not other

    def __hash__(self) -> int:
        return id(self)
