"""Which files the text of a module can name: ``"${path.module}/policies/${each.key}.json"``."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterator
from typing import Final

ANY: Final = re.compile(".*", re.DOTALL)
"""The expression for a path that is not known."""
_STRING: Final = re.compile(rb'"((?:\$\{[^}\n]*\}|[^"\\\n]|\\.)*)"')
_CALL: Final = re.compile(rb"file(\w*)\s*\(")
"""The start of ``file``, ``templatefile``, ``filebase64``, ``fileset`` and the like."""
_WRITTEN: Final = re.compile(rb'"|(?:abspath|dirname|format|join|pathexpand)\s*\(')
"""The start of a path that is written in the call."""
_ARGUMENTS: Final = 300
"""Bytes after the start of a call in which the path is looked for."""
_MODULE: Final = b"${path.module}/"
_VARIABLE: Final = re.compile(
    r"\$\{[^}]*\}|\*+|\?|\{[^}]*\}|%(?:\[\d+\])?[-+ #0]*\d*(?:\.\d+)?[a-zA-Z]"
)
"""Parts of a string, of a pattern of ``fileset``, or of ``format``, that can be anything."""
_END_OF_LINE: Final = re.compile(rb"(?<![(\[,\s])\s*\n")
"""The end of a line that an opening bracket or a comma does not continue."""


def names(data: bytes, folder: str, path: str) -> bool:
    """Return whether a string in a module's text is the path of a file."""
    name = os.fsencode(posixpath.basename(path))
    if name not in data:
        return False
    written = (match[1] for match in _STRING.finditer(data) if match[1].endswith(name))
    return any(_matches(text, folder, path) for text in written)


def read_patterns(data: bytes, folder: str, in_doubt: bool = False) -> Iterator[re.Pattern[str]]:
    """Yield expressions for the paths of the files that calls in a module's text can read.

    With ``in_doubt``, a call with a path that is not written there can read any file.
    """
    for call in _CALL.finditer(data):
        line = _END_OF_LINE.split(data[call.end() : call.end() + _ARGUMENTS].lstrip(), 1)[0]
        found = [_pattern(match[1], folder) for match in _STRING.finditer(line)]
        yield from (pattern for pattern in found if pattern is not None)
        # The pattern of ``fileset`` starts in a folder that can be anywhere.
        if in_doubt and (not any(found) or call[1] == b"set" or not _WRITTEN.match(line)):
            yield ANY


def computed_paths(data: bytes, folder: str) -> Iterator[re.Pattern[str]]:
    """Yield expressions for the paths that a module's text computes in its own folder."""
    if _MODULE in data:
        written = (match[1] for match in _STRING.finditer(data) if match[1].startswith(_MODULE))
        found = (_pattern(text, folder) for text in written if text.count(b"${") > 1)
        yield from (pattern for pattern in found if pattern is not None)


def _matches(written: bytes, folder: str, path: str) -> bool:
    pattern = _pattern(written, folder)
    return pattern is not None and pattern.fullmatch(path) is not None


def _pattern(written: bytes, folder: str) -> re.Pattern[str] | None:
    """Return an expression for the paths in the tree that a string can be; None if any could.

    Only a path that starts in the module's own folder is known from its start.
    """
    in_module = written.startswith(_MODULE)
    text = _VARIABLE.sub("*", os.fsdecode(written.removeprefix(_MODULE)))
    text = posixpath.normpath(posixpath.join(folder, text) if in_module else text)
    while not in_module and text.startswith(("../", "*/", "/")):
        text = text.partition("/")[2]
    if not text.strip("*./"):
        return None
    pattern = ".*".join(map(re.escape, text.split("*")))
    return re.compile(pattern if in_module else f"(?:.*/)?{pattern}", re.DOTALL)
