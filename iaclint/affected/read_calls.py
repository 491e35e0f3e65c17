"""Calls of functions that read files, in the text of a module, and the paths that they are given.

A path is understood if it is a quoted template or a call of ``format``. All others, such as
``lower("A")`` and ``var.path``, can be any.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from msgspec import Struct

from iaclint.limits import MAX_READ_CALLS
from iaclint.syntax.hcl.text import unescape
from iaclint.syntax.hcl.tokens import Kind, Token, interpolations, tokens

MODULE: Final = "${path.module}"
"""What a path that starts in the module's own folder starts with."""
_ANYTHING: Final = "${}"
_CALL: Final = re.compile(rb"(?<![\w-])(template)?file(\w*)\s*(?=\(|/\*|//|#)")
"""The start of ``file``, ``templatefile``, ``filebase64``, ``fileset`` and the like."""
_WINDOW: Final = 1000
"""Bytes after the name of a function in which its path ends."""
_FUNCTIONS: Final = (b"abspath", b"format", b"pathexpand")
"""The functions whose result ends with what follows the last verb in their first argument."""
_ESCAPES: Final = re.compile(rb"(?:\\(?:u[0-9a-fA-F]{4}|[^u\s]))+")


class ReadCall(Struct, frozen=True):
    """A call of a function that reads files."""

    path: str | None
    """The text of a path that is understood, with ``${}`` for interpolations, except for that of
    ``path.module`` at the start."""
    arguments: bytes = b""
    """The text after the name of the function, up to a limit."""
    is_set: bool = False
    """Whether it is ``fileset``, whose path is a folder."""
    is_template: bool = False
    """Whether it reads a template, which can read other files."""


def read_calls(data: bytes) -> Iterator[ReadCall]:
    """Yield the calls in the text of a module or a template."""
    for call in islice(_CALL.finditer(data), MAX_READ_CALLS):
        arguments = data[call.end() : call.end() + _WINDOW]
        found = (token for token in tokens(arguments) if token.kind is not Kind.NEWLINE)
        # Without a token, there is a comment that ends after the window.
        if _next(found).text in (b"(", b"/", b""):
            yield ReadCall(_path(found), arguments, call[2] == b"set", call[1] is not None)
    if next(islice(_CALL.finditer(data), MAX_READ_CALLS, None), None):
        yield ReadCall(None)


def in_hcl(path: str, data: bytes) -> bytes:
    """Return the text of a file with expressions as HCL writes them; JSON escapes their quotes."""
    return without_json(data) if path.endswith(".json") else data


def without_json(data: bytes) -> bytes:
    """Return a text in JSON with the escapes in its strings resolved: calls are as in HCL."""
    return _ESCAPES.sub(_resolve, data)


def _resolve(escapes: re.Match[bytes]) -> bytes:
    try:
        text: str = json.loads(b'"%b"' % escapes[0])
    except ValueError:
        return escapes[0]
    return text.encode("utf-8", "surrogatepass")


def _path(found: Iterator[Token]) -> str | None:
    """Return the text of the first argument of a call, from the tokens after its bracket."""
    path, end = _argument(found)
    return path if end in (b",", b")") else None


def _argument(found: Iterator[Token]) -> tuple[str | None, bytes]:
    """Return the text of a path that is understood, and the token after it."""
    token = _next(found)
    if token.text == b"core" and _next(found).text == b"::":
        token = _next(found)
    if token.text in _FUNCTIONS and _next(found).text == b"(":
        path, end = _argument(found)
        is_closed = end == b")" or (end == b"," and _close(found))
        return path if is_closed else None, _next(found).text
    is_quoted = token.kind is Kind.LITERAL and token.text.startswith(b'"')
    return _text(token.text) if is_quoted else None, _next(found).text


def _next(found: Iterator[Token]) -> Token:
    return next(found, Token(Kind.UNCLOSED, 0, 0, b""))


def _close(found: Iterator[Token]) -> bool:
    """Return whether there is the bracket that closes a call, and go there."""
    opened = 1
    for token in found:
        opened += (token.text in (b"(", b"[", b"{")) - (token.text in (b")", b"]", b"}"))
        if not opened:
            return True
    return False


def _text(quoted: bytes) -> str | None:
    """Return the text of a quoted template.

    None if its literal text depends on more: on a directive, or on what strips blanks.
    """
    text, at = "", 1
    for start, end in interpolations(quoted):
        inner = quoted[start + 2 : end - 1].strip()
        if quoted.startswith(b"%{", start) or b"~" in (inner[:1], inner[-1:]):
            return None
        is_module = start == 1 and inner == b"path.module"
        text += _literal(quoted[at:start]) + (MODULE if is_module else _ANYTHING)
        at = end
    return text + _literal(quoted[at:-1])


def _literal(written: bytes) -> str:
    return unescape(written.decode("utf-8", "surrogateescape"))
