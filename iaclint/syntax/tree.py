"""The tree that YAML and JSON have in common: scalars, sequences and mappings, with spans."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as MappingABC
from typing import TypeAlias

from msgspec import Struct

from iaclint.files.source import SourceFile, Span
from iaclint.symbolic.values import Value


class _Spanned:
    """A stretch of a file. Nodes keep offsets, not a ``Span``: there are very many nodes.

    As a tree has no circles, the garbage collector need not look for any (``gc=False``).
    """

    __slots__ = ()

    file: SourceFile
    start_byte: int
    end_byte: int

    @property
    def span(self) -> Span:
        """Where it is written, with its quotes and its tag."""
        return Span(self.file, self.start_byte, self.end_byte)


class Scalar(_Spanned, Struct, frozen=True, eq=False, gc=False):
    """A single value."""

    value: Value
    """``None``, ``bool``, ``int``, ``float`` or ``str``."""
    text: str
    """The value as text: a number as it is written, a string without its quotes."""
    file: SourceFile
    start_byte: int
    end_byte: int
    tag: str | None = None
    """A YAML tag of the application's own: ``!Ref``."""
    plain: bool = False
    """Whether it is written without quotes, so that its type follows from its look."""

    def moved(self, start: int, end: int) -> Scalar:
        """Return the same in another place: where an alias stands for it."""
        return Scalar(self.value, self.text, self.file, start, end, self.tag, self.plain)

    def untagged(self) -> Scalar:
        """Return the same without its tag."""
        return Scalar(self.value, self.text, self.file, self.start_byte, self.end_byte)


class Sequence(_Spanned, Struct, frozen=True, eq=False, gc=False):
    """A list."""

    items: tuple[Node, ...]
    file: SourceFile
    start_byte: int
    end_byte: int
    tag: str | None = None

    def moved(self, start: int, end: int) -> Sequence:
        """Return the same in another place: where an alias stands for it."""
        return Sequence(self.items, self.file, start, end, self.tag)

    def untagged(self) -> Sequence:
        """Return the same without its tag."""
        return Sequence(self.items, self.file, self.start_byte, self.end_byte)


class Entry(Struct, frozen=True, eq=False, gc=False):
    """One key of a mapping with its value."""

    key: Scalar
    value: Node


class Mapping(_Spanned, Struct, frozen=True, eq=False, gc=False):
    """A mapping. Keys are known by their text; of a key given twice the last one counts."""

    entries: MappingABC[str, Entry]
    """In the order of the file."""
    file: SourceFile
    start_byte: int
    end_byte: int
    tag: str | None = None

    def get(self, key: str) -> Node | None:
        """Return the value of a key, None where there is no such key."""
        entry = self.entries.get(key)
        return None if entry is None else entry.value

    def moved(self, start: int, end: int) -> Mapping:
        """Return the same in another place: where an alias stands for it."""
        return Mapping(self.entries, self.file, start, end, self.tag)

    def untagged(self) -> Mapping:
        """Return the same without its tag."""
        return Mapping(self.entries, self.file, self.start_byte, self.end_byte)


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
