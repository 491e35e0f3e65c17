"""A work tree with a file that has other content, as in an editor."""

from __future__ import annotations

import os
import posixpath

from iaclint.files.source_tree import SourceTree, Unreadable, too_large
from iaclint.limits import MAX_FILE_BYTES


class BufferTree(SourceTree):
    """The files of a work tree, of which one has other content, or is not there yet."""

    def __init__(self, tree: SourceTree, path: str, content: bytes) -> None:
        """``path`` is absolute or relative to the working directory."""
        super().__init__(tree.root, tree.cwd, tree.absolute, tree.readable)
        folder, name = os.path.split(os.path.join(tree.cwd, path))
        self._folder, self._name = self.relative(folder), name
        self._path = posixpath.normpath(f"{self._folder}/{name}")
        self._content = content

    def read(self, path: str) -> bytes:
        """Return a file's bytes; raises ``Unreadable``."""
        if posixpath.normpath(path) != self._path:
            return super().read(path)
        if len(self._content) > MAX_FILE_BYTES:
            raise too_large(path)
        return self._content

    def names(self, folder: str, folders: bool = False) -> tuple[str, ...]:
        """Return the names of the files and links in a folder, sorted; raises ``Unreadable``."""
        if posixpath.normpath(folder) != self._folder:
            return super().names(folder, folders)
        try:
            names = super().names(folder, folders)
        except Unreadable:
            names = ()
        return tuple(sorted({*names, self._name}))

    def exists(self, path: str) -> bool:
        """Return whether there is a file or folder at a path."""
        return posixpath.normpath(path) == self._path or super().exists(path)
