"""The tree of YAML and JSON documents: scalars, sequences and mappings, with spans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Mapping as MappingABC
from typing import Final, TypeAlias, cast

from msgspec import Struct

from iaclint.files.source import SourceFile, Span
from iaclint.symbolic.values import Value

MERGE: Final = "<<"
"""The key that merges mappings."""
INSERTED: Final = "!Include"
"""The tag by which org-formation inserts a file; the key that merges one stays in a mapping."""


class _Spanned:
    """A range of a file. Nodes keep offsets, not a ``Span``, to save memory.

    Trees have no cycles, so the garbage collector may skip them (``gc=False``).
    """

    __slots__ = ()

    file: SourceFile
    start_byte: int
    end_byte: int

    @property
    def span(self) -> Span:
        """The span of the node, with its quotes and its tag."""
        return Span(self.file, self.start_byte, self.end_byte)


class Scalar(_Spanned, Struct, frozen=True, eq=False, gc=False):
    """A single value."""

    value: Value
    """``None``, ``bool``, ``int``, ``float`` or ``str``."""
    text: str
    """The source of a number, or a string without its quotes."""
    file: SourceFile
    start_byte: int
    end_byte: int
    tag: str | None = None
    """An application-specific YAML tag: ``!Ref``."""
    plain: bool = False
    """Whether it has no quotes, so that its text determines its type."""

    def moved(self, start: int, end: int) -> Scalar:
        """Return the node with the span of an alias."""
        return Scalar(self.value, self.text, self.file, start, end, self.tag, self.plain)

    def untagged(self) -> Scalar:
        """Return the node without its tag."""
        return Scalar(self.value, self.text, self.file, self.start_byte, self.end_byte)


class Sequence(_Spanned, Struct, frozen=True, eq=False, gc=False):
    """A list."""

    items: tuple[Node, ...]
    file: SourceFile
    start_byte: int
    end_byte: int
    tag: str | None = None

    def moved(self, start: int, end: int) -> Sequence:
        """Return the node with the span of an alias."""
        return Sequence(self.items, self.file, start, end, self.tag)

    def untagged(self) -> Sequence:
        """Return the node without its tag."""
        return Sequence(self.items, self.file, self.start_byte, self.end_byte)


class Entry(Struct, frozen=True, eq=False, gc=False):
    """One key of a mapping with its value."""

    key: Scalar
    value: Node


class Mapping(_Spanned, Struct, frozen=True, eq=False, gc=False):
    """A mapping, by the text of its keys; the last of duplicate keys wins."""

    entries: MappingABC[str, Entry]
    """In the order of the file."""
    file: SourceFile
    start_byte: int
    end_byte: int
    tag: str | None = None

    def get(self, key: str) -> Node | None:
        """Return the value of a key, None if the key does not exist."""
        entry = self.entries.get(key)
        return None if entry is None else entry.value

    def moved(self, start: int, end: int) -> Mapping:
        """Return the node with the span of an alias."""
        return Mapping(self.entries, self.file, start, end, self.tag)

    def untagged(self) -> Mapping:
        """Return the node without its tag."""
        return Mapping(self.entries, self.file, self.start_byte, self.end_byte)


Node: TypeAlias = Scalar | Sequence | Mapping


def to_value(node: Node) -> Value:
    """Return a tree as plain Python data, without tags."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return tuple(map(to_value, node.items))
    return {key: to_value(entry.value) for key, entry in node.entries.items()}


def find(root: Node, path: Iterable[str | int]) -> Node | None:
    """Return the node at a path of keys and indexes, None if it does not exist."""
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
    """Return the span of the value at a path, or of the deepest key on the way to it."""
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


def items(node: Node | None) -> Iterator[tuple[str, Node]]:
    """Yield the keys and values of a mapping; nothing for any other node."""
    if isinstance(node, Mapping):
        for key, entry in node.entries.items():
            yield key, entry.value


def text(node: Node | None) -> str:
    """Return the text of a node that is known to be a scalar."""
    return cast("Scalar", node).text


def optional_text(node: Node | None) -> str | None:
    """Return the text of a scalar, None where there is no node."""
    return None if node is None else text(node)


def texts(node: Node | None) -> tuple[str, ...]:
    """Return the texts of a list or of a single scalar, none where there is no node."""
    if isinstance(node, Sequence):
        return tuple(text(item) for item in node.items)
    return () if node is None else (text(node),)
