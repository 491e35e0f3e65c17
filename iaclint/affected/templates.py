"""Which CloudFormation templates nest or include a file: from bytes, without parsing."""

from __future__ import annotations

import os
import posixpath
import re
from functools import cached_property
from typing import TYPE_CHECKING

from iaclint.files.file_index import folder_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from iaclint.files.file_index import FileIndex

ENDINGS = (".yaml", ".yml", ".json", ".template")
_NEST = (b"AWS::CloudFormation::Stack", b"AWS::Serverless::Application", b"AWS::Include")
_BEFORE = 1000
"""Bytes before the name of a file in which its folders are looked for."""
_DELIMITERS = re.compile(rb"[\"'\n]|(?<=[:=,\[])\s+|(?<=\n)\s*-\s+")


class Templates:
    """The templates of a tree that refer to other files."""

    def __init__(self, index: FileIndex) -> None:
        self._index = index

    def nesting(self, path: str, known: Collection[str] = ()) -> set[str]:
        """Return templates that nest or include a file, directly or through others.

        Those that are ``known`` are left out, with the templates that nest them.
        """
        found: set[str] = set()
        pending = [path]
        while pending:
            inner = pending.pop()
            texts = (each for each in self._texts.items() if each[0] not in known)
            outer = {outer for outer, data in texts if _names(data, outer, inner)}
            pending.extend(outer - found)
            found |= outer
        return found

    @cached_property
    def _texts(self) -> dict[str, bytes]:
        read = ((path, self._index.read(path)) for path in self._index.paths(ENDINGS))
        return {path: data for path, data in read if any(word in data for word in _NEST)}


def _names(data: bytes, outer: str, inner: str) -> bool:
    """Return whether a template has the path of a file, relative to its own folder."""
    name = os.fsencode(posixpath.basename(inner))
    at = data.find(name)
    while at >= 0:
        before = _DELIMITERS.split(data[max(0, at - _BEFORE) : at])[-1]
        written = os.fsdecode(before.removeprefix(b"file://") + name)
        if posixpath.normpath(posixpath.join(folder_of(outer), written)) == inner:
            return True
        at = data.find(name, at + 1)
    return False
