"""The text of syntax nodes, and its escapes."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from iaclint.files.source import SourceFile, Span
from iaclint.syntax.hcl.grammar import is_code_point

if TYPE_CHECKING:
    from collections.abc import Callable

    from tree_sitter import Node

    from iaclint.files.diagnostics import Diagnostic


class SourceText(NamedTuple):
    """The bytes that nodes refer to, and their offset in the file."""

    data: bytes
    file: SourceFile
    shift: int = 0
    report: Callable[[Diagnostic], None] | None = None
    """Called for each error."""

    def span(self, node: Node) -> Span:
        """Return the node's span in the file."""
        return Span(self.file, node.start_byte + self.shift, node.end_byte + self.shift)

    def of(self, node: Node) -> str:
        """Return the node's text."""
        return self.data[node.start_byte : node.end_byte].decode("utf-8", "replace")


def static_text(written: str) -> str:
    """Return the value of a block label: an identifier, or a literal string."""
    return unescape(written[1:-1]) if written.startswith('"') else written


_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\"}


def unescape(text: str) -> str:
    """Return the literal part of a quoted string with its escapes resolved."""
    if "\\" in text:
        import re

        def replace(match: re.Match[str]) -> str:
            digits = match[1] or match[2]
            if digits:
                code = int(digits, 16)
                return chr(code) if is_code_point(code) else "\ufffd"
            return _ESCAPES.get(match[3], match[0])

        pattern = r"\\(?:U([0-9a-fA-F]{8})|u([0-9a-fA-F]{4})|(.))"
        text = re.sub(pattern, replace, text, flags=re.DOTALL)
    return unescape_markers(text)


def unescape_markers(text: str) -> str:
    """Return a text with ``$${`` and ``%%{`` resolved, the only escapes of heredocs."""
    if "{" in text:
        text = text.replace("$${", "${").replace("%%{", "%{")
    return normal(text)


def normal(text: str) -> str:
    """Return a text in Unicode normal form NFC, as all strings of HCL."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)
