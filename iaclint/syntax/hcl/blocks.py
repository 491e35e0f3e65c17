"""Bodies, blocks and attributes, whose content is read lazily."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from iaclint.files.source import Span
from iaclint.syntax.hcl.expressions import convert
from iaclint.syntax.hcl.newlines import has_illegal_newline
from iaclint.syntax.hcl.nodes import Expression, Invalid, TooDeep

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tree_sitter import Node

    from iaclint.files.diagnostics import Diagnostic
    from iaclint.syntax.hcl.text import SourceText


class Attribute:
    """``name = expression``; the expression is converted lazily."""

    __slots__ = ("_read", "_span", "name")

    def __init__(
        self,
        name: str,
        read: Callable[[], Expression] | Expression,
        span: Span | None = None,
    ) -> None:
        """``read`` is the expression, or returns it; ``span`` is that of the attribute."""
        self.name = name
        self._read = read
        self._span = span

    @property
    def expression(self) -> Expression:
        """The expression of the value."""
        if not isinstance(self._read, Expression):
            self._read = self._read()
        return self._read

    @property
    def span(self) -> Span:
        """The span of the attribute, including its name."""
        return self._span or self.expression.span


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


def convert_now(node: Node, text: SourceText) -> Callable[[], Expression] | Expression:
    """Return the expression of an attribute, so that the syntax tree can be dropped.

    If it has errors, return a function that reports them and returns it.
    """
    if text.report is None:
        return convert_value(node, text)
    found: list[Diagnostic] = []
    expression = convert_value(node, text._replace(report=found.append))
    return partial(_reporting, found, text.report, expression) if found else expression


def _reporting(
    found: Sequence[Diagnostic], report: Callable[[Diagnostic], None], expression: Expression
) -> Expression:
    for diagnostic in found:
        report(diagnostic)
    return expression


def convert_safely(node: Node, text: SourceText) -> Expression:
    """Return the expression of a node; invalid if it is nested too deeply."""
    try:
        return convert(node, text)
    except RecursionError:
        return TooDeep(text.span(node), "this expression is nested too deeply to evaluate")
