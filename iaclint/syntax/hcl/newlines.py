"""Illegal newlines in expressions, which the grammar does not detect.

Outside parentheses and brackets a newline ends an expression, and a quoted string cannot
span lines. See "Expressions" in HCL's syntax specification.
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
"""Nodes in which newlines are ignored, except in nested objects."""

_QUOTED = frozenset(["string_lit", "quoted_template"])
_PARTS = frozenset(["template_directive", "template_if", "template_for"])
"""Nodes whose text is that of the string around them."""
_TEXT_IN_STRING = frozenset(["template_literal", "template_if", "template_for"])
_TEXT = frozenset(["heredoc_template", "template_if", "template_for"])


def has_illegal_newline(node: Node, data: bytes) -> bool:
    """Return whether an expression has a newline, in it or before it, that HCL does not allow."""
    before = node.prev_sibling
    start = node.start_byte
    if before is not None and data.find(b"\n", before.end_byte, start) != -1:
        return True
    if data.find(b"\n", start, node.end_byte) == -1:
        return False
    return _has_illegal_newline(node, data, free=False)


def _has_illegal_newline(node: Node, data: bytes, free: bool, quoted: bool = False) -> bool:
    """``quoted`` is whether text belongs to a quoted string, perhaps inside of a directive."""
    kind = node.type
    if kind in _QUOTED and _has_newline(node, data):
        return True
    if quoted and kind in _TEXT_IN_STRING and _has_newline_between(node, data):
        return True
    quoted = kind in _QUOTED or (quoted and kind in _PARTS)
    if kind in _NEWLINES_ALLOWED:
        free = True
    elif kind == "object_elem":
        free = False
    if kind in _TEXT or kind in _QUOTED or kind in ("object", "for_expr"):
        return any(_has_illegal_newline(child, data, free, quoted) for child in node.children)
    depth = 0
    end = node.start_byte
    for child in node.children:
        is_loose = free or depth > 0
        start = child.start_byte
        if not is_loose and data.find(b"\n", end, start) != -1:
            return True
        end = child.end_byte
        if data.find(b"\n", start, end) != -1:
            if _has_illegal_newline(child, data, is_loose, quoted):
                return True
        elif end - start == 1:
            depth += (child.type == "(") - (child.type == ")")
    return False


def _has_newline_between(node: Node, data: bytes) -> bool:
    """Return whether there is a newline in a node outside of its children."""
    start = node.start_byte
    for child in node.children:
        if b"\n" in data[start : child.start_byte]:
            return True
        start = child.end_byte
    return b"\n" in data[start : node.end_byte]


def _has_newline(node: Node, data: bytes) -> bool:
    """Return whether the literal parts of a quoted string contain a newline."""
    start = node.start_byte
    for child in node.children:
        if child.type in ("template_interpolation", "template_directive"):
            if b"\n" in data[start : child.start_byte]:
                return True
            start = child.end_byte
    return b"\n" in data[start : node.end_byte]
