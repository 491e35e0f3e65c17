"""``Fn::FindInMap`` and ``Fn::Select`` with literal arguments that find nothing."""

from __future__ import annotations

from collections.abc import Mapping as MappingABC
from typing import TYPE_CHECKING

from msgspec import Struct

from iaclint.cloudformation.template.function_calls import as_function_call, literal_text
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


class LookupProblem(Struct, frozen=True):
    """A lookup that finds nothing."""

    span: Span
    message: str
    hint: str | None


def missing_key(mappings: MappingABC[str, Entry], items: tuple[Node, ...]) -> LookupProblem | None:
    """Return the first key of ``Fn::FindInMap`` that does not exist; None if none is missing."""
    entry = mappings.get(literal_text(items[0]) or "")
    if entry is None or len(items) != 3:
        return None
    node, path = entry.value, literal_text(items[0]) or ""
    for item in items[1:]:
        name = literal_text(item)
        if name is None or not isinstance(node, Mapping):
            # If the first key is unknown, the second cannot be checked.
            return None
        if name not in node.entries:
            known = node.entries if len(node.entries) <= MAX_HINT_NAMES else ()
            message = f"mapping {path} has no key '{name}'"
            return LookupProblem(item.span.first_line(), message, did_you_mean(name, known))
        node, path = node.entries[name].value, f"{path}.{name}"
    return None


def missing_element(items: tuple[Node, ...]) -> LookupProblem | None:
    """Return the invalid index of ``Fn::Select``; None if it is valid or unknown."""
    index, values = literal_text(items[0]), items[1]
    count = _count(values)
    if index is None or count is None or not isinstance(items[0], Scalar):
        return None
    span = items[0].span
    if not index.isascii() or not index.isdigit():
        return LookupProblem(span, f"'{index}' is not a valid index", None)
    if len(index) < 10 and int(index) < count:
        return None
    return LookupProblem(
        span, f"index {index} is out of range for a list of {count}", "indexes start at 0"
    )


def _count(node: Node) -> int | None:
    """Return the length of a list, None if it is not known."""
    if isinstance(node, Sequence) and node.tag is None:
        # An element that is a function may be AWS::NoValue, so this is the maximum.
        return len(node.items)
    call = as_function_call(node)
    if call is None or call.name != "Split" or not isinstance(call.argument, Sequence):
        return None
    parts = [literal_text(item) for item in call.argument.items]
    if len(parts) != 2 or not parts[0] or parts[1] is None:
        return None
    return parts[1].count(parts[0]) + 1
