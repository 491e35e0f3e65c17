"""Rules of HCL that the grammar does not enforce: lines, duplicate arguments, labels.

They are checked when a block is read. See "Attributes and Blocks" in the
HCL native syntax specification.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from iaclint.files.diagnostics import Diagnostic, Level
from iaclint.files.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tree_sitter import Node

    from iaclint.syntax.hcl.text import SourceText

_COMMENT = re.compile(rb"(?:#|//)[^\n]*|/\*.*?\*/", re.DOTALL)
_WORD = re.compile(rb"[\w-]+|.", re.DOTALL)


def report_error(text: SourceText, start: int, message: str, hint: str | None = None) -> None:
    """Report an error at the word that starts at an offset of a text."""
    if text.report is None:
        return
    word = _WORD.match(text.data, start)
    end = word.end() if word else start
    span = Span(text.file, start + text.shift, end + text.shift)
    text.report(Diagnostic(Level.ERROR, "syntax-error", message, span, hint))


def check_lines(items: Sequence[Node], text: SourceText) -> bool:
    """Check that each argument and block starts on a new line; return whether they do."""
    data = text.data
    for before, after in pairwise(items):
        if data.find(b"\n", before.end_byte, after.start_byte) == -1:
            word = text.of(after.children[0])
            message = f"'{word}' must start on a new line"
            report_error(text, after.start_byte, message)
            return False
    return True


def check_braces(block: Node, items: Sequence[Node], text: SourceText) -> None:
    """Check that a block is either on one line with at most one argument, or spans lines."""
    opening, closing = _brace(block, "block_start"), _brace(block, "block_end")
    if opening is None or closing is None:
        return
    data, start, end = text.data, opening.end_byte, closing.start_byte
    if data.find(b"\n", _header_end(block), opening.start_byte) != -1:
        report_error(text, opening.start_byte, "'{' must be on the same line as the block header")
    if not items:
        return
    first, last = items[0], items[-1]
    if data.find(b"\n", start, first.start_byte) == -1:
        if first.type == "block":
            message = "a single-line block cannot contain a block"
            report_error(text, first.start_byte, message, "start a new line after '{'")
        elif len(items) == 1 and data.find(b"\n", first.end_byte, end) != -1:
            message = "'}' must be on the same line as the single-line block"
            report_error(text, closing.start_byte, message, "or start a new line after '{'")
        elif len(items) > 1:
            message = "a single-line block can contain only one argument"
            report_error(text, items[1].start_byte, message, "start a new line after '{'")
            return
    elif data.find(b"\n", last.end_byte, end) == -1:
        report_error(text, closing.start_byte, "'}' must be on a new line")
    check_lines(items, text)


def _brace(block: Node, kind: str) -> Node | None:
    return next((node for node in block.children if node.type == kind), None)


def _header_end(block: Node) -> int:
    end = block.start_byte
    for node in block.children:
        if node.type == "block_start":
            break
        if node.type != "comment":
            end = node.end_byte
    return end


def check_separators(elements: Sequence[Node], end: int, text: SourceText) -> None:
    """Check that a comma or a newline follows each element of an object, up to its end."""
    starts = [*(element.start_byte for element in elements[1:]), end]
    for before, start in zip(elements, starts, strict=False):
        gap = _COMMENT.sub(b"", text.data[before.end_byte : start])
        separator = gap.lstrip(b" \t\r")[:1]
        if not separator and start != end:
            report_error(text, start, "missing comma or newline before this element")
            return
        if separator == b"\n" and b"," in gap:
            report_error(text, start, "expected an element, found ','")
            return


def report_duplicate(name: Node, first: Span, text: SourceText) -> None:
    """Report a duplicate argument."""
    message = f"duplicate argument '{text.of(name)}', first set on line {first.start.line}"
    report_error(
        text, name.start_byte, message, "Terraform rejects this; iaclint uses the first value"
    )


def check_header(block: Node, end: int, text: SourceText) -> None:
    """Check that the labels of a block, up to an offset, are on the line of its type."""
    if text.data.find(b"\n", block.start_byte, end) != -1:
        name = text.of(block.children[0])
        report_error(text, block.start_byte, f"expected '=' or a block after '{name}'")


def check_label(label: Node, text: SourceText) -> None:
    """Check that a label is a literal."""
    written = text.of(label).replace("$${", "").replace("%%{", "")
    if "${" in written or "%{" in written:
        report_error(text, label.start_byte, "a block label cannot contain interpolation")
