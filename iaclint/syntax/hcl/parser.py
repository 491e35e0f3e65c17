"""HashiCorp configuration files: bodies, blocks and attributes, read with tree-sitter.

A file is parsed whole, to find its errors and where its blocks are; then the syntax tree is
dropped, since it takes fifty times the file's size and most of a repository is never looked
at. A block that is looked into is parsed again, by itself.
"""

from __future__ import annotations

import re
from functools import cache, partial
from typing import TYPE_CHECKING

from iaclint.files.source import SourceFile, Span
from iaclint.syntax.hcl.checks import (
    check_braces,
    check_label,
    check_lines,
    report_duplicate,
)
from iaclint.syntax.hcl.expressions import convert
from iaclint.syntax.hcl.newlines import has_illegal_newline
from iaclint.syntax.hcl.nodes import Invalid
from iaclint.syntax.hcl.text import SourceText, static_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tree_sitter import Node, Parser

    from iaclint.files.diagnostics import Diagnostic
    from iaclint.syntax.hcl.nodes import Expression


class Attribute:
    """``name = expression``; the expression is converted when it is first asked for."""

    __slots__ = ("_expression", "_node", "_text", "name")

    def __init__(
        self,
        name: str,
        node: Node | None = None,
        text: SourceText | None = None,
        expression: Expression | None = None,
    ) -> None:
        self.name = name
        self._node = node
        self._text = text
        self._expression = expression

    @property
    def expression(self) -> Expression:
        """The value as written."""
        if self._expression is None:
            assert self._node is not None
            assert self._text is not None
            self._expression = _value_of(self._node.children[-1], self._text)
        return self._expression

    @property
    def span(self) -> Span:
        """The whole attribute, name included."""
        if self._node is None or self._text is None:
            return self.expression.span
        return self._text.span(self._node)


class Block:
    """``type "label" { … }``; its body is read when it is first asked for."""

    __slots__ = ("_body", "_end", "_read", "labels", "span", "type")

    def __init__(
        self,
        type: str,
        labels: tuple[str, ...],
        span: Span,
        read: Callable[[], Body],
        end: int | None = None,
    ) -> None:
        self.type = type
        self.labels = labels
        self.span = span
        """The header, up to and without the opening brace."""
        self._read = read
        self._end = end
        self._body: Body | None = None

    @property
    def body(self) -> Body:
        """What stands between the braces."""
        if self._body is None:
            self._body = self._read()
        return self._body

    def may_have(self, name: str) -> bool:
        """Tell, without reading the body, whether a word can stand anywhere in the block."""
        if self._end is None:
            return True
        return self.span.file.data.find(name.encode(), self.span.end_byte, self._end) != -1


class Body:
    """Attributes by name, and blocks in order."""

    __slots__ = ("attributes", "blocks", "repeated")

    def __init__(
        self,
        attributes: dict[str, Attribute],
        blocks: tuple[Block, ...],
        repeated: tuple[Attribute, ...] = (),
    ) -> None:
        self.attributes = attributes
        self.blocks = blocks
        self.repeated = repeated
        """Attributes that were given before under the same name, which HCL refuses."""

    def blocks_of(self, type: str) -> Iterator[Block]:
        """Yield the blocks of one type."""
        return (block for block in self.blocks if block.type == type)


def parse(
    source: SourceFile, report: Callable[[Diagnostic], None] | None = None
) -> tuple[Body, tuple[Diagnostic, ...]]:
    """Read a file; what cannot be understood is left out and reported.

    A syntax error gives one diagnostic, with what was expected where it is known. Blocks
    that have no part in it are kept. ``report`` is told of mistakes that only show when a
    block is looked into, at that time.
    """
    data = source.data
    if source.bom:
        # White space of the mark's length keeps the parser's offsets and ours the same.
        data = b" " * source.bom + data[source.bom :]
    root = _tree(data)
    if root.has_error:
        from iaclint.syntax.hcl.error_messages import explain

        return _recover_blocks(root, SourceText(data, source)), (explain(source, root),)
    body = next((node for node in root.children if node.type == "body"), None)
    return (_read_file(body, SourceText(data, source, 0, report)) if body else Body({}, ())), ()


