"""Lookups that find nothing, where what they look for is written out."""

from __future__ import annotations

from collections.abc import Mapping as MappingABC
from typing import TYPE_CHECKING, NamedTuple

from iaclint.cloudformation.template.calls import as_call, literal
from iaclint.files.diagnostics import did_you_mean
from iaclint.limits import MAX_HINT_NAMES
from iaclint.syntax.tree import (
    Entry,
    Mapping,
    Node,
    Scalar,
    Sequence,
)

if TYPE_CHECKING:
    from iaclint.files.source import Span


class Fault(NamedTuple):
    """What a lookup does not find, and where that is written."""

    span: Span
    message: str
    hint: str | None


def missing_key(mappings: MappingABC[str, Entry], items: tuple[Node, ...]) -> Fault | None:
    """Return which of the keys of ``Fn::FindInMap`` there is not, as far as they are literal."""
    entry = mappings.get(literal(items[0]) or "")
    if entry is None or len(items) != 3:
        return None
    node, path = entry.value, literal(items[0]) or ""
    for item in items[1:]:
        name = literal(item)
        if name is None or not isinstance(node, Mapping):
            # Under an unknown first key the second one may be missing as well.
            return None
        if name not in node.entries:
            known = node.entries if len(node.entries) <= MAX_HINT_NAMES else ()
            message = f"the mapping {path} has no key '{name}'"
            return Fault(item.span.first_line(), message, did_you_mean(name, known))
        node, path = node.entries[name].value, f"{path}.{name}"
    return None


def missing_element(items: tuple[Node, ...]) -> Fault | None:
    """Return what ``Fn::Select`` does not find in a list that is written out."""
    index, values = literal(items[0]), items[1]
    count = _count(values)
    if index is None or count is None or not isinstance(items[0], Scalar):
        return None
    span = items[0].span
    if not index.isascii() or not index.isdigit():
        return Fault(span, f"'{index}' is no index: elements are counted from 0", None)
    if len(index) < 10 and int(index) < count:
        return None
    return Fault(span, f"there is no element {index} in a list of {count}", "the first one is 0")


def _count(node: Node) -> int | None:
    """Return the length of a list, None where that is not certain."""
    if isinstance(node, Sequence) and node.tag is None:
        # An element that is a call may come to nothing, so that there are fewer.
        return len(node.items)
    call = as_call(node)
    if call is None or call.name != "Split" or not isinstance(call.argument, Sequence):
        return None
    parts = [literal(item) for item in call.argument.items]
    if len(parts) != 2 or not parts[0] or parts[1] is None:
        return None
    return parts[1].count(parts[0]) + 1
