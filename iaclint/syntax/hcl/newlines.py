"""Where a line may not end: a rule of HCL that the grammar does not know.

Outside of parentheses and brackets a newline ends an expression, and a quoted string never
spans lines. See "Expressions" in HCL's syntax specification.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Node

_NEWLINES_ALLOWED = frozenset(
    [
        "tuple",
        "function_arguments",
        "new_index",
        "for_tuple_expr",
        "for_object_expr",
        "template_interpolation",
        "template_directive",
    ]
)
"""Nodes in which newlines mean nothing, but for those in objects inside."""

_QUOTED = frozenset(["string_lit", "quoted_template"])
_TEXT = frozenset(["heredoc_template", "template_if", "template_for"])


def has_illegal_newline(node: Node, data: bytes) -> bool:
    """Tell whether an expression has a newline where HCL allows none."""
    if node.start_point[0] == node.end_point[0]:
        return False
    return _has_illegal_newline(node, data, free=False)


def _has_illegal_newline(node: Node, data: bytes, free: bool) -> bool:
    kind = node.type
    if kind in _QUOTED and _has_newline(node, data):
        return True
    if kind in _NEWLINES_ALLOWED:
        free = True
    elif kind == "object_elem":
        free = False
    if kind in _TEXT or kind in _QUOTED or kind in ("object", "for_expr"):
        return any(_has_illegal_newline(child, data, free) for child in node.children)
    depth = 0
    end = node.start_byte
    for child in node.children:
        is_loose = free or depth > 0
        if not is_loose and b"\n" in data[end : child.start_byte]:
            return True
        depth += (child.type == "(") - (child.type == ")")
        if child.start_point[0] != child.end_point[0] and _has_illegal_newline(
            child, data, is_loose
        ):
            return True
        end = child.end_byte
    return False


def _has_newline(node: Node, data: bytes) -> bool:
    """Tell whether the text of a quoted string, between interpolations, spans lines."""
    start = node.start_byte
    for child in node.children:
        if child.type in ("template_interpolation", "template_directive"):
            if b"\n" in data[start : child.start_byte]:
                return True
            start = child.end_byte
    return b"\n" in data[start : node.end_byte]
