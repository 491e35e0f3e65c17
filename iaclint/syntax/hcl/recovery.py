"""Read the blocks without errors of a file with a syntax error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iaclint.syntax.hcl.blocks import Attribute, Block, Body
from iaclint.syntax.hcl.bodies import HEADER, add_attribute, read_block
from iaclint.syntax.hcl.grammar import parse_tree
from iaclint.syntax.hcl.lines import find_misplaced
from iaclint.syntax.hcl.text import SourceText

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node


def recover_blocks(root: Node, text: SourceText) -> Body:
    """Return the blocks and attributes without errors, at any depth of the syntax tree."""
    attributes: dict[str, Attribute] = {}
    blocks: list[Block] = []
    pending = [root]
    while pending:
        for child in pending.pop().children:
            if child.type == "block" and not child.has_error:
                blocks.append(read_block(child, text))
            elif child.type == "attribute" and not child.has_error:
                add_attribute(child, text, attributes, [])
            elif child.type in ("body", "ERROR"):
                pending.append(child)
    found = {block.span.start_byte: block for block in (*_read_separately(text), *blocks)}
    return Body(attributes, tuple(found[start] for start in sorted(found)))


def _read_separately(text: SourceText) -> Iterator[Block]:
    """Yield blocks that are parsed on their own: an earlier error may hide them."""
    for start, end in _chunks(text.data):
        part = SourceText(text.data[start:end], text.file, text.shift + start)
        if find_misplaced(part.data) is not None:
            continue
        root = parse_tree(part.data)
        if not root.has_error and root.children and root.children[0].type == "body":
            block = root.children[0].children[0]
            if block.type == "block":
                yield read_block(block, part)


def _chunks(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield ranges from a header at the start of a line to a ``}`` at the start of a line."""
    at, start = 0, None
    for line in data.splitlines(keepends=True):
        end = at + len(line)
        header = HEADER.match(line)
        if header is not None:
            start = at
        if start is not None and line.startswith(b"}"):
            yield start, at + 1
            start = None
        elif header is not None and line.rstrip().endswith(b"}"):
            yield at, end
            start = None
        at = end
