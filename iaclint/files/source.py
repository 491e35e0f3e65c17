"""Source files, positions and spans."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable

BOM = b"\xef\xbb\xbf"
_GIT_CRYPT = b"\0GITCRYPT\0"
_UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")
_WIDE = re.compile(r"[^\x00-\x7f]")

_LONG = 4096
"""Bytes of a line. In a longer one, such as minified JSON, columns are counted with an index."""

_CONTINUATION = bytes(range(0x80, 0xC0))
"""The bytes that continue a character in UTF-8."""


class Position(NamedTuple):
    """A place in a file: 1-based line and 1-based column, counted in characters."""

    line: int
    column: int


class SourceFile:
    """The bytes of a file, with a line index that is built on first use.

    ``path`` is relative to the root of the scanned tree, with forward slashes: it identifies
    the file and is part of fingerprints. ``display`` is the path in reports.
    """

    __slots__ = ("_counts", "_line_starts", "_wide", "data", "display", "parsed", "path")

    def __init__(self, path: str, data: bytes, display: str | None = None) -> None:
        self.path = path
        self.data = data
        self.display = display or path
        self.parsed: object = None
        """Its tree and its diagnostics, as ``iaclint.syntax.document`` has parsed it."""
        self._line_starts: list[int] | None = None
        self._counts: list[int] | None = None
        self._wide: tuple[list[int], list[int]] | None = None

    def __repr__(self) -> str:
        return f"SourceFile({self.path!r})"

    @property
    def is_downloaded(self) -> bool:
        """Whether the file is in a module that ``terraform init`` has downloaded."""
        return "/.terraform/modules/" in f"/{self.path}"

    @property
    def bom(self) -> int:
        """The number of bytes of the byte order mark: 3 or 0."""
        return len(BOM) if self.data.startswith(BOM) else 0

    @property
    def is_utf16(self) -> bool:
        """Whether the text is UTF-16: it has its byte order mark, or starts with an ASCII letter.

        ``>`` in Windows PowerShell writes such files.
        """
        start = self.data[:2]
        if self.is_encrypted:
            return False
        return start in _UTF16_BOMS or (len(start) == 2 and start.count(0) == 1)

    @property
    def is_encrypted(self) -> bool:
        """Whether git-crypt has encrypted the file, and it is not unlocked."""
        return self.data.startswith(_GIT_CRYPT)

    @property
    def is_readable(self) -> bool:
        """Whether its text can be shown: it is neither UTF-16 nor encrypted."""
        return not (self.is_utf16 or self.is_encrypted)

    @property
    def text(self) -> str:
        """The decoded text without byte order mark; undecodable bytes are replaced."""
        return self.data[self.bom :].decode("utf-8", "replace")

    @property
    def line_starts(self) -> list[int]:
        """The byte offset at which each line starts."""
        if self._line_starts is None:
            starts = [self.bom]
            find = self.data.find
            at = find(b"\n")
            while at != -1:
                starts.append(at + 1)
                at = find(b"\n", at + 1)
            self._line_starts = starts
        return self._line_starts

    def position(self, offset: int) -> Position:
        """Return the position of a byte offset."""
        starts = self.line_starts
        line = max(bisect_right(starts, offset), 1)
        start = starts[line - 1]
        if offset - start > _LONG:
            return Position(line, self._count(offset) - self._count(start) + 1)
        before = self.data[start:offset]
        return Position(line, len(before.decode("utf-8", "replace")) + 1)

    def _count(self, offset: int) -> int:
        """Return how many characters start before a byte offset."""
        if self._counts is None:
            self._counts = [0]
            for at in range(0, len(self.data), _LONG):
                self._counts.append(self._counts[-1] + _characters(self.data[at : at + _LONG]))
        whole = offset // _LONG
        return self._counts[whole] + _characters(self.data[whole * _LONG : offset])

    def offset(self, index: int) -> int:
        """Return the byte offset of a character index into ``text``."""
        return self.offsets()(index)

    def offsets(self) -> Callable[[int], int]:
        """Return a function from character indices into ``text`` to byte offsets."""
        if self._wide is None:
            self._wide = self._find_wide()
        ends, extra = self._wide
        return lambda index: index + extra[bisect_right(ends, index)]

    def _find_wide(self) -> tuple[list[int], list[int]]:
        """Return the index after each multi-byte character, and the extra bytes up to there."""
        ends, extra = [], [self.bom]
        if not self.data.isascii():
            for match in _WIDE.finditer(self.text):
                ends.append(match.end())
                extra.append(extra[-1] + len(match[0].encode("utf-8")) - 1)
        return ends, extra

    def line(self, number: int) -> str:
        """Return the text of a 1-based line, without its line ending; empty past the end."""
        starts = self.line_starts
        if not 1 <= number <= len(starts):
            return ""
        end = starts[number] if number < len(starts) else len(self.data)
        return self.data[starts[number - 1] : end].decode("utf-8", "replace").rstrip("\r\n")


def _characters(data: bytes) -> int:
    return len(data) if data.isascii() else len(data.translate(None, _CONTINUATION))


class Span(Struct, frozen=True):
    """A range of a file in byte offsets; the end is exclusive."""

    file: SourceFile
    start_byte: int
    end_byte: int

    @property
    def start(self) -> Position:
        """The start: 1-based line and column."""
        return self.file.position(self.start_byte)

    @property
    def end(self) -> Position:
        """The end: 1-based line, and the column after the last character."""
        return self.file.position(self.end_byte)

    @property
    def text(self) -> str:
        """The source text of the span."""
        return self.file.data[self.start_byte : self.end_byte].decode("utf-8", "replace")

    def first_line(self) -> Span:
        """Return the part of the span on its first line, for excerpts."""
        cut = self.file.data.find(b"\n", self.start_byte, self.end_byte)
        if cut == -1:
            return self
        if self.file.data[cut - 1 : cut] == b"\r":
            cut -= 1
        return Span(self.file, self.start_byte, cut)

    def __str__(self) -> str:
        line, column = self.start
        return f"{self.file.display}:{line}:{column}"
