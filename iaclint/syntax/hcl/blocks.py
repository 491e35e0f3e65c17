"""Bodies, blocks and attributes, whose content is read lazily."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iaclint.files.source import Span
from iaclint.syntax.hcl.expressions import convert
from iaclint.syntax.hcl.newlines import has_illegal_newline
from iaclint.syntax.hcl.nodes import Invalid, TooDeep

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tree_sitter import Node

    from iaclint.syntax.hcl.nodes import Expression
    from iaclint.syntax.hcl.text import SourceText


class Attribute:
    """``name = expression``; the expression is converted lazily."""

    __slots__ = ("_expression", "_node", "_start", "_text", "name")

    def __init__(
        self,
        name: str,
        node: Node | None = None,
        text: SourceText | None = None,
        expression: Expression | None = None,
        start: int | None = None,
    ) -> None:
        self.name = name
        self._node = node
        self._text = text
        self._expression = expression
        self._start = start

    @property
    def expression(self) -> Expression:
        """The expression of the value."""
        if self._expression is None:
            assert self._node is not None
            assert self._text is not None
            self._expression = convert_value(self._node.children[-1], self._text)
        return self._expression

    @property
    def span(self) -> Span:
        """The span of the attribute, including its name."""
        if self._node is not None and self._text is not None:
            return self._text.span(self._node)
        value = self.expression.span
        return value if self._start is None else Span(value.file, self._start, value.end_byte)


class Block:
    """``type "label" { … }``; its body is read lazily."""

    __slots__ = ("_end", "_read", "labels", "span", "type")

    def __init__(
        self,
        type: str,
        labels: tuple[str, ...],
        span: Span,
        read: Callable[[], Body] | Body,
        end: int | None = None,
    ) -> None:
        """``read`` is the body, or returns it."""
        self.type = type
        self.labels = labels
        self.span = span
        """The header, without the opening brace."""
        self._read = read
        self._end = end

    @property
    def body(self) -> Body:
        """The body of the block."""
        if not isinstance(self._read, Body):
            self._read = self._read()
        return self._read

    @property
    def text(self) -> str | None:
        """The source text of a block of a file; None for one in JSON, or a merged one."""
        return Span(self.span.file, self.span.start_byte, self._end).text if self._end else None

    def may_have(self, name: str) -> bool:
        """Return whether the source of the block contains a word, without reading the body."""
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
        """Duplicate attributes, which HCL rejects."""

    def blocks_of(self, type: str) -> Iterator[Block]:
        """Yield the blocks of one type."""
        return (block for block in self.blocks if block.type == type)


def convert_value(node: Node, text: SourceText) -> Expression:
    """Return the expression of an attribute; invalid if it contains an illegal newline."""
    try:
        if has_illegal_newline(node, text.data):
            message = "unexpected newline in an expression: put it in parentheses"
            return Invalid(text.span(node), message)
    except RecursionError:
        return TooDeep(text.span(node), "this expression is nested too deeply to evaluate")
    return convert_safely(node, text)


def convert_safely(node: Node, text: SourceText) -> Expression:
    """Return the expression of a node; invalid if it is nested too deeply."""
    try:
        return convert(node, text)
    except RecursionError:
        return TooDeep(text.span(node), "this expression is nested too deeply to evaluate")
