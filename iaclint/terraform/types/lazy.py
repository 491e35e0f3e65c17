"""Objects whose attributes are evaluated when they are read: resources and modules."""

from __future__ import annotations

from collections.abc import Callable, ItemsView, Iterable, Iterator, KeysView, ValuesView

from iaclint.symbolic.values import Value


class LazyObject(dict[str, Value]):
    """An object that looks like a dict but evaluates an attribute only when it is read.

    ``names`` are the attributes that are certain to exist; ``read`` evaluates one, also one
    that is not among them, and answers ``ABSENT`` where there cannot be such an attribute.
    """

    __slots__ = ("_names", "_read")

    def __init__(self, names: Iterable[str], read: Callable[[str], Value]) -> None:
        super().__init__()
        self._names = tuple(sorted(names))
        self._read = read

    def read(self, name: str) -> Value:
        """Evaluate an attribute."""
        return self._read(name)

    def __getitem__(self, name: str) -> Value:
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

    __hash__ = None

    def keys(self) -> KeysView[str]:  # type: ignore[override]
        """Return the names."""
        return KeysView(self)

    def values(self) -> ValuesView[Value]:  # type: ignore[override]
        """Return the values, evaluated as they are read."""
        return ValuesView(self)

    def items(self) -> ItemsView[str, Value]:  # type: ignore[override]
        """Return names and values, evaluated as they are read."""
        return ItemsView(self)

    def get(self, name: str, default: Value = None) -> Value:
        """Return an attribute, or the default where there is none of that name."""
        return self._read(name) if name in self._names else default
