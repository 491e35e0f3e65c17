"""The first misplaced token of a file, by the rules of HCL for lines.

An argument and a block header start a line, and an argument ends with its line, so an error is
found on the line that it is written on. See "Structural Elements" in HCL's syntax specification.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import NamedTuple

from iaclint.syntax.hcl.tokens import Kind, Token, tokens


class Misplaced(NamedTuple):
    """A token in the wrong place, and what is wrong."""

    offset: int
    message: str
    hint: str | None = None


class _State(Enum):
    """What the innermost bracket holds, and what has been read of it."""

    ITEMS = auto()
    """Arguments and blocks, at the start of one."""
    HEADER = auto()
    """After the name of an argument or of a block."""
    VALUE = auto()
    """The value of an argument."""
    END = auto()
    """After a block, before the end of the line."""
    OBJECT = auto()
    LIST = auto()
    """Inside parentheses or square brackets, where newlines do not count."""


_CLOSER = {b"{": b"}", b"(": b")", b"[": b"]"}
_LOOP_WORDS = (b"for", b"in", b"if")
_SYMBOLS = frozenset(b"{ } ( ) [ ] . , * ... :: = == != < <= > >= + - / % ! && || ? : =>".split())
_BEFORE_VALUE = _SYMBOLS - frozenset(b"{ } ( ) [ ] . , * ... ::".split())
_AFTER_VALUE = (_BEFORE_VALUE - {b"-", b"!"}) | {b",", b".", b"...", b"*"}
_ESCAPES = r"known: \n \r \t \" \\ \uNNNN \UNNNNNNNN; a backslash itself is written \\"
_STRING_HINT = 'a quote in a string is written \\"'


def find_misplaced(data: bytes) -> Misplaced | None:
    """Return the first misplaced token of a file; None if these rules find none."""
    return _Reader(data).read()


class _Reader:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._opened: list[tuple[Token, _State]] = []
        """The open brackets, and the state around each."""
        self._state = _State.ITEMS
        self._before: Token | None = None
        """The token before this one, None after a newline that counts."""
        self._is_first = False
        """Whether nothing has been read of what the innermost bracket holds."""

    def read(self) -> Misplaced | None:
        for token in tokens(self._data):
            found = self._read(token)
            if found is not None:
                return found
        if not self._opened:
            return None
        opening = self._opened[-1][0]
        bracket = opening.text.decode()
        return Misplaced(opening.start, f"unexpected end of file: unclosed '{bracket}'")

    def _read(self, token: Token) -> Misplaced | None:
        if token.kind is Kind.UNCLOSED:
            return self._follows(token) or _unclosed(token)
        if token.kind is Kind.ESCAPE:
            return Misplaced(token.start, f"invalid escape '{_word(token)}' in a string", _ESCAPES)
        if token.kind is Kind.NEWLINE:
            return self._newline(token)
        if token.kind is Kind.SYMBOL and token.text not in _SYMBOLS:
            hint = "a string is written in double quotes" if token.text == b"'" else None
            return Misplaced(token.start, f"invalid character '{_word(token)}'", hint)
        if token.text in (b"}", b")", b"]"):
            return self._close(token)
        if self._state is _State.OBJECT and token.text == b"for" and self._is_first:
            self._state = _State.LIST
        self._is_first = False
        found = _CHECKS[self._state](self, token)
        if token.text in _CLOSER and found is None:
            self._open(token)
        self._before = token
        return found

    def _newline(self, token: Token) -> Misplaced | None:
        if self._state is _State.HEADER and self._before is not None:
            name = self._before.text.decode("utf-8", "replace")
            message = f"expected '=' or a block after '{name}'"
            return Misplaced(self._before.start, message)
        if self._state in (_State.VALUE, _State.OBJECT) and self._lacks_value():
            assert self._before is not None
            operator = _word(self._before)
            return Misplaced(self._before.start, f"expected a value after '{operator}'")
        if self._state in (_State.VALUE, _State.END):
            self._state = _State.ITEMS
        if self._state is not _State.LIST:
            self._before = None
        return None

    def _open(self, token: Token) -> None:
        self._opened.append((token, self._state))
        self._is_first = True
        if token.text != b"{":
            self._state = _State.LIST
        elif self._state is _State.HEADER:
            self._state = _State.ITEMS
        else:
            self._state = _State.OBJECT

    def _close(self, token: Token) -> Misplaced | None:
        word = token.text.decode()
        if self._lacks_value():
            return _unexpected(token, "a value")
        if self._state is _State.HEADER or not self._opened:
            return Misplaced(token.start, f"unexpected '{word}'")
        opening, around = self._opened.pop()
        if _CLOSER[opening.text] != token.text:
            expected = _CLOSER[opening.text].decode()
            return Misplaced(token.start, f"expected '{expected}', found '{word}'")
        self._state = _State.END if around is _State.HEADER else around
        self._before = token
        return None

    def _items(self, token: Token) -> Misplaced | None:
        if token.kind is not Kind.NAME:
            return _unexpected(token, "an argument or a block")
        self._state = _State.HEADER
        return None

    def _header(self, token: Token) -> Misplaced | None:
        if token.text == b"=":
            self._state = _State.VALUE
        elif token.text != b"{" and token.kind is Kind.SYMBOL:
            return _unexpected(token, "'=' or a block after the name")
        return None

    def _value(self, token: Token) -> Misplaced | None:
        if token.text in (b"=", b",", b"...") and not self._lacks_value():
            return Misplaced(token.start, f"unexpected '{_word(token)}'")
        return self._follows(token)

    def _lacks_value(self) -> bool:
        """Return whether a value is still to come after an operator."""
        before = self._before
        return before is not None and before.kind is Kind.SYMBOL and before.text in _BEFORE_VALUE

    def _list(self, token: Token) -> Misplaced | None:
        if token.text == b"=":
            return _unexpected(token, "','")
        if token.text == b"," and self._before is self._opened[-1][0]:
            return _unexpected(token, "a value")
        return self._follows(token)

    def _end(self, token: Token) -> Misplaced | None:
        return Misplaced(token.start, f"'{_word(token)}' must start on a new line")

    def _follows(self, token: Token) -> Misplaced | None:
        """Return an error if a value directly follows a value."""
        before = self._before
        if before is None or self._state in (_State.ITEMS, _State.HEADER, _State.END):
            return None
        if self._lacks_value() and token.text in _AFTER_VALUE:
            return _unexpected(token, "a value")
        starts = token.kind is not Kind.SYMBOL or token.text == b"{"
        ends = before.kind is not Kind.SYMBOL or before.text in (b"}", b")", b"]")
        if not starts or not ends or token.text in _LOOP_WORDS or before.text in _LOOP_WORDS:
            return None
        hint = _STRING_HINT if before.text.startswith(b'"') else None
        expected = {
            _State.VALUE: "a newline after the argument",
            _State.OBJECT: "',' or a newline after the element",
        }.get(self._state, "','")
        return _unexpected(token, expected, hint)


_CHECKS = {
    _State.ITEMS: _Reader._items,
    _State.HEADER: _Reader._header,
    _State.VALUE: _Reader._value,
    _State.END: _Reader._end,
    _State.OBJECT: _Reader._follows,
    _State.LIST: _Reader._list,
}


def _unclosed(token: Token) -> Misplaced:
    if token.text == b"<<":
        return Misplaced(token.start, "unclosed heredoc", "its marker must be alone on a line")
    return Misplaced(token.start, "unclosed string", "a string must end on the line it starts on")


def _unexpected(token: Token, expected: str, hint: str | None = None) -> Misplaced:
    return Misplaced(token.start, f"expected {expected}, found '{_word(token)}'", hint)


def _word(token: Token) -> str:
    line = token.text.partition(b"\n")[0].decode("utf-8", "replace")
    return line if len(line) <= 40 else f"{line[:39]}…"
