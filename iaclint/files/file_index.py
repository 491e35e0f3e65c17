"""The files of a tree by folder, and their bytes: fast, because every commit waits for it."""

from __future__ import annotations

import os
import stat
from functools import cached_property
from typing import TYPE_CHECKING, Final

from iaclint.files.source_tree import Unreadable, is_tool
from iaclint.files.tool_folders import NAMES
from iaclint.limits import MAX_FILE_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from iaclint.files.source_tree import SourceTree

_FLAGS: Final = os.O_RDONLY | sum(
    getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY")
)
"""A link is resolved first, because it can lead out of the tree; a pipe does not block."""


class FileIndex:
    """The files that discovery would find in a tree. Paths are relative to its root."""

    def __init__(self, tree: SourceTree) -> None:
        self.tree = tree
        self._real: dict[str, str | None] = {}

    @property
    def folders(self) -> Mapping[str, tuple[str, ...]]:
        """The names of the files in each folder, links included, sorted."""
        return self._listing[0]

    @cached_property
    def _listing(self) -> tuple[dict[str, tuple[str, ...]], list[str]]:
        """The names of the files in each folder, and the paths of all links."""
        found: dict[str, tuple[str, ...]] = {}
        links: list[str] = []
        pending = ["."]
        while pending:
            folder = pending.pop()
            if folder in found:
                continue
            names: list[str] = []
            inner: list[str] = []
            linked: list[str] = []
            for entry in _entries(self._full(folder)):
                (inner if entry.is_dir(follow_symlinks=False) else names).append(entry.name)
                if entry.is_symlink():
                    links.append(join(folder, entry.name))
                    linked += [entry.name] if os.path.isdir(entry.path) else []
            found[folder] = tuple(sorted(names))
            full = self._full(folder)
            skipped = {n for n in NAMES.intersection(inner) if is_tool(full, n, inner, names)}
            pending += [join(folder, name) for name in inner if name not in skipped]
            pending += self.tree.tools_behind(folder, linked)
        return dict(sorted(found.items())), sorted(links)

    @property
    def links(self) -> Sequence[str]:
        """The paths of all links, sorted."""
        return self._listing[1]

    def paths(self, endings: tuple[str, ...]) -> Iterator[str]:
        """Yield the paths of the files with one of the endings, in order."""
        for folder, names in self.folders.items():
            for name in names:
                if name.lower().endswith(endings):
                    yield join(folder, name)

    def names(self, folder: str) -> tuple[str, ...]:
        """Return the names of the files in a folder; none if it does not exist."""
        return self.folders.get(folder, ())

    def real(self, path: str) -> str | None:
        """Return a path without links; None outside of the tree."""
        if path not in self._real:
            inside = self.tree.relative(self._full(path))
            self._real[path] = None if inside.startswith("../") or inside == ".." else inside
        return self._real[path]

    def read(self, path: str) -> bytes:
        """Return a file's bytes; nothing if it must not be read, or is no regular file."""
        try:
            handle = os.open(self._full(path), _FLAGS)
        except OSError:
            return self._read_link(path)
        try:
            found = os.fstat(handle)
            is_file = stat.S_ISREG(found.st_mode) and found.st_size <= MAX_FILE_BYTES
            return os.read(handle, found.st_size) if is_file else b""
        except OSError:
            return b""
        finally:
            os.close(handle)

    def _read_link(self, path: str) -> bytes:
        try:
            return self.tree.read(path)
        except Unreadable:
            return b""

    def _full(self, path: str) -> str:
        return f"{self.tree.root}/{path}"


def join(folder: str, name: str) -> str:
    """Return the path of a file in a folder; ``.`` is the root."""
    return name if folder == "." else f"{folder}/{name}"


def folder_of(path: str) -> str:
    """Return the folder of a file; ``.`` for the root."""
    return path.rpartition("/")[0] or "."


def below(path: str, folder: str) -> str | None:
    """Return what follows a folder in a path, with a slash at the start; None if it is not in it.

    It is empty for the folder itself.
    """
    if folder == ".":
        return "" if path == "." else f"/{path}"
    return path[len(folder) :] if f"{path}/".startswith(f"{folder}/") else None


def _entries(full: str) -> list[os.DirEntry[str]]:
    """Return what is in a folder; nothing if it cannot be read."""
    try:
        with os.scandir(full) as entries:
            return list(entries)
    except OSError:
        return []
