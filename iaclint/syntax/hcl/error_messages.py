"""Messages for syntax errors in HCL.

tree-sitter detects an error and its approximate position; python-hcl2 is much slower, but
lists the expected tokens. It is used only for files with an error.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from iaclint.files.diagnostics import Diagnostic, Level, did_you_mean
from iaclint.files.source import SourceFile, Span
from iaclint.limits import MAX_PYTHON_HCL2_BYTES

if TYPE_CHECKING:
    from tree_sitter import Node


_ENDS_AN_EXPRESSION = {"RPAR": "')'", "RSQB": "']'", "RBRACE": "'}'", "COMMA": "','"}
_STARTS_AN_EXPRESSION = frozenset(["INT_LITERAL", "LSQB", "LPAR", "NOT"])


def explain(source: SourceFile, root: Node) -> Diagnostic:
    """Return a diagnostic for the first syntax error of a file."""
    offset, message, hint = (
        _find_directive(source.data)
        or _find_escape(source.data, root)
        or _explain_with_hcl2(source)
        or _explain_with_tree_sitter(source, root)
    )
    end = _token_end(source.data, offset)
    return Diagnostic(Level.ERROR, "syntax-error", message, Span(source, offset, end), hint)


_DIRECTIVE = re.compile(rb"(?<!%)%\{~?\s*([A-Za-z_][\w-]*)?")
_COMMENT = re.compile(rb"^\s*(?:#|//)")
_OPENED_BY = {b"endif": b"if", b"else": b"if", b"endfor": b"for"}


def _find_directive(data: bytes) -> tuple[int, str, str | None] | None:
    """Return an unknown template directive, or one without its counterpart."""
    opened: list[tuple[bytes, int]] = []
    for match in _DIRECTIVE.finditer(data):
        line = data[data.rfind(b"\n", 0, match.start()) + 1 : match.start()]
        if _COMMENT.match(line):
            continue
        word, at = match[1], match.start()
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
_ESCAPE = re.compile(rb"\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[nrt\"\\])")


def _find_escape(data: bytes, root: Node) -> tuple[int, str, str | None] | None:
    """Return an invalid escape, which the parser marks as an error."""
    pending = [root]
    while pending:
        node = pending.pop()
        start = node.start_byte
        if node.is_error and data[start : start + 1] == b"\\" and not _ESCAPE.match(data, start):
            written = data[start : start + 2].decode("utf-8", "replace")
            return start, f"invalid escape '{written}' in a string", _ESCAPES
        pending.extend(child for child in reversed(node.children) if child.has_error)
    return None


_ESCAPES = r"known: \n \r \t \" \\ \uNNNN \UNNNNNNNN; a backslash itself is written \\"


def _explain_with_hcl2(source: SourceFile) -> tuple[int, str, str | None] | None:
    """Return the error that python-hcl2 finds; None if it finds none or fails."""
    if len(source.data) > MAX_PYTHON_HCL2_BYTES:
        return None
    import hcl2
    from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

    try:
        hcl2.loads(source.text)
    except UnexpectedInput as error:
        expected: set[str] = set()
        found = ""
        if isinstance(error, UnexpectedToken):
            expected = set(error.accepts or error.expected)
            found = str(error.token.type)
        elif isinstance(error, UnexpectedCharacters):
            expected = set(error.allowed or ())
        return _translate(source, error.line, error.column, expected, found)
    except (Exception, RecursionError):
        # If python-hcl2 fails, tree-sitter's error is reported.
        return None
    return None


def _translate(
    source: SourceFile, line: int, column: int, expected: set[str], found: str
) -> tuple[int, str, str | None]:
    data = source.data
    if "STRING_CHARS" in expected:
        opening = _offset(source, line, max(column - 1, 1))
        return opening, "unclosed string", "a string must end on the line it starts on"
    at_end = found == "$END" or line < 1
    offset = len(data) if at_end else _offset(source, line, column)
    offset = _skip_blank(data, offset)
    if offset >= len(data.rstrip()):
        offset = len(data.rstrip())
        opened = _innermost_open(data)
        if opened >= 0:
            return opened, f"unexpected end of file: unclosed '{chr(data[opened])}'", None
        return offset, "unexpected end of file", None
    word = data[offset : _token_end(data, offset)].decode("utf-8", "replace")
    if expected >= _STARTS_AN_EXPRESSION:
        return offset, f"expected a value, found '{word}'", None
    if "EQ" in expected and "LBRACE" in expected:
        return offset, f"expected '=' or a block after the name, found '{word}'", None
    closers = [text for name, text in _ENDS_AN_EXPRESSION.items() if name in expected]
    if closers:
        return offset, f"expected {' or '.join(closers)}, found '{word}'", None
    if "NAME" in expected:
        return offset, f"expected an argument or a block, found '{word}'", None
    return offset, f"unexpected '{word}'", None


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
    if node.is_missing:
        return offset, f"expected '{node.type}'", None
    word = source.data[offset : _token_end(source.data, offset)].decode("utf-8", "replace")
    return offset, f"unexpected '{word}'" if word else "unexpected end of file", None


def _offset(source: SourceFile, line: int, column: int) -> int:
    """Return the byte offset of a 1-based line and character column."""
    starts = source.line_starts
    if line > len(starts):
        return len(source.data)
    text = source.line(line)
    return starts[line - 1] + len(text[: column - 1].encode("utf-8"))


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


_SKIPPED = re.compile(rb'"(?:[^"\\\n]|\\.)*"|#[^\n]*|//[^\n]*|/\*.*?\*/|[{}()\[\]]', re.DOTALL)


def _innermost_open(data: bytes) -> int:
    """Return the offset of the last unclosed bracket, or -1."""
    opened: list[int] = []
    for match in _SKIPPED.finditer(data):
        text = match[0]
        if text in (b"{", b"(", b"["):
            opened.append(match.start())
        elif text in (b"}", b")", b"]") and opened:
            opened.pop()
    return opened[-1] if opened else -1
