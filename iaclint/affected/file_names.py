"""Which files the text of a module can name: ``"${path.module}/policies/${each.key}.json"``."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from iaclint.affected.path_patterns import ANY, PathPattern
from iaclint.affected.read_calls import MODULE, ReadCall
from iaclint.syntax.hcl.text import unescape

_STRING: Final = re.compile(rb'"((?:\$\{[^}\n]*\}|[^"\\\n]|\\.)*)"')
_ARGUMENTS: Final = 300
"""Bytes of the arguments of a call in which strings are looked for."""
_MODULE: Final = f"{MODULE}/"
_VARIABLE: Final = re.compile(r"\$\{[^}]*\}|\*+|\?|\{[^}]*\}|%[^a-zA-Z%]*[a-zA-Z%]")
"""Parts of a string, of a pattern of ``fileset``, or of ``format``, that can be anything."""
_DOTS: Final = ("", ".", "..")
_END_OF_LINE: Final = re.compile(rb"(?<![(\[,\s])\s*\n")
"""The end of a line that an opening bracket or a comma does not continue."""


def names(data: bytes, folder: str, path: str) -> bool:
    """Return whether a string in a module's text is the path of a file, its name without escapes.

    A single word, such as the label of a block, is none; ``read_patterns`` finds those of calls.
    """
    name = posixpath.basename(path)
    return os.fsencode(name) in data and any_is(strings(data), folder, path)


def any_is(texts: Iterable[str], folder: str, path: str) -> bool:
    """Return whether one of the strings in a module is the path of a file."""
    name = posixpath.basename(path)
    written = (text for text in texts if text.endswith(name) and ("." in text or "/" in text))
    return any(_matches(text, folder, path) for text in written)


def strings(data: bytes) -> Iterator[str]:
    """Yield the quoted strings in a module's text, with their escapes resolved."""
    return (unescape(os.fsdecode(match[1])) for match in _STRING.finditer(data))


def escaped_strings(data: bytes) -> Iterator[str]:
    """Yield those of the quoted strings in a module's text that have escapes."""
    if b"\\" in data:
        found = (match[1] for match in _STRING.finditer(data) if b"\\" in match[1])
        yield from (unescape(os.fsdecode(written)) for written in found)


def read_patterns(calls: Iterable[ReadCall], folder: str) -> Iterator[PathPattern]:
    """Yield expressions for the paths of the files that calls in a module's text name."""
    for call in calls:
        line = _END_OF_LINE.split(call.arguments[:_ARGUMENTS].lstrip(b"( \t\r\n"), 1)[0]
        found = (_pattern(text, folder) for text in strings(line))
        yield from (pattern for pattern in found if pattern is not None)


def possible_pattern(call: ReadCall, folder: str) -> PathPattern:
    """Return an expression for the paths of all files that a call in a module could read.

    Parts of a path that are computed can be anything, such as ``../..``.
    """
    # The pattern of ``fileset`` starts in a folder that can be anywhere.
    if call.path is None or call.is_set:
        return ANY
    parts = _VARIABLE.split(call.path.removeprefix(_MODULE))
    if len(parts) == 1:
        return _pattern(call.path, folder) or ANY
    return _ending_in(parts[-1].split("/"))


def _ending_in(names: Sequence[str]) -> PathPattern:
    """Return an expression for the paths that end in names, of which the first can have a start."""
    is_whole = names[0] in _DOTS or ".." in names
    start = len(names) - names[::-1].index("..") if ".." in names else 0
    end = "/".join(name for name in names[start:] if name not in _DOTS)
    if not end:
        return ANY
    return PathPattern(end) if is_whole else PathPattern(f"*{end}", is_whole=True)


def computed_paths(data: bytes, folder: str) -> Iterator[PathPattern]:
    """Yield expressions for the paths that a module's text computes in its own folder."""
    if _MODULE.encode() in data:
        written = (text for text in strings(data) if text.startswith(_MODULE))
        found = (_pattern(text, folder) for text in written if text.count("${") > 1)
        yield from (pattern for pattern in found if pattern is not None)


def _matches(written: str, folder: str, path: str) -> bool:
    pattern = _pattern(written, folder)
    return pattern is not None and pattern.matches(path)


def _pattern(written: str, folder: str) -> PathPattern | None:
    """Return an expression for the paths in the tree that a string can be; None if any could.

    Only a path that starts in the module's own folder is known from its start.
    """
    in_module = written.startswith(_MODULE)
    text = _VARIABLE.sub("*", written.removeprefix(_MODULE))
    text = posixpath.normpath(posixpath.join(folder, text) if in_module else text)
    while not in_module and text.startswith(("../", "*/", "/", "~/")):
        text = text.partition("/")[2]
    if not text.strip("*./"):
        return None
    return PathPattern(text, is_whole=in_module)
