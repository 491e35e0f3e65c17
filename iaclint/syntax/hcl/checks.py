"""Rules of the language that its grammar does not hold: lines, names given twice, labels.

They are checked for what is looked into, while it is read. See "Attributes and Blocks" in the
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

_WORD = re.compile(rb"[\w-]+|.", re.DOTALL)


def report_error(text: SourceText, start: int, message: str, hint: str | None = None) -> None:
    """Report a mistake at the word that starts at an offset into a text's data."""
    if text.report is None:
        return
    word = _WORD.match(text.data, start)
    end = word.end() if word else start
    span = Span(text.file, start + text.shift, end + text.shift)
    text.report(Diagnostic(Level.ERROR, "syntax-error", message, span, hint))


def check_lines(items: Sequence[Node], text: SourceText) -> None:
    """Ask for a new line between arguments and blocks that follow each other."""
    data = text.data
    for before, after in pairwise(items):
        if data.find(b"\n", before.end_byte, after.start_byte) == -1:
            word = text.of(after.children[0])
            message = f"'{word}' must start on a line of its own"
            report_error(text, after.start_byte, message)
            return


def check_braces(block: Node, items: Sequence[Node], text: SourceText) -> None:
    """Ask that a block is on one line, with one argument at the most, or has lines inside."""
    opening, closing = _brace(block, "block_start"), _brace(block, "block_end")
    if opening is None or closing is None:
        return
    data, start, end = text.data, opening.end_byte, closing.start_byte
    if data.find(b"\n", _header_end(block), opening.start_byte) != -1:
        report_error(text, opening.start_byte, "'{' must stand on the line of what it belongs to")
    if not items:
        return
    first, last = items[0], items[-1]
    if data.find(b"\n", start, first.start_byte) == -1:
        if first.type == "block":
            message = "a block on one line holds no other block"
            report_error(text, first.start_byte, message, "start a new line behind '{'")
        elif len(items) == 1 and data.find(b"\n", first.end_byte, end) != -1:
            message = "'}' must stand on the line that the block is on"
            report_error(text, closing.start_byte, message, "or start a new line behind '{'")
        elif len(items) > 1:
            message = "a block on one line holds one argument at the most"
            report_error(text, items[1].start_byte, message, "start a new line behind '{'")
            return
    elif data.find(b"\n", last.end_byte, end) == -1:
        report_error(text, closing.start_byte, "'}' must stand on a line of its own")
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


def check_separators(elements: Sequence[Node], text: SourceText) -> None:
    """Ask for a comma or a new line between the elements of an object."""
    for before, after in pairwise(elements):
        gap = text.data[before.end_byte : after.start_byte]
        if b"," not in gap and b"\n" not in gap:
            report_error(text, after.start_byte, "a comma or a new line is expected before this")
            return


def report_duplicate(name: Node, first: Node, text: SourceText) -> None:
    """Say that an argument is given before."""
    line = Span(text.file, first.start_byte + text.shift, first.end_byte + text.shift).start.line
    message = f"'{text.of(name)}' is given a second time, after line {line}"
    report_error(
        text, name.start_byte, message, "the first one counts here; Terraform refuses both"
    )


def check_label(label: Node, text: SourceText) -> None:
    """Ask for a label that says the same always."""
    written = text.of(label).replace("$${", "").replace("%%{", "")
    if "${" in written or "%{" in written:
        report_error(text, label.start_byte, "a label is fixed: nothing is put in here")