def parse_expression(text: str, source: SourceFile, offset: int = 0) -> Expression | None:
    """Read one expression that stands alone; None where it is not one.

    All spans lie within ``source``, moved by ``offset``: pass a source whose data is
    ``text`` itself for exact places.
    """
    data = b"_=" + text.encode("utf-8") + b"\n"
    root = _tree(data)
    if root.has_error or not root.children or len(root.children[0].children) != 1:
        return None
    node = root.children[0].children[0]
    if node.type != "attribute":
        return None
    return _converted(node.children[-1], SourceText(data, source, offset - 2))


def parse_template(text: str, source: SourceFile, offset: int = 0) -> Expression | None:
    """Read the text of a template file, or of a string in JSON syntax; None where it fails.

    Backslashes stand for themselves here. Spans are as with ``parse_expression``.
    """
    delimiter = "T"
    while delimiter in text:
        delimiter += "T"
    head = f"_=<<{delimiter}\n".encode()
    data = head + text.encode("utf-8") + f"\n{delimiter}\n".encode()
    root = _tree(data)
    if root.has_error or not root.children or len(root.children[0].children) != 1:
        return None
    node = root.children[0].children[0]
    from iaclint.syntax.hcl.templates import convert_bare_template

    try:
        place = SourceText(data, source, offset - len(head))
        return convert_bare_template(node.children[-1], place, convert)
    except RecursionError:
        return None


_EXPONENT = re.compile(rb"(?<![\w.])(?<!\w-)[0-9]+[eE][-+]?[0-9]+(?![\w.])")


def _tree(data: bytes) -> Node:
    """Parse; the grammar doesn't know ``1e3``, so such a number stands in as plain digits."""
    root = _parser().parse(data).root_node
    if root.has_error and _EXPONENT.search(data):
        # What expressions say is read from the text itself, so only the length matters.
        return _parser().parse(_EXPONENT.sub(lambda m: b"1" * len(m[0]), data)).root_node
    return root


def _value_of(node: Node, text: SourceText) -> Expression:
    """Convert what an attribute is set to, which must not break off at the end of a line."""
    try:
        if has_illegal_newline(node, text.data):
            message = "a line ends inside of this expression: put it in parentheses"
            return Invalid(text.span(node), message)
    except RecursionError:
        return Invalid(text.span(node), "this is nested too deeply to evaluate")
    return _converted(node, text)


def _converted(node: Node, text: SourceText) -> Expression:
    try:
        return convert(node, text)
    except RecursionError:
        return Invalid(text.span(node), "this is nested too deeply to evaluate")


@cache
def _parser() -> Parser:
    from tree_sitter import Language, Parser
    from tree_sitter_hcl import language

    return Parser(Language(language()))


_HEADER = re.compile(rb'([\w-]+)((?:[ \t]+(?:"[^"\\$%\n]*"|[\w-]+))*)(?=[ \t]*\{)')
_LABEL = re.compile(rb'"([^"]*)"|([\w-]+)')


_ITEMS = ("attribute", "block")


def _read_file(node: Node, text: SourceText) -> Body:
    """Note a file's blocks; only attributes (of a variable file) keep the syntax tree."""
    attributes: dict[str, Attribute] = {}
    repeated: list[Attribute] = []
    blocks: list[Block] = []
    children = node.children
    check_lines([child for child in children if child.type in _ITEMS], text)
    for child in children:
        kind = child.type
        if kind == "block":
            blocks.append(_lazy_block(child, text))
        elif kind == "attribute":
            _add_attribute(child, text, attributes, repeated)
    return Body(attributes, tuple(blocks), tuple(repeated))


