"""The files at a commit, without a checkout."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from iaclint.files.source_tree import (
    SourceTree,
    a_folder,
    no_file,
    no_folder,
    outside,
    too_large,
)
from iaclint.files.tool_folders import NAMES, is_tool_folder
from iaclint.git.listing import list_files
from iaclint.git.objects import ObjectReader, blob_id
from iaclint.git.repository import Repository
from iaclint.git.revisions import find_commit
from iaclint.limits import MAX_FILE_BYTES

if TYPE_CHECKING:
    from iaclint.files.source import SourceFile

_DOWNLOADED = ".terraform"


class GitTree(SourceTree):
    """The files of a work tree as they are at a commit.

    Downloaded modules are not in git: they are those of the work tree, and so are files that git
    ignores and the files of a submodule at the same commit. A file with the same content as in the
    work tree is the same ``SourceFile``, so that it is parsed once.
    """

    def __init__(self, work: SourceTree, repository: Repository, commit: str) -> None:
        super().__init__(work.root, work.cwd, work.absolute)
        self.work: SourceTree = work
        self._repository = repository
        self._listing = list_files(repository, commit)

    @cached_property
    def _objects(self) -> ObjectReader:
        return ObjectReader(self._repository)

    def close(self) -> None:
        """End the process that reads objects, if there is one."""
        if "_objects" in self.__dict__:
            self._objects.close()

    def make_source(self, path: str) -> SourceFile:
        """Read a file without keeping it, or return the equal one of the work tree."""
        known, id_ = self.work.known(path), self._listing.blobs.get(path)
        same = self._is_kept(path) if id_ is None else known and id_ == blob_id(known.data, id_)
        return known if known is not None and same else super().make_source(path)

    def read_named(self, path: str) -> bytes:
        """Return the bytes of a file that the user names; raises ``Unreadable``.

        A file that is not in git, such as one with secrets, is that of the work tree.
        """
        inside = self.relative(os.path.join(self.cwd, path))
        return self.read(inside) if self.is_versioned(path) else super().read_named(path)

    def is_versioned(self, path: str) -> bool:
        """Return whether a file that the user names is in the commit, or could have been.

        A file outside of the work tree could not, nor one that is ignored.
        """
        inside = self.relative(os.path.join(self.cwd, path))
        return not (inside.startswith("../") or self._is_kept(inside))

    def exists(self, path: str) -> bool:
        """Return whether there is a file or folder at a path."""
        if self._is_kept(path):
            return self.work.exists(path)
        real = self._follow(path)
        return real in self._listing.blobs or real in self._listing.folders

    def is_folder(self, path: str) -> bool:
        """Return whether there is a folder at a path."""
        if self._is_kept(path):
            return self.work.is_folder(path)
        return self._follow(path) in self._listing.folders

    def read(self, path: str) -> bytes:
        """Return a file's bytes; raises ``Unreadable``."""
        if self._is_kept(path):
            return self.work.read(path)
        real = self._resolve(path)
        if real in self._listing.folders:
            raise a_folder(path)
        if real not in self._listing.blobs:
            raise no_file(path)
        data = self._objects.read(self._listing.blobs[real], MAX_FILE_BYTES)
        if data is None:
            raise too_large(path)
        return data

    def names(self, folder: str, folders: bool = False) -> tuple[str, ...]:
        """Return the names of the files and links in a folder, sorted; raises ``Unreadable``."""
        if self._is_kept(folder):
            return self.work.names(folder, folders)
        real = self._resolve(folder)
        if real not in self._listing.folders:
            raise no_folder(folder)
        names = self._listing.folders[real]
        found = {name for name in names if folders or _join(real, name) in self._listing.blobs}
        return tuple(sorted(found.union(self._ignored_files.get(real, ()))))

    def real(self, folder: str) -> str:
        """Return a folder without symbolic links; the same if it must not be read."""
        if self._is_kept(folder):
            return self.work.real(folder)
        return self._follow(folder) or folder

    def walk(
        self, folder: str, tell: Callable[[str], None] = lambda message: None
    ) -> Iterable[tuple[str, tuple[str, ...]]]:
        """Yield a folder and all its subfolders with their file names, in order.

        Links into folders of tools are followed, as in the work tree.
        """
        pending, seen = [self._resolve(folder)], set[str]()
        while pending:
            for path, names in self._walk(pending.pop(0), tell):
                if path not in seen:
                    seen.add(path)
                    linked = list(self._links_in(path))
                    self._linked.update(_join(path, name) for name in linked)
                    pending += self.tools_behind(path, linked)
                    yield path, names

    def _links_in(self, folder: str) -> Iterator[str]:
        """Yield the names of the links to folders that are no folders of tools."""
        names = self._listing.folders.get(folder, ())
        for name in names:
            path = _join(folder, name)
            is_link = path in self._listing.links and self.is_folder(path)
            is_tool = name in NAMES and is_tool_folder(name, self._all_names(path), names)
            if is_link and not is_tool:
                yield name

    def _walk(
        self, folder: str, tell: Callable[[str], None]
    ) -> Iterator[tuple[str, tuple[str, ...]]]:
        if self._is_kept(folder):
            yield from self.work.walk(folder, tell)
            return
        paths = {name: _join(folder, name) for name in self._listing.folders.get(folder, ())}
        names = tuple(n for n, path in paths.items() if self._is_entry(path))
        if paths:
            yield folder, names
        for name, path in paths.items():
            inside = self._listing.folders.get(path, ())
            is_tool = name in NAMES and is_tool_folder(name, inside, paths)
            if not is_tool and path not in self._listing.blobs:
                yield from self._walk(path, tell)

    def _is_entry(self, path: str) -> bool:
        """Return whether a path is a file, or a link that is not to a folder."""
        is_link = path in self._listing.links
        return path in self._listing.blobs and not (is_link and self.is_folder(path))

    def _is_kept(self, path: str) -> bool:
        """Return whether a path is a file or in a folder that is that of the work tree."""
        path = posixpath.normpath(path)
        if path in self._listing.blobs or path in self._listing.folders:
            return path in self._submodules
        if _DOWNLOADED in path and _DOWNLOADED in path.split("/"):
            return True
        return any(part in self._submodules or part in self._ignored for part in _upward(path))

    @cached_property
    def _ignored(self) -> frozenset[str]:
        """The untracked files and folders that git ignores."""
        return self._repository.ignored(".")

    @cached_property
    def _ignored_files(self) -> dict[str, list[str]]:
        """The names of those by folder."""
        found: dict[str, list[str]] = {}
        for path in self._ignored.difference(self._listing.blobs):
            if not self.work.is_folder(path):
                folder, name = posixpath.split(path)
                found.setdefault(folder or ".", []).append(name)
        return found

    @cached_property
    def _submodules(self) -> tuple[str, ...]:
        """The submodules that the work tree has at the same commit."""
        listed = self._listing.submodules.items()
        return tuple(path for path, id_ in listed if self._checked_out(path) == id_)

    def _checked_out(self, submodule: str) -> str | None:
        """Return the commit of a submodule; None if there is none in the work tree."""
        folder = os.path.join(self.root, submodule)
        if not os.path.lexists(os.path.join(folder, ".git")):
            return None
        return find_commit(Repository(folder), "HEAD")

    def _resolve(self, path: str) -> str:
        real = self._follow(path)
        if real is None:
            raise outside(path)
        return real

    def _follow(self, path: str) -> str | None:
        return self._listing.follow(path, self._read_link)

    def _read_link(self, path: str) -> str:
        target = self._objects.read(self._listing.blobs[path], MAX_FILE_BYTES) or b""
        text = os.fsdecode(target).replace(os.sep, "/")
        if not os.path.isabs(text):
            return text
        return os.path.relpath(text, os.path.join(self.root, os.path.dirname(path)))


def _upward(path: str) -> Iterator[str]:
    """Yield a path and the folders around it, without the root."""
    while path not in ("", "."):
        yield path
        path = posixpath.dirname(path)


def _join(folder: str, name: str) -> str:
    return name if folder == "." else f"{folder}/{name}"
