"""The files at a commit, without a checkout."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Final

from iaclint.files.paths.work_tree import path_in
from iaclint.files.source_tree import (
    SourceTree,
    Unreadable,
    a_folder,
    no_file,
    no_folder,
    outside,
    too_large,
)
from iaclint.files.tool_folders import NAMES, is_tool_folder
from iaclint.git.changes import staged_changes
from iaclint.git.listing import folders_of, list_files
from iaclint.git.objects import ObjectReader, blob_id
from iaclint.git.repository import Repository
from iaclint.git.revisions import find_commit
from iaclint.git.unstaged import unstaged_files
from iaclint.limits import MAX_FILE_BYTES

if TYPE_CHECKING:
    from iaclint.files.source import SourceFile

_DOWNLOADED: Final = ".terraform"
"""The folder of downloads, which are not in git even if no ``.gitignore`` names it."""


class GitTree(SourceTree):
    """The files of a work tree as they are at a commit.

    Untracked files that git ignores are those of the work tree, and so are untracked downloads and
    the files of a submodule at the same commit. What the index has is tracked, ignored or not. A
    file with the same content as in the work tree is the same ``SourceFile``: it is parsed once.
    """

    def __init__(self, work: SourceTree, repository: Repository, commit: str) -> None:
        super().__init__(work.root, work.cwd, work.absolute)
        self.work: SourceTree = work
        self._repository = repository
        self._commit = commit
        self._listing = list_files(repository, commit)

    @cached_property
    def _objects(self) -> ObjectReader:
        return ObjectReader(self._repository)

    def close(self) -> None:
        """End the process that reads objects, if there is one."""
        if "_objects" in self.__dict__:
            self._objects.close()

    def differs(self, path: str) -> bool:
        """Return whether a file, or a file in a folder, is another one in the work tree.

        The folders in a folder do not count; all of the tree counts in its root.
        """
        if posixpath.normpath(path) == ".":
            return self._is_changed
        if self.is_folder(path) or self.work.is_folder(path):
            names = {*_names(self, path), *_names(self.work, path)}
            return any(self._is_other_file(_join(path, name)) for name in names)
        return self._is_other_file(path)

    def _is_other_file(self, path: str) -> bool:
        now, before = _content(self.work, path), _content(self, path)
        return now != before or (now is None and self._follow(path) in self._staged)

    @cached_property
    def _is_changed(self) -> bool:
        """Whether there is any change: staged, not staged or untracked."""
        touched = unstaged_files(self._repository, ".", lambda path: True, MAX_FILE_BYTES)
        return bool(self._staged or self._repository.untracked(".")) or any(True for _ in touched)

    @cached_property
    def _staged(self) -> frozenset[str]:
        """The paths that the index has with another content: some are too large to compare."""
        return frozenset(change.path for change in staged_changes(self._repository, self._commit))

    def relative(self, path: str) -> str:
        """Return a file system path relative to the root, with the links of the commit followed."""
        inside = path_in(self.root, path)
        real = self._follow(inside) if self._kept(inside) is None else None
        return super().relative(path) if real is None else real

    def make_source(self, path: str) -> SourceFile:
        """Read a file without keeping it, or return the equal one of the work tree."""
        known, id_ = self.work.known(path), self._listing.blobs.get(self._follow(path) or "")
        if id_ is None:
            same = self._kept(path) == path
        else:
            same = known is not None and id_ == blob_id(known.data, id_)
        return known if known is not None and same else super().make_source(path)

    def read_named(self, path: str) -> bytes:
        """Return the bytes of a file that the user names; raises ``Unreadable``.

        A file that is not in git, such as one with secrets, is that of the work tree.
        """
        inside = self._named(path)
        kept = self._kept(inside)
        if kept is None and not inside.startswith("../"):
            return self.read(inside)
        return super().read_named(path if kept is None else self.full(kept))

    def is_versioned(self, path: str) -> bool:
        """Return whether a file that the user names is in the commit, or could have been.

        A file outside of the work tree could not, nor an untracked one that git ignores.
        """
        inside = self._named(path)
        return not inside.startswith("../") and self._kept(inside) is None

    def _named(self, path: str) -> str:
        return path_in(self.root, os.path.join(self.cwd, path))

    def exists(self, path: str) -> bool:
        """Return whether there is a file or folder at a path."""
        kept = self._kept(path)
        if kept is not None:
            return self.work.exists(kept)
        real = self._follow(path)
        return real in self._listing.blobs or self._has_folder(real)

    def is_folder(self, path: str) -> bool:
        """Return whether there is a folder at a path."""
        kept = self._kept(path)
        return self._has_folder(self._follow(path)) if kept is None else self.work.is_folder(kept)

    def _has_folder(self, real: str | None) -> bool:
        return real in self._listing.folders or real in self._kept_names

    def read(self, path: str) -> bytes:
        """Return a file's bytes; raises ``Unreadable``."""
        kept = self._kept(path)
        if kept is not None:
            return self.work.read(kept)
        real = self._resolve(path)
        if self._has_folder(real):
            raise a_folder(path)
        if real not in self._listing.blobs:
            raise no_file(path)
        data = self._objects.read(self._listing.blobs[real], MAX_FILE_BYTES)
        if data is None:
            raise too_large(path)
        return data

    def names(self, folder: str, folders: bool = False) -> tuple[str, ...]:
        """Return the names of the files and links in a folder, sorted; raises ``Unreadable``."""
        kept = self._kept(folder)
        if kept is not None:
            return self.work.names(kept, folders)
        real = self._resolve(folder)
        if not self._has_folder(real):
            raise no_folder(folder)
        names = {*self._listing.folders.get(real, ()), *self._kept_names.get(real, ())}
        return tuple(sorted(n for n in names if folders or self._is_file(_join(real, n))))

    def _is_file(self, path: str) -> bool:
        is_kept = path in self._kept_paths and not self.work.is_folder(path)
        return is_kept or path in self._listing.blobs

    def real(self, folder: str) -> str:
        """Return a folder without symbolic links; the same if it must not be read."""
        kept = self._kept(folder)
        return (self._follow(folder) or folder) if kept is None else self.work.real(kept)

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
        if self._kept(folder) is not None:
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

    def _kept(self, path: str) -> str | None:
        """Return the path in the work tree of what git does not track; None for anything else."""
        real = self._follow(path)
        if real is None:
            return None
        if real in self._listing.blobs or real in self._listing.folders:
            is_kept = real in self._submodules
        else:
            around = tuple(_upward(real))
            is_kept = not (
                self._kept_paths.isdisjoint(around) and self._submodules.isdisjoint(around)
            )
        if not is_kept:
            return None
        return path if posixpath.normpath(path) == real else real

    @cached_property
    def _kept_paths(self) -> frozenset[str]:
        """The untracked files and folders that git ignores, and untracked downloads."""
        return self._repository.ignored(".", _DOWNLOADED).difference(self._listing.blobs)

    @cached_property
    def _kept_names(self) -> Mapping[str, tuple[str, ...]]:
        """The names of those and of the folders around them, by folder."""
        return folders_of(self._kept_paths)

    @cached_property
    def _submodules(self) -> frozenset[str]:
        """The submodules that the work tree has at the same commit."""
        listed = self._listing.submodules.items()
        return frozenset(path for path, id_ in listed if self._checked_out(path) == id_)

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


def _names(tree: SourceTree, folder: str) -> tuple[str, ...]:
    try:
        return tree.names(folder)
    except Unreadable:
        return ()


def _content(tree: SourceTree, path: str) -> bytes | None:
    try:
        return tree.read(path)
    except Unreadable:
        return None


def _upward(path: str) -> Iterator[str]:
    """Yield a path and the folders around it, without the root."""
    while path not in ("", "."):
        yield path
        path = posixpath.dirname(path)


def _join(folder: str, name: str) -> str:
    return name if folder == "." else f"{folder}/{name}"
