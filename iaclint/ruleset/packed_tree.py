"""Trees of rule files in the index, which are faster to read than YAML."""

from __future__ import annotations

from typing import Any

import msgspec

from iaclint.files.source import SourceFile
from iaclint.syntax.tree import Entry, Mapping, Node, Scalar, Sequence


def pack(node: Mapping) -> bytes:
    """Return a tree as MessagePack: nested arrays of offsets and values."""
    return msgspec.msgpack.encode(_packed(node))


def unpack(data: bytes, source: SourceFile) -> Mapping:
    """Return the tree that was packed, with spans in its file."""
    node = _unpacked(msgspec.msgpack.decode(data), source)
    assert isinstance(node, Mapping)
    return node


def _packed(node: Node) -> list[Any]:
    at = [node.start_byte, node.end_byte, node.tag]
    if isinstance(node, Scalar):
        # The text of a string is its value.
        text = None if node.text == node.value else node.text
        return [0, *at, node.value, text, node.plain]
    if isinstance(node, Sequence):
        return [1, *at, *map(_packed, node.items)]
    return [2, *at, *((_packed(e.key), _packed(e.value)) for e in node.entries.values())]


def _unpacked(packed: list[Any], source: SourceFile) -> Node:
    kind = packed[0]
    if kind == 0:
        return _scalar(packed, source)
    _, start, end, tag = packed[:4]
    if kind == 1:
        items = tuple([_unpacked(item, source) for item in packed[4:]])
        return Sequence(items, source, start, end, tag)
    entries = [Entry(_scalar(key, source), _unpacked(value, source)) for key, value in packed[4:]]
    return Mapping({entry.key.text: entry for entry in entries}, source, start, end, tag)


def _scalar(packed: list[Any], source: SourceFile) -> Scalar:
    _, start, end, tag, value, text, plain = packed
    return Scalar(value, value if text is None else text, source, start, end, tag, plain)
