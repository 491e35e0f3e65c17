"""Templates as plain data with full function names, and plain data as trees."""

from __future__ import annotations

from typing import Any

from iaclint.cloudformation.template.function_calls import FunctionCall, as_function_call
from iaclint.cloudformation.transforms.sam_names import renamed
from iaclint.files.source import Span
from iaclint.syntax.tree import (
    Entry,
    Mapping,
    Node,
    Scalar,
    Sequence,
)

_NO_PREFIX = ("Ref", "Condition")
_WRAPPER = "Properties"


def to_plain(node: Node) -> Any:
    """Return a tree as plain data; ``!Sub x`` becomes ``{"Fn::Sub": "x"}``."""
    if node.tag is not None:
        name = node.tag[1:]
        argument = to_plain(node.untagged())
        if name == "GetAtt" and isinstance(argument, str):
            argument = argument.split(".", 1)
        return {name if name in _NO_PREFIX else f"Fn::{name}": argument}
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [to_plain(item) for item in node.items]
    return {key: to_plain(entry.value) for key, entry in node.entries.items()}


def to_tree(value: Any, sources: tuple[Node, ...], place: Span) -> Node:
    """Return plain data as a tree, with the spans of the ``sources`` it was made from.

    A value that equals a source is that source. Values under the same keys as in a source get
    its spans. Functions are those of the source, even if a parameter was replaced by its
    value; only the names they refer to may differ. The span of other values is ``place``.
    """
    for source in sources:
        if to_plain(source) == value:
            return source
        call = as_function_call(source)
        if call is not None:
            return _function(call, value)
    extent = place.file, place.start_byte, place.end_byte
    if isinstance(value, dict):
        mappings = [source for source in sources if isinstance(source, Mapping)]
        entries = {str(key): _entry(str(key), value[key], mappings, place) for key in value}
        return Mapping(entries, *extent)
    if isinstance(value, list):
        return Sequence(tuple(_items(value, sources, place)), *extent)
    return Scalar(value, "" if value is None else str(value), *extent)


def _function(call: FunctionCall, value: Any) -> Node:
    node = renamed(call, value)
    if node is not None:
        return node
    key = f"Fn::{call.name}"
    if not isinstance(value, dict) or value.keys() != {key}:
        return call.node
    argument = to_tree(value[key], (call.argument,), call.argument.span)
    extent = call.node.file, call.node.start_byte, call.node.end_byte
    return Mapping({key: Entry(Scalar(key, key, *extent), argument)}, *extent)


def _entry(key: str, value: Any, mappings: list[Mapping], place: Span) -> Entry:
    entries = [mapping.entries[key] for mapping in mappings if key in mapping.entries]
    if not entries:
        header = Scalar(key, key, place.file, place.start_byte, place.end_byte)
        return Entry(header, to_tree(value, (), place))
    sources = tuple(entry.value for entry in entries)
    key_span = entries[0].key.span
    # A property that is not in the source gets the span of the resource.
    return Entry(entries[0].key, to_tree(value, sources, place if key == _WRAPPER else key_span))


def _items(value: list[Any], sources: tuple[Node, ...], place: Span) -> list[Node]:
    """Return the elements of a list; sources of the same length provide their spans."""
    same = [s.items for s in sources if isinstance(s, Sequence) and len(s.items) == len(value)]
    return [
        to_tree(item, tuple(items[number] for items in same), place)
        for number, item in enumerate(value)
    ]
