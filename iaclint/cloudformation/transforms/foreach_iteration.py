"""One iteration of ``Fn::ForEach``: the body of a loop with its identifier replaced."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from iaclint.cloudformation.eval.text import as_text
from iaclint.limits import MAX_FOREACH_NODES, MAX_FOREACH_TEXT
from iaclint.syntax.tree import (
    Entry,
    Mapping,
    Node,
    Scalar,
    Sequence,
)

if TYPE_CHECKING:
    from iaclint.files.source import SourceFile
    from iaclint.symbolic.values import Value


_NOT_ALPHANUMERIC = re.compile(r"[^A-Za-z0-9]+")


class TooLarge(Exception):
    """The output of the loops of a template exceeds the limits."""


class Budget:
    """The remaining output of the loops of a template."""

    def __init__(self) -> None:
        self._nodes = MAX_FOREACH_NODES
        self._text = MAX_FOREACH_TEXT

    def spend(self, nodes: int, text: int) -> None:
        """Subtract an amount; raises ``TooLarge`` if the budget is exceeded."""
        self._nodes -= nodes
        self._text -= text
        if self._nodes < 0 or self._text < 0:
            raise TooLarge


class Substitution:
    """Replaces an identifier by one item. Spans are those of the loop's body.

    ``${Name}`` and ``&{Name}`` are replaced in keys and strings, and so is a ``Ref`` to the
    name. ``&{Name}`` removes characters that are not alphanumeric (documentation page
    "Fn::ForEach").
    """

    def __init__(self, name: str, item: Value, budget: Budget) -> None:
        self._name = name
        self._item = item
        self._text = str(as_text(item))
        self._translator_input = _NOT_ALPHANUMERIC.sub("", self._text)
        self._budget = budget

    def node(self, node: Node) -> Node:
        """Return a node with the identifier replaced; the same node if it does not occur."""
        self._budget.spend(1, 0)
        if isinstance(node, Scalar):
            return self._scalar(node)
        if isinstance(node, Sequence):
            items = tuple([self.node(item) for item in node.items])
            same = all(new is old for new, old in zip(items, node.items, strict=True))
            return node if same else Sequence(items, *_place(node))
        if self._refers(node):
            return Scalar(self._item, self._text, *_place(node))
        entries = [self.entry(entry) for entry in node.entries.values()]
        same = all(new is old for new, old in zip(entries, node.entries.values(), strict=True))
        return node if same else Mapping({e.key.text: e for e in entries}, *_place(node))

    def entry(self, entry: Entry) -> Entry:
        """Return a key and a value with the identifier replaced."""
        text = self._replace(entry.key.text)
        value = self.node(entry.value)
        if text == entry.key.text:
            return entry if value is entry.value else Entry(entry.key, value)
        return Entry(Scalar(text, text, *_place(entry.key)), value)

    def _scalar(self, node: Scalar) -> Scalar:
        if node.tag == "!Ref" and node.text == self._name:
            return Scalar(self._item, self._text, *_place(node)[:3])
        if not isinstance(node.value, str):
            return node
        text = self._replace(node.text)
        return node if text == node.text else Scalar(text, text, *_place(node))

    def _refers(self, node: Mapping) -> bool:
        name = node.get("Ref") if len(node.entries) == 1 else None
        return isinstance(name, Scalar) and name.text == self._name

    def _replace(self, text: str) -> str:
        if f"{{{self._name}}}" not in text:
            return text
        self._budget.spend(0, len(text) + text.count(self._name) * len(self._text))
        replaced = text.replace(f"${{{self._name}}}", self._text)
        return replaced.replace(f"&{{{self._name}}}", self._translator_input)


def _place(node: Node) -> tuple[SourceFile, int, int, str | None]:
    return node.file, node.start_byte, node.end_byte, node.tag
