"""Which CloudFormation templates nest or include a file: from bytes, without parsing."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from iaclint.cloudformation.stacks.callers import ENDINGS, NESTING, names_file

if TYPE_CHECKING:
    from collections.abc import Collection, KeysView

    from iaclint.files.file_index import FileIndex

_NAMING = (*NESTING, b"AWS::Include")


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
            outer = {outer for outer, data in texts if names_file(data, outer, inner)}
            pending.extend(outer - found)
            found |= outer
        return found

    @property
    def naming(self) -> KeysView[str]:
        """The templates that nest or include files."""
        return self._texts.keys()

    @cached_property
    def _texts(self) -> dict[str, bytes]:
        read = ((path, self._index.read(path)) for path in self._index.paths(ENDINGS))
        return {path: data for path, data in read if any(word in data for word in _NAMING)}
