"""The nodes of a syntax tree of HCL by offset, with the nodes around them."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from tree_sitter import Node

NodePath: TypeAlias = "list[Node]"
"""A node, and the nodes around it, up to the root."""


def node_path(root: Node, offset: int) -> NodePath:
    """Return the innermost node at an offset, and the nodes around it, up to the root.

    Tree-sitter passes all earlier siblings to find a node, and again to find its parent.
    """
    path: NodePath = []
    node: Node | None = root
    while node is not None:
        path.append(node)
        node = _child_at(node, offset)
    path.reverse()
    return path


def _child_at(node: Node, offset: int) -> Node | None:
    children = node.children
    before = bisect_right(children, offset, key=_start)
    found = children[before - 1] if before else None
    return found if found is not None and offset < found.end_byte else None


def _start(node: Node) -> int:
    return node.start_byte