def _lazy_block(node: Node, text: SourceText) -> Block:
    start, end = node.start_byte, node.end_byte
    header = _HEADER.match(text.data, start)
    if header is None:
        return _read_block(node, text)
    found = _LABEL.findall(header[2])
    labels = tuple((quoted or bare).decode("utf-8", "replace") for quoted, bare in found)
    span = Span(text.file, start, header.end())
    name = header[1].decode("utf-8", "replace")
    return Block(name, labels, span, partial(_parse_block, text, start, end), end)


def _parse_block(text: SourceText, start: int, end: int) -> Body:
    """Parse one block of a file again."""
    part = SourceText(text.data[start:end], text.file, text.shift + start, text.report)
    root = _tree(part.data)
    block = root.children[0].children[0]
    return _read_inside(block, part)


def _read_inside(block: Node, text: SourceText) -> Body:
    inner = next((node for node in block.children if node.type == "body"), None)
    if text.report is not None:
        items = [node for node in inner.children if node.type in _ITEMS] if inner else []
        check_braces(block, items, text)
    return _read_body(inner, text) if inner else Body({}, ())


def _read_body(node: Node, text: SourceText) -> Body:
    """Read a body's attributes and blocks, not looking into either."""
    attributes: dict[str, Attribute] = {}
    repeated: list[Attribute] = []
    blocks: list[Block] = []
    for child in node.children:
        kind = child.type
        if kind == "block":
            blocks.append(_read_block(child, text))
        elif kind == "attribute":
            _add_attribute(child, text, attributes, repeated)
    return Body(attributes, tuple(blocks), tuple(repeated))


def _add_attribute(
    node: Node, text: SourceText, attributes: dict[str, Attribute], repeated: list[Attribute]
) -> None:
    attribute = Attribute(text.of(node.children[0]), node, text)
    first = attributes.get(attribute.name)
    if first is not None:
        repeated.append(attribute)
        assert first._node is not None
        report_duplicate(node.children[0], first._node, text)
    else:
        attributes[attribute.name] = attribute


def _read_block(node: Node, text: SourceText) -> Block:
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
    span = Span(text.file, node.start_byte + text.shift, end + text.shift)
    return Block(text.of(head), tuple(labels), span, partial(_read_inside, node, text))


def _recover_blocks(root: Node, text: SourceText) -> Body:
    """Keep the blocks that have no error inside, wherever the parser left them."""
    attributes: dict[str, Attribute] = {}
    blocks: list[Block] = []
    pending = [root]
    while pending:
        for child in pending.pop().children:
            if child.type == "block" and not child.has_error:
                blocks.append(_read_block(child, text))
            elif child.type == "attribute" and not child.has_error:
                _add_attribute(child, text, attributes, [])
            elif child.type in ("body", "ERROR"):
                pending.append(child)
    found = {block.span.start_byte: block for block in (*_read_separately(text), *blocks)}
    return Body(attributes, tuple(found[start] for start in sorted(found)))


def _read_separately(text: SourceText) -> Iterator[Block]:
    """Read what looks like a block of its own: the parser may give up long before it."""
    for start, end in _chunks(text.data):
        part = SourceText(text.data[start:end], text.file, text.shift + start)
        root = _tree(part.data)
        if not root.has_error and root.children and root.children[0].type == "body":
            block = root.children[0].children[0]
            if block.type == "block":
                yield _read_block(block, part)


def _chunks(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield stretches from a header at the start of a line to a brace that starts one."""
    at, start = 0, None
    for line in data.splitlines(keepends=True):
        end = at + len(line)
        header = _HEADER.match(line)
        if header is not None:
            start = at
        if start is not None and line.startswith(b"}"):
            yield start, at + 1
            start = None
        elif header is not None and line.rstrip().endswith(b"}"):
            yield at, end
            start = None
        at = end
