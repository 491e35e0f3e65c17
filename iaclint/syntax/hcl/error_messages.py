"""Messages for syntax errors in HCL.

tree-sitter detects an error and its approximate position. The first misplaced token shows what is
wrong.
"""

from __future__ import annotations

import re
from operator import itemgetter
from typing import TYPE_CHECKING

from iaclint.files.diagnostics import Diagnostic, Level, did_you_mean
from iaclint.files.source import SourceFile, Span
from iaclint.syntax.hcl.lines import find_misplaced

if TYPE_CHECKING:
    from tree_sitter import Node


def explain(source: SourceFile, root: Node) -> Diagnostic:
    """Return a diagnostic for the first syntax error of a file."""
    data = b" " * source.bom + source.data[source.bom :]
    found = (_find_directive(data), find_misplaced(data))
    first = min((each for each in found if each), key=itemgetter(0), default=None)
    offset, message, hint = first or _explain_with_tree_sitter(source, root)
    end = _token_end(data, offset)
    return Diagnostic(Level.ERROR, "syntax-error", message, Span(source, offset, end), hint)


_DIRECTIVE = re.compile(rb"(?<!%)%\{~?\s*([A-Za-z_][\w-]*)?")
_COMMENT = re.compile(rb"\s*(?:#|//)")
_OPENED_BY = {b"endif": b"if", b"else": b"if", b"endfor": b"for"}


def _find_directive(data: bytes) -> tuple[int, str, str | None] | None:
    """Return an unknown template directive, or one without its counterpart."""
    opened: list[tuple[bytes, int]] = []
    line = before = 0
    for match in _DIRECTIVE.finditer(data):
        word, at = match[1], match.start()
        # A line can have very many of them.
        line = max(line, data.rfind(b"\n", before, at) + 1)
        before = at
        if _COMMENT.match(data, line, at):
            continue
        if word in (b"if", b"for"):
            opened.append((word, at))
        elif word not in _OPENED_BY:
            written = (word or b"").decode("ascii", "replace")
            hint = did_you_mean(written, _WORDS)
            return at, f"unknown template directive '{written}'", hint or f"known: {_KNOWN}"
        elif not opened or opened[-1][0] != _OPENED_BY[word]:
            half = _OPENED_BY[word].decode()
            return at, f"'{word.decode()}' without a preceding '{half}'", None
        elif word != b"else":
            opened.pop()
    if opened:
        word, at = opened[-1]
        end = f"%{{ end{word.decode()} }}"
        return at, f"unclosed '{word.decode()}' directive", f"close it with {end}"
    return None


_WORDS = ("if", "else", "endif", "for", "endfor")
_KNOWN = ", ".join(_WORDS)


def _explain_with_tree_sitter(source: SourceFile, root: Node) -> tuple[int, str, str | None]:
    """Return the first error of tree-sitter."""
    node = root
    while True:
        inner = next((n for n in node.children if n.is_missing or n.is_error or n.has_error), None)
        if inner is None or inner.is_missing or (inner.is_error and not inner.children):
            node = inner or node
            break
        node = inner
    offset = _skip_blank(source.data, node.start_byte)
    if node.is_missing and node.type == "<<":
        return offset, "expected a value", None  # a heredoc is the first that the grammar names
    if node.is_missing:
        return offset, f"expected '{node.type}'", None
    word = source.data[offset : _token_end(source.data, offset)].decode("utf-8", "replace")
    return offset, f"unexpected '{word}'" if word else "unexpected end of file", None


def _skip_blank(data: bytes, offset: int) -> int:
    found = re.compile(rb"\S").search(data, offset)
    return found.start() if found else len(data)


def _token_end(data: bytes, offset: int) -> int:
    found = re.compile(rb"[\w.-]+|[^\s]").match(data, offset)
    if not found:
        return offset
    end = found.end()
    while end < len(data) and data[end] & 0xC0 == 0x80:
        end += 1  # do not split a multi-byte character
    return end
