"""The tree that YAML and JSON have in common: scalars, sequences and mappings, with spans."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as MappingABC
from dataclasses import dataclass
from typing import Final, TypeAlias

from iaclint.source import Span
from iaclint.values import Value

MAX_DEPTH: Final = 100
"""How deep a document may nest; deeper ones are refused with a diagnostic."""


@dataclass(frozen=True, slots=True, eq=False)
class Scalar:
    """A single value."""

    value: Value
    """``None``, ``bool``, ``int``, ``float`` or ``str``."""
    text: str
    """The value as text: a number as it is written, a string without quotes and escapes."""
    span: Span
    """With its quotes and its tag."""
    tag: str | None = None
    """A YAML tag of the application's own: ``!Ref``."""
    plain: bool = False
    """Whether it is written without quotes, so that its type follows from its look."""


@dataclass(frozen=True, slots=True, eq=False)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    span: Span
    tag: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One key of a mapping with its value."""

    key: Scalar
    value: Node


@dataclass(frozen=True, slots=True, eq=False)
class Mapping:
    """A mapping. Keys are known by their text; of a key given twice the last one counts."""

    entries: MappingABC[str, Entry]
    """In the order of the file."""
    span: Span
    tag: str | None = None

    def get(self, key: str) -> Node | None:
        """Return the value of a key, None where there is no such key."""
        entry = self.entries.get(key)
        return None if entry is None else entry.value


Node: TypeAlias = Scalar | Sequence | Mapping


def to_value(node: Node) -> Value:
    """Return what a tree holds as plain Python data; tags are left out."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [to_value(item) for item in node.items]
    return {key: to_value(entry.value) for key, entry in node.entries.items()}


def find(root: Node, path: Iterable[str | int]) -> Node | None:
    """Return the node at a path of keys and indices, None where it leads to nothing."""
    node: Node | None = root
    for step in path:
        if isinstance(node, Mapping) and isinstance(step, str):
            node = node.get(step)
        elif isinstance(node, Sequence) and isinstance(step, int):
            node = node.items[step] if -1 < step < len(node.items) else None
        else:
            return None
    return node


def locate(root: Node, path: Iterable[str | int]) -> Span:
    """Return where the value at a path is written, or the deepest key on the way to it."""
    node, span = root, root.span
    for step in path:
        if isinstance(node, Mapping) and isinstance(step, str) and step in node.entries:
            entry = node.entries[step]
            node, span = entry.value, entry.key.span
        elif isinstance(node, Sequence) and isinstance(step, int) and -1 < step < len(node.items):
            node = node.items[step]
            span = node.span
        else:
            return span
    return node.span
