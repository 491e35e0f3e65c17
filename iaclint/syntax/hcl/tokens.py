"""The tokens of HCL, to explain syntax errors; the parser itself is tree-sitter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

from iaclint.syntax.hcl.grammar import is_code_point


class Kind(Enum):
    """What a token is."""

    NAME = auto()
    LITERAL = auto()
    """A number, a quoted string or a heredoc."""
    SYMBOL = auto()
    NEWLINE = auto()
    UNCLOSED = auto()
    """A quoted string without an end on its line, or a heredoc without an end; the last token."""

    ESCAPE = auto()
    """An invalid escape in a string; the last token."""


class Token(NamedTuple):
    """A token and its byte offsets."""

    kind: Kind
    start: int
    end: int
    text: bytes


_TOKEN = re.compile(
    rb"(?P<skip>[ \t\r]+|#[^\n]*|//[^\n]*|/\*(?s:.*?)\*/)"
    rb"|(?P<newline>\n)"
    rb"|(?P<heredoc><<-?(?P<label>[\w\x80-\xff-]+)[ \t]*\r?\n)"
    rb"|(?P<number>\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)"
    rb"|(?P<name>[A-Za-z_\x80-\xff][\w\x80-\xff-]*)"
    rb'|(?P<quote>")'
    rb"|(?P<symbol>\.\.\.|::|=>|[=!<>]=|&&|\|\||.)",
)
_IN_STRING = re.compile(rb'\\.|\${2,}\{|%{2,}\{|[$%]\{|"|\n', re.DOTALL)
_ESCAPE = re.compile(rb"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|[nrt\"\\])")
_IN_INTERPOLATION = re.compile(rb'["{}]|#[^\n]*|//[^\n]*|/\*(?s:.*?)\*/')


class _StringError(Exception):
    """A string is invalid; ``token`` is what is wrong."""

    def __init__(self, token: Token) -> None:
        super().__init__(token)
        self.token = token


def tokens(data: bytes) -> Iterator[Token]:
    """Yield the tokens of a file up to its end or to a string that is not closed."""
    at = 0
    while match := _TOKEN.match(data, at):
        at, start, kind = match.end(), match.start(), match.lastgroup
        if kind == "skip":
            continue
        if kind == "newline":
            yield Token(Kind.NEWLINE, start, at, b"\n")
        elif kind == "quote":
            try:
                at = _string_end(data, start)
            except _StringError as error:
                yield error.token
                return
            yield Token(Kind.LITERAL, start, at, data[start:at])
        elif kind in ("number", "heredoc"):
            at = _heredoc_end(data, match["label"], at) if kind == "heredoc" else at
            if at == -1:
                yield Token(Kind.UNCLOSED, start, start + 2, b"<<")
                return
            yield Token(Kind.LITERAL, start, at, data[start:at])
        else:
            yield Token(Kind.NAME if kind == "name" else Kind.SYMBOL, start, at, match[0])


def _string_end(data: bytes, start: int) -> int:
    at = start + 1
    while match := _IN_STRING.search(data, at):
        at = match.end()
        if match[0] == b'"':
            return at
        if match[0] == b"\n":
            break
        if match[0].startswith(b"\\"):
            _check_escape(data, match.start())
        elif match[0] in (b"${", b"%{"):
            at = _interpolation_end(data, at, start)
    raise _unclosed(start)


def _unclosed(start: int) -> _StringError:
    return _StringError(Token(Kind.UNCLOSED, start, start + 1, b'"'))


def _check_escape(data: bytes, start: int) -> None:
    escape = _ESCAPE.match(data, start)
    digits = (escape[1] or escape[2] or b"0") if escape else b""
    if not digits or not is_code_point(int(digits, 16)):
        end = escape.end() if escape else start + 2
        raise _StringError(Token(Kind.ESCAPE, start, end, data[start:end]))


def interpolations(quoted: bytes) -> Iterator[tuple[int, int]]:
    """Yield the offsets of the interpolations and directives in a quoted string."""
    at = 1
    while match := _IN_STRING.search(quoted, at):
        at = match.end()
        if match[0] in (b"${", b"%{"):
            at = _interpolation_end(quoted, at, match.start())
            yield match.start(), at


def _interpolation_end(data: bytes, at: int, opening: int) -> int:
    depth = 1
    while match := _IN_INTERPOLATION.search(data, at):
        at = match.end()
        if match[0] == b'"':
            at = _string_end(data, match.start())
        depth += (match[0] == b"{") - (match[0] == b"}")
        if not depth:
            return at
    raise _unclosed(opening)


def _heredoc_end(data: bytes, label: bytes, at: int) -> int:
    """Return the offset after the closing marker; -1 if there is none."""
    closing = re.compile(rb"^[ \t]*%s[ \t]*\r?$" % re.escape(label), re.MULTILINE)
    found = closing.search(data, at)
    return found.end() if found else -1
