"""Parse HCL files to bodies, blocks and attributes, with tree-sitter.

A file is parsed as a whole, to find its errors and its blocks; then the syntax tree is
dropped after some more files, because it takes fifty times the size of the file and most blocks
are never read. A block that is read later is parsed again, on its own. A file with the same text as
another one is not parsed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from iaclint.files.diagnostics import REACHED, Diagnostic, Level
from iaclint.files.source import Span
from iaclint.limits import MAX_HCL_BYTES, MAX_HCL_VALUES
from iaclint.syntax.errors import ParseError, check_utf8
from iaclint.syntax.hcl.blocks import Body, convert_safely
from iaclint.syntax.hcl.bodies import Outlined, outline, read_file
from iaclint.syntax.hcl.expressions import convert
from iaclint.syntax.hcl.grammar import is_large, parse_file_tree, parse_tree
from iaclint.syntax.hcl.text import SourceText

if TYPE_CHECKING:
    from collections.abc import Callable

    from tree_sitter import Node

    from iaclint.files.source import SourceFile
    from iaclint.syntax.hcl.nodes import Expression


_KEPT_TEXTS: Final = 1_000


def parse(
    source: SourceFile, report: Callable[[Diagnostic], None] | None = None
) -> tuple[Body, tuple[Diagnostic, ...]]:
    """Return the body of a file, and diagnostics.

    A file with a syntax error has one diagnostic, and a body of the blocks without errors.
    ``report`` is called for errors that are found later, when a block is read.
    """
    refused = refusal(source)
    if refused is not None:
        return Body({}, ()), (refused,)
    data = source.data
    if source.bom:
        # Replace the byte order mark by white space, so that offsets stay the same.
        data = b" " * source.bom + data[source.bom :]
    same = _same_text.get(data)
    if same is not None:
        text = SourceText(same.data, source, 0, report)
        return Body({}, tuple(block.block(text) for block in same.blocks)), ()
    root = parse_file_tree(data, _is_broken)
    if root.has_error:
        from iaclint.syntax.hcl.error_messages import explain
        from iaclint.syntax.hcl.recovery import recover_blocks

        return recover_blocks(root, SourceText(data, source)), (explain(source, root),)
    found = next((node for node in root.children if node.type == "object"), None)
    if found is not None:
        message = "expected an argument or a block, found '{'"
        span = Span(source, found.start_byte, found.start_byte + 1)
        return Body({}, ()), (Diagnostic(Level.ERROR, "syntax-error", message, span),)
    body = next((node for node in root.children if node.type == "body"), None)
    if body is None:
        return Body({}, ()), ()
    text = SourceText(data, source, 0, report)
    _keep(body, text)
    return read_file(body, text), ()


def _is_broken(data: bytes) -> bool:
    """Return whether a file has a misplaced token."""
    from iaclint.syntax.hcl.lines import find_misplaced

    return find_misplaced(data) is not None


class _Text(NamedTuple):
    """The text of a file, and its blocks."""

    data: bytes
    blocks: tuple[Outlined, ...]


_same_text: dict[bytes, _Text] = {}
"""Texts of files that were parsed: many folders have copies of one file."""


def _keep(body: Node, text: SourceText) -> None:
    blocks = None if is_large(text.data) else outline(body, text)
    if blocks is None:
        return
    if len(_same_text) == _KEPT_TEXTS:
        _same_text.clear()
    _same_text[text.data] = _Text(text.data, blocks)


def refusal(source: SourceFile) -> Diagnostic | None:
    """Return an error for a file that is too large to be parsed, or not UTF-8."""
    try:
        check_utf8(source)
    except ParseError as error:
        return error.diagnostic
    size = MAX_HCL_BYTES // 1_000_000
    message = f"'{source.display}' is larger than {size} MB, the limit for HCL"
    if len(source.data) <= MAX_HCL_BYTES:
        if len(source.data) <= MAX_HCL_VALUES or _values(source.data) <= MAX_HCL_VALUES:
            return None
        message = f"'{source.display}' has more than {MAX_HCL_VALUES:,} values, the limit for HCL"
    return Diagnostic(Level.ERROR, REACHED, message, unread=(source.path,))


def _values(data: bytes) -> int:
    """Return a number that the values in a text do not exceed by much."""
    return sum(map(data.count, (b",", b"=", b"{", b"[", b"(")))


def parse_expression(text: str, source: SourceFile, offset: int = 0) -> Expression | None:
    """Return a single expression; None if the text is not one.

    Spans are in ``source``, shifted by ``offset``: for exact spans, pass a source whose data
    is ``text``.
    """
    data = b"_=" + text.encode("utf-8") + b"\n"
    root = parse_tree(data)
    if root.has_error or not root.children or len(root.children[0].children) != 1:
        return None
    node = root.children[0].children[0]
    if node.type != "attribute":
        return None
    return convert_safely(node.children[-1], SourceText(data, source, offset - 2))


def parse_template(text: str, source: SourceFile, offset: int = 0) -> Expression | None:
    """Return the expression of a template file or of a string in JSON syntax; None if invalid.

    Backslashes are literal. Spans are those of ``parse_expression``.
    """
    delimiter = "T" * (1 + max(map(len, re.findall("T+", text)), default=0))
    head = f"_=<<{delimiter}\n".encode()
    data = head + text.encode("utf-8") + f"\n{delimiter}\n".encode()
    root = parse_tree(data)
    if root.has_error or not root.children or len(root.children[0].children) != 1:
        return None
    node = root.children[0].children[0]
    from iaclint.syntax.hcl.templates import convert_bare_template

    try:
        place = SourceText(data, source, offset - len(head))
        return convert_bare_template(node.children[-1], place, convert)
    except RecursionError:
        return None
