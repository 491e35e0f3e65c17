"""Syntax trees of tree-sitter."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import cache, lru_cache, partial
from time import thread_time
from typing import TYPE_CHECKING

from iaclint.limits import MAX_BROKEN_HCL_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from tree_sitter import Node, Parser

    IsBroken: TypeAlias = Callable[[bytes], bool]


_EXPONENT = re.compile(rb"(?<![\w.])(?<!\w-)[0-9]+[eE][-+]?[0-9]+(?![\w.])")


_ESCAPED_MARKER = re.compile(rb"(?:\${3,}|%{3,})\{")
"""``$$${`` is ``$`` and the escape ``$${``; the grammar reads an interpolation."""


_CODE_POINT = re.compile(rb"\\(?:\\|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))")


_LABEL = re.compile(
    rb"(<<-?)((?=_|[\w-]*[\x80-\xff])[\w\x80-\xff-]+)(\r?\n(?:.*\n)*?[ \t]*)\2(?=\r?(?:\n|$))"
)
"""A heredoc whose label starts with an underscore, or has a letter that is not ASCII."""


_MOST_LABELS = 500_000_000
"""Bytes that are searched for the ends of heredocs: each of them is searched for in the rest."""


_SPLAT = re.compile(rb"\[(\s*)\*(\s*)\]")
"""The grammar allows no space in ``[ * ]``."""


def is_code_point(number: int) -> bool:
    """Return whether UTF-8 can encode a number: it has no surrogates."""
    return number < 0xD800 or 0xDFFF < number < 0x110000


def _without_surrogates(data: bytes) -> bytes:
    r"""Return text in which ``\ud800``, which the grammar allows, is an invalid escape."""

    def replace(match: re.Match[bytes]) -> bytes:
        digits = match[1] or match[2]
        return match[0] if not digits or is_code_point(int(digits, 16)) else b"\\#" + digits

    return _CODE_POINT.sub(replace, data)


_RECENT_BYTES = 2_000_000
"""Bytes of the files whose trees are kept. A tree takes ten to fifty times as much."""

_LARGE = 50_000


class _RecentTrees:
    """The syntax trees of the files that were parsed last."""

    def __init__(self) -> None:
        self._trees: dict[int, tuple[bytes, Node]] = {}
        """By identity of the bytes of their files, oldest first."""
        self._size = 0

    def add(self, data: bytes, root: Node) -> None:
        if id(data) not in self._trees:
            self._trees[id(data)] = data, root
            self._size += len(data)
        while self._size > _RECENT_BYTES:
            oldest, _ = self._trees.pop(next(iter(self._trees)))
            self._size -= len(oldest)

    def find(self, data: bytes) -> Node | None:
        _, root = self._trees.get(id(data), (data, None))
        return root


_recent = _RecentTrees()


def is_large(data: bytes) -> bool:
    """Return whether the tree of a file is not kept."""
    return len(data) > _LARGE


def parse_file_tree(data: bytes, is_broken: IsBroken) -> Node:
    """Return the syntax tree of a file, which ``find_block`` knows for a while."""
    root = parse_tree(data, is_broken)
    if not root.has_error and not is_large(data):
        _recent.add(data, root)
    return root


def find_block(data: bytes, start: int, end: int) -> Node | None:
    """Return a block of a file that was parsed recently, None if its tree is gone."""
    root = _recent.find(data)
    node = root and root.descendant_for_byte_range(start, end)
    return node if node is not None and node.type == "block" else None


_RECENT_BLOCKS = 256
_SHORT_BLOCK = 2_000
"""Bytes of a block whose tree is kept."""


def parse_block_tree(data: bytes) -> Node:
    """Return the syntax tree of a block; many folders have copies of the same short ones."""
    return _short_block(data) if len(data) <= _SHORT_BLOCK else parse_tree(data)


@lru_cache(_RECENT_BLOCKS)
def _short_block(data: bytes) -> Node:
    return parse_tree(data)


def _with_plain_label(match: re.Match[bytes]) -> bytes:
    label = b"H" * len(match[2])
    return match[1] + label + match[3] + label


def parse_tree(data: bytes, is_broken: IsBroken | None = None) -> Node:
    """Return the syntax tree. Numbers such as ``1e3``, which the grammar lacks, become digits.

    Expressions read texts from the data itself, so only the length of a replacement matters.
    ``is_broken`` tells whether a text that takes long has a syntax error; such a text is not
    parsed to its end.
    """
    if b"$$${" in data or b"%%%{" in data:
        data = _ESCAPED_MARKER.sub(lambda m: b"_" * len(m[0]), data)
    if b"\\u" in data or b"\\U" in data:
        data = _without_surrogates(data)
    root = _parse(data, is_broken)
    if not root.has_error:
        return root
    readable = _EXPONENT.sub(lambda m: b"1" * len(m[0]), data)
    readable = _SPLAT.sub(rb"[*]\1\2", readable)
    if b"<<" in data and data.count(b"<<") * len(data) <= _MOST_LABELS:
        readable = _LABEL.sub(_with_plain_label, readable)
    return root if readable == data else _parse(readable, is_broken)


_CHUNK = 65_536
_SECONDS = 1.0
_SECONDS_PER_BYTE = 5e-6
"""How long a text may take: five times what the largest files without an error need."""
_SECONDS_UNTIL_DOUBT = 1e-6
"""Seconds per byte after which a text is likely to have an error."""


def _parse(data: bytes, is_broken: IsBroken | None) -> Node:
    """Return the syntax tree; for a long text with an error, one with nothing but an error.

    Around an error, the parser takes time in proportion to the square of the text, or more. It
    does not always say at once that there is one: then ``is_broken`` is asked.
    """
    if len(data) <= MAX_BROKEN_HCL_BYTES:
        return _parser().parse(data).root_node
    stops = _Patience(data, is_broken).is_over
    with suppress(ValueError):  # raised if it stops
        root = _parser().parse(partial(_slice, data), progress_callback=stops).root_node
        if not root.has_error:
            return root
    _parser().reset()
    return _parser().parse(b"=").root_node


def _slice(data: bytes, offset: int, _: object) -> bytes:
    return data[offset : offset + _CHUNK]


class _Patience:
    """Says when to stop parsing a text: once it is known to have an error, or takes too long."""

    def __init__(self, data: bytes, is_broken: IsBroken | None) -> None:
        start = thread_time() + _SECONDS
        self._doubt = start + _SECONDS_UNTIL_DOUBT * len(data)
        self._end = start + _SECONDS_PER_BYTE * len(data)
        self._data = data
        self._is_broken = is_broken

    def is_over(self, _: int, has_error: bool) -> bool:
        now = thread_time()
        if now > self._doubt and self._is_broken is not None:
            ask, self._is_broken = self._is_broken, None
            has_error = has_error or ask(self._data)
        return has_error or now > self._end


@cache
def _parser() -> Parser:
    from tree_sitter import Language, Parser
    from tree_sitter_hcl import language

    return Parser(Language(language()))
