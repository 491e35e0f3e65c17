"""HashiCorp configuration files: bodies, blocks and attributes, read with tree-sitter.

Only what is asked for is turned from tree-sitter's nodes into ours, since most of a
repository is never looked at.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from iaclint.source import SourceFile, Span
from iaclint.syntax.hcl_expressions import convert_expression, static_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node, Parser

    from iaclint.diagnostics import Diagnostic
    from iaclint.syntax.expressions import Expression


class Attribute:
    """``name = expression``; the expression is converted when it is first asked for."""

    __slots__ = ("_expression", "_node", "file", "name")

    def __init__(
        self,
        file: SourceFile,
        name: str,
        node: Node | None,
        expression: Expression | None = None,
    ) -> None:
        self.file = file
        self.name = name
        self._node = node
        self._expression = expression

    @property
    def expression(self) -> Expression:
        """The value as written."""
        if self._expression is None:
            assert self._node is not None
            self._expression = convert_expression(self._node.children[-1], self.file)
        return self._expression

    @property
    def span(self) -> Span:
        """The whole attribute, name included."""
        if self._node is None:
            return self.expression.span
        return Span(self.file, self._node.start_byte, self._node.end_byte)


class Block:
    """``type "label" { … }``; its body is read when it is first asked for."""

    __slots__ = ("_body", "_node", "file", "labels", "span", "type")

    def __init__(
        self,
        file: SourceFile,
        type: str,
        labels: tuple[str, ...],
        span: Span,
        node: Node | None = None,
        body: Body | None = None,
    ) -> None:
        self.file = file
        self.type = type
        self.labels = labels
        self.span = span
        """The header, up to and without the opening brace."""
        self._node = node
        self._body = body

    @property
    def body(self) -> Body:
        """What stands between the braces."""
        if self._body is None:
            inner = next((n for n in _children(self._node) if n.type == "body"), None)
            self._body = read_body(inner, self.file) if inner else Body({}, ())
        return self._body


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


def parse(source: SourceFile) -> tuple[Body, tuple[Diagnostic, ...]]:
    """Read a file; what cannot be understood is left out and reported.

    A syntax error gives one diagnostic, with what was expected where it is known. Blocks
    that have no part in it are kept.
    """
    data = source.data
    if source.bom:
        # White space of the mark's length keeps the parser's offsets and ours the same.
        data = b" " * source.bom + data[source.bom :]
    root = _parser().parse(data).root_node
    if root.has_error:
        from iaclint.syntax.hcl_errors import explain

        return _read_sound_parts(root, source), (explain(source, root),)
    body = next((node for node in root.children if node.type == "body"), None)
    return (read_body(body, source) if body else Body({}, ())), ()


def parse_expression(text: str, source: SourceFile, offset: int = 0) -> Expression | None:
    """Read one expression that stands alone; None where it is not one.

    All spans lie within ``source``, moved by ``offset``: pass a source whose data is
    ``text`` itself for exact places.
    """
    data = b"_=" + text.encode("utf-8") + b"\n"
    root = _parser().parse(data).root_node
    if root.has_error or not root.children or len(root.children[0].children) != 1:
        return None
    node = root.children[0].children[0]
    if node.type != "attribute":
        return None
    return convert_expression(node.children[-1], source, offset - 2, data)


def parse_template(text: str, source: SourceFile, offset: int = 0) -> Expression | None:
    """Read the text of a template file, or of a string in JSON syntax; None where it fails.

    Backslashes stand for themselves here. Spans are as with ``parse_expression``.
    """
    delimiter = "T"
    while delimiter in text:
        delimiter += "T"
    head = f"_=<<{delimiter}\n".encode()
    data = head + text.encode("utf-8") + f"\n{delimiter}\n".encode()
    root = _parser().parse(data).root_node
    if root.has_error or not root.children or len(root.children[0].children) != 1:
        return None
    node = root.children[0].children[0]
    from iaclint.syntax.hcl_templates import convert_bare_template

    return convert_bare_template(node.children[-1], source, offset - len(head), data)


@cache
def _parser() -> Parser:
    from tree_sitter import Language, Parser
    from tree_sitter_hcl import language

    return Parser(Language(language()))


def _children(node: Node | None) -> list[Node]:
    return node.children if node is not None else []


def read_body(node: Node, source: SourceFile) -> Body:
    """Read a body's attributes and blocks, not looking into either."""
    attributes: dict[str, Attribute] = {}
    repeated: list[Attribute] = []
    blocks: list[Block] = []
    for child in node.children:
        kind = child.type
        if kind == "block":
            blocks.append(_read_block(child, source))
        elif kind == "attribute":
            attribute = _read_attribute(child, source)
            if attribute.name in attributes:
                repeated.append(attribute)
            else:
                attributes[attribute.name] = attribute
    return Body(attributes, tuple(blocks), tuple(repeated))


def _read_attribute(node: Node, source: SourceFile) -> Attribute:
    name = node.children[0]
    text = source.data[name.start_byte : name.end_byte].decode("utf-8", "replace")
    return Attribute(source, text, node)


def _read_block(node: Node, source: SourceFile) -> Block:
    children = node.children
    head = children[0]
    type = source.data[head.start_byte : head.end_byte].decode("utf-8", "replace")
    labels: list[str] = []
    end = head.end_byte
    for child in children[1:]:
        if child.type == "block_start":
            break
        end = child.end_byte
        labels.append(static_text(child, source))
    return Block(source, type, tuple(labels), Span(source, node.start_byte, end), node)


def _read_sound_parts(root: Node, source: SourceFile) -> Body:
    """Keep the blocks that have no error inside, wherever the parser left them."""
    attributes: dict[str, Attribute] = {}
    blocks: list[Block] = []
    pending = [root]
    while pending:
        for child in pending.pop().children:
            if child.type == "block" and not child.has_error:
                blocks.append(_read_block(child, source))
            elif child.type == "attribute" and not child.has_error:
                attribute = _read_attribute(child, source)
                attributes.setdefault(attribute.name, attribute)
            elif child.type in ("body", "ERROR"):
                pending.append(child)
    blocks.sort(key=lambda block: block.span.start_byte)
    return Body(attributes, tuple(blocks))
