"""Read the attributes and blocks of a body from its syntax tree."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from iaclint.files.source import Span
from iaclint.syntax.hcl.blocks import Attribute, Block, Body, convert_now, convert_value
from iaclint.syntax.hcl.checks import (
    check_braces,
    check_header,
    check_label,
    check_lines,
    report_duplicate,
)
from iaclint.syntax.hcl.grammar import find_block, is_large, parse_block_tree
from iaclint.syntax.hcl.plain import read_plain
from iaclint.syntax.hcl.text import SourceText, static_text

if TYPE_CHECKING:
    from tree_sitter import Node


HEADER = re.compile(rb'([\w-]+)((?:[ \t]+(?:"[^"\\$%\n]*"|[\w-]+))*)(?=[ \t]*\{)')
_LABEL = re.compile(rb'"([^"]*)"|([\w-]+)')
_ITEMS = ("attribute", "block")


class Outlined(NamedTuple):
    """A block of a file: its header, and where it is."""

    type: str
    labels: tuple[str, ...]
    start: int
    header_end: int
    end: int

    def block(self, text: SourceText) -> Block:
        """Return the block in a file with this text."""
        span = Span(text.file, self.start, self.header_end)
        read = partial(_parse_block, text, self.start, self.end)
        return Block(self.type, self.labels, span, read, self.end)


def outline(node: Node, text: SourceText) -> tuple[Outlined, ...] | None:
    """Return the blocks of a file; None if it has errors, or anything but plain headers."""
    text = text._replace(report=None)
    items = [child for child in node.children if child.type in _ITEMS]
    found = [_outlined(item, text) for item in items if item.type == "block"]
    blocks = tuple(each for each in found if each is not None)
    return blocks if len(blocks) == len(items) and check_lines(items, text) else None


def read_file(node: Node, text: SourceText) -> Body:
    """Return the body of a file; only its attributes (of a variable file) keep the syntax tree."""
    attributes: dict[str, Attribute] = {}
    repeated: list[Attribute] = []
    blocks: list[Block] = []
    children = node.children
    check_lines([child for child in children if child.type in _ITEMS], text)
    for child in children:
        kind = child.type
        if kind == "block":
            found = _outlined(child, text)
            blocks.append(read_block(child, text) if found is None else found.block(text))
        elif kind == "attribute":
            add_attribute(child, text, attributes, repeated)
    return Body(attributes, tuple(blocks), tuple(repeated))


def _outlined(node: Node, text: SourceText) -> Outlined | None:
    start = node.start_byte
    header = HEADER.match(text.data, start)
    if header is None:
        return None
    found = _LABEL.findall(header[2])
    labels = tuple((quoted or bare).decode("utf-8", "replace") for quoted, bare in found)
    name = header[1].decode("utf-8", "replace")
    return Outlined(name, labels, start, header.end(), node.end_byte)


def _parse_block(text: SourceText, start: int, end: int) -> Body:
    """Return the body of a block.

    It is parsed again unless it is plain, or the file's tree is still there. Blocks of a large file
    keep no trees: those of all of them together would take too much memory.
    """
    plain = read_plain(text, start, end)
    if plain is not None:
        return plain
    found = find_block(text.data, start, end)
    if found is not None:
        return _read_inside(found, text)
    part = SourceText(text.data[start:end], text.file, text.shift + start, text.report)
    root = parse_block_tree(part.data)
    return _read_inside(root.children[0].children[0], part, is_large(text.file.data))


def _read_inside(block: Node, text: SourceText, is_dropped: bool = False) -> Body:
    """Return the body of a block; with ``is_dropped``, its attributes do not refer to the tree."""
    inner = next((node for node in block.children if node.type == "body"), None)
    if text.report is not None:
        items = [node for node in inner.children if node.type in _ITEMS] if inner else []
        check_braces(block, items, text)
    return _read_body(inner, text, is_dropped) if inner else Body({}, ())


def _read_body(node: Node, text: SourceText, is_dropped: bool) -> Body:
    """Return the attributes and blocks of a body, without reading the content of blocks."""
    attributes: dict[str, Attribute] = {}
    repeated: list[Attribute] = []
    blocks: list[Block] = []
    for child in node.children:
        kind = child.type
        if kind == "block":
            blocks.append(read_block(child, text, is_dropped))
        elif kind == "attribute":
            add_attribute(child, text, attributes, repeated, is_dropped)
    return Body(attributes, tuple(blocks), tuple(repeated))


def add_attribute(
    node: Node,
    text: SourceText,
    attributes: dict[str, Attribute],
    repeated: list[Attribute],
    is_dropped: bool = False,
) -> None:
    """Add an attribute to ``attributes``, or to ``repeated`` if the name exists."""
    children = node.children
    value = children[-1]
    read = convert_now(value, text) if is_dropped else partial(convert_value, value, text)
    attribute = Attribute(text.of(children[0]), read, text.span(node))
    first = attributes.get(attribute.name)
    if first is not None:
        repeated.append(attribute)
        report_duplicate(children[0], first.span, text)
    else:
        attributes[attribute.name] = attribute


def read_block(node: Node, text: SourceText, is_dropped: bool = False) -> Block:
    """Return a block, without reading its body."""
    head, *rest = node.children
    labels: list[str] = []
    end = head.end_byte
    for child in rest:
        if child.type == "block_start":
            break
        if child.type == "comment":
            continue
        end = child.end_byte
        check_label(child, text)
        labels.append(static_text(text.of(child)))
    check_header(node, end, text)
    span = Span(text.file, node.start_byte + text.shift, end + text.shift)
    if is_dropped:
        read = partial(_parse_block, text, node.start_byte, node.end_byte)
    else:
        read = partial(_read_inside, node, text)
    return Block(text.of(head), tuple(labels), span, read)
