"""Lists whose elements are made while they are written: a report can have a million lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

_T = TypeVar("_T")


class LazyList(list[Any]):
    """A list for ``json.dump``, which keeps none of its elements."""

    def __init__(self, items: Sequence[_T], make: Callable[[_T], Any]) -> None:
        # The encoder asks whether the list is empty, and then iterates over it.
        super().__init__(items)
        self._make = make

    def __iter__(self) -> Iterator[Any]:
        """Yield what is made of each item."""
        return map(self._make, super().__iter__())
