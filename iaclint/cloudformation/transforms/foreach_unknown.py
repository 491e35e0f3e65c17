"""The body of a ``Fn::ForEach`` whose list is not known, with its identifier as an unknown."""

from __future__ import annotations

import re
from typing import Final

from iaclint.cloudformation.template.function_calls import FunctionCall, as_function_call
from iaclint.cloudformation.template.parameters import is_list
from iaclint.symbolic.values import Choice, PartialString, Unknown, Value
from iaclint.syntax.tree import Entry, Mapping, Node, Scalar, Sequence

FOREACH: Final = "Fn::ForEach::"
"""What the key of a loop begins with."""

_NAMES: Final = {"Ref": 1, "GetAtt": 2, "Sub": 1, "Condition": 1, "If": 1}
"""How many arguments of a function are names, or a text with names."""
_ATTRIBUTES: Final = ("Condition", "DependsOn")
_VARIABLE: Final = re.compile(r"\$\{(\w+)\}")


def unknown_parts(logical_id: str) -> list[str]:
    """Return the identifiers in the logical ID of a resource that stands for all iterations."""
    return _VARIABLE.findall(logical_id)


def has_element(items: Value) -> bool:
    """Return whether a list that is not known certainly has an element."""
    if isinstance(items, Choice):
        return all(map(has_element, items.options))
    return isinstance(items, tuple) and any(map(_is_element, items))


def _is_element(item: Value) -> bool:
    """Return whether an item is certainly one: the text of a list parameter may be empty."""
    if isinstance(item, Unknown):
        kind = item.type
        return isinstance(kind, str) and kind != "list" and not is_list(kind)
    if isinstance(item, PartialString):
        return any(isinstance(part, str) and not part.isspace() for part in item.parts)
    return isinstance(item, (str, int, float))


def with_unknown(body: Mapping, identifier: str) -> dict[str, Entry]:
    """Return the entries of a body that stand for all iterations.

    Logical IDs and references to them keep the identifier: ``Bucket${Name}``, also in inner loops.
    Any other string with the identifier, and a mapping with such a key, has an unknown value.
    """
    return _Unknown(identifier).entries(body)


class _Unknown:
    """Replaces what depends on an identifier."""

    def __init__(self, identifier: str) -> None:
        self._variable = f"${{{identifier}}}"
        self._alphanumeric = f"&{{{identifier}}}"

    def entries(self, body: Mapping) -> dict[str, Entry]:
        """Return the entries of the body of a loop."""
        made = {}
        for entry in body.entries.values():
            is_loop = entry.key.text.startswith(FOREACH)
            value = self._loop(entry.value) if is_loop else self.node(entry.value)
            text = self._text(entry.key.text)
            made[text] = Entry(_scalar(entry.key, text, entry.key.tag), value)
        return made

    def _loop(self, node: Node) -> Node:
        """Return an inner loop, whose body has logical IDs as well."""
        if not isinstance(node, Sequence) or len(node.items) != 3:
            return node
        identifier, values, body = node.items
        if not isinstance(body, Mapping):
            return node
        extent = body.file, body.start_byte, body.end_byte, body.tag
        items = (identifier, self.node(values), Mapping(self.entries(body), *extent))
        return Sequence(items, node.file, node.start_byte, node.end_byte, node.tag)

    def node(self, node: Node) -> Node:
        """Return a value, unknown if it depends on the identifier."""
        if isinstance(node, Scalar):
            text = self._text(node.text)
            tag = node.tag or "!Sub"
            return node if self._variable not in text else _scalar(node, text, tag)
        call = as_function_call(node)
        if isinstance(node, Sequence):
            return self._sequence(node, call)
        if any(self._variable in self._text(key) for key in node.entries):
            return _scalar(node, self._variable, "!Sub")
        entries = {key: Entry(e.key, self._value(key, e, call)) for key, e in node.entries.items()}
        return Mapping(entries, node.file, node.start_byte, node.end_byte, node.tag)

    def name(self, node: Node) -> Node:
        """Return a name, or a list of names, as it is in all iterations."""
        if isinstance(node, Sequence):
            items = tuple([self.name(item) for item in node.items])
            return Sequence(items, node.file, node.start_byte, node.end_byte, node.tag)
        if isinstance(node, Scalar):
            return _scalar(node, self._text(node.text), node.tag)
        return self.node(node)

    def _value(self, key: str, entry: Entry, call: FunctionCall | None) -> Node:
        value = entry.value
        if call is not None and isinstance(value, Sequence) and value.tag is None:
            return self._sequence(value, call)
        is_name = key in _ATTRIBUTES if call is None else call.name in _NAMES
        return self.name(value) if is_name else self.node(value)

    def _sequence(self, node: Sequence, call: FunctionCall | None) -> Sequence:
        names = 0 if call is None else _NAMES.get(call.name, 0)
        items = [self.name(item) for item in node.items[:names]]
        items += [self.node(item) for item in node.items[names:]]
        return Sequence(tuple(items), node.file, node.start_byte, node.end_byte, node.tag)

    def _text(self, text: str) -> str:
        return text.replace(self._alphanumeric, self._variable)


def _scalar(node: Node, text: str, tag: str | None) -> Scalar:
    return Scalar(text, text, node.file, node.start_byte, node.end_byte, tag)
