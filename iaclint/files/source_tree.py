"""Reads all files of a run.

Files outside of the checked tree are never opened, because a pull request can come from anyone.
"""

from __future__ import annotations

import os
import posixpath
import stat
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator

from iaclint.files.inputs import note_input
from iaclint.files.paths.named import read_named
from iaclint.files.paths.work_tree import is_in, is_in_git
from iaclint.files.source import SourceFile
from iaclint.files.stamps import note
from iaclint.files.tool_folders import NAMES, is_in_tool_folder, is_tool_folder
from iaclint.limits import MAX_FILE_BYTES


class Unreadable(Exception):
    """A file that cannot or must not be read; the message says why."""

    def __init__(self, message: str, is_missing: bool = False, is_folder: bool = False) -> None:
        super().__init__(message)
        self.is_missing = is_missing
        """Whether the file certainly does not exist."""
        self.is_refused = not is_missing and not is_folder
        """Whether a run elsewhere, or without the limits of iaclint, could read the file."""


def no_file(path: str) -> Unreadable:
    """Return the error for a file that does not exist."""
    return Unreadable(f"there is no file '{path}'", is_missing=True)


def no_folder(path: str) -> Unreadable:
    """Return the error for a folder that does not exist."""
    return Unreadable(f"there is no folder '{path}'", is_missing=True)


def a_folder(path: str) -> Unreadable:
    """Return the error for a folder where a file is read."""
    return Unreadable(f"'{path}' cannot be read: Is a directory", is_folder=True)


def outside(path: str) -> Unreadable:
    """Return the error for a path that leads out of the tree."""
    return Unreadable(f"'{path}' is outside of the scanned folder")


def failed(path: str, error: OSError) -> Unreadable:
    """Return the error for what is there, but cannot be read."""
    return Unreadable(f"'{path}' cannot be read: {error.strerror}")


def too_large(path: str) -> Unreadable:
    """Return the error for a file that is larger than the limit."""
    return Unreadable(f"'{path}' is larger than {MAX_FILE_BYTES // 1_000_000} MB")


class SourceTree:
    """A folder with its subfolders. Paths are relative to it, with forward slashes.

    ``GitTree`` has the same interface for the files at a commit.
    """

    def __init__(
        self, root: str, cwd: str, absolute: bool = False, readable: str | None = None
    ) -> None:
        """``readable`` is a folder around the root in which everything may be read."""
        self.root = os.path.realpath(root)
        self.cwd = os.path.realpath(cwd)
        self.readable = self.root if readable is None else os.path.realpath(readable)
        self.absolute = absolute
        """Whether paths outside of ``cwd`` are shown as absolute."""
        self.work: SourceTree | None = None
        """The work tree, if this is not one but the files at a commit."""
        self.tool_folders: set[str] = set()
        """The folders of tools that ``walk`` has left out."""
        self._linked: set[str] = set()
        """The links to folders that ``walk`` has found outside of folders of tools."""
        self._sources: dict[str, SourceFile] = {}
        self._real: dict[str, str] = {self.root: self.root}
        """Real paths of folders."""
        self._walked: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        """Folders with all of their subfolders."""
        self._displays: dict[str, str] = {}
        """Folders as shown in reports."""

    def relative(self, path: str) -> str:
        """Return a file system path relative to the root (``.`` for the root itself)."""
        return os.path.relpath(os.path.realpath(path), self.root).replace(os.sep, "/")

    def full(self, path: str) -> str:
        """Return the absolute path of a path in the tree."""
        return os.path.normpath(os.path.join(self.root, path))

    def display(self, path: str) -> str:
        """Return a path as shown in reports: relative to the working directory if it is below."""
        folder, name = posixpath.split(path)
        if folder not in self._displays:
            self._displays[folder] = self._display(folder)
        shown = self._displays[folder]
        if name in ("", ".", "..") or shown.startswith(("./", "..", "/")):
            return self._display(path)
        return name if shown == "." else f"{shown}/{name}"

    def _display(self, path: str) -> str:
        full = os.path.join(self.root, path)
        below = os.path.relpath(full, self.cwd)
        return (full if below.startswith("..") and self.absolute else below).replace(os.sep, "/")

    def source(self, path: str) -> SourceFile:
        """Read a file; raises ``Unreadable``. A file is read once."""
        path = posixpath.normpath(path)
        source = self._sources.get(path)
        if source is None:
            note_input(self.full(path))
            source = self._sources[path] = self.make_source(path)
        return source

    @property
    def sources(self) -> tuple[SourceFile, ...]:
        """The files that were read so far."""
        return tuple(self._sources.values())

    def known(self, path: str) -> SourceFile | None:
        """Return a file that has been read; None for others."""
        return self._sources.get(path)

    def make_source(self, path: str) -> SourceFile:
        """Read a file without keeping it; raises ``Unreadable``."""
        return self.known(path) or SourceFile(path, self.read(path), self.display(path))

    def read_named(self, path: str) -> bytes:
        """Return the bytes of a file that the user names, which may be outside of the tree.

        ``path`` is absolute or relative to the working directory. Raises ``Unreadable``.
        """
        note(os.path.join(self.cwd, path))
        try:
            data = read_named(path, self.cwd)
        except OSError as error:
            raise Unreadable(f"'{path}' cannot be read: {error.strerror}") from None
        if len(data) > MAX_FILE_BYTES:
            raise too_large(path)
        return data

    def exists(self, path: str) -> bool:
        """Return whether there is a file or folder at a path."""
        return is_path(path) and os.path.exists(os.path.join(self.root, path))

    def is_folder(self, path: str) -> bool:
        """Return whether there is a folder at a path."""
        return is_path(path) and os.path.isdir(os.path.join(self.root, path))

    def read(self, path: str) -> bytes:
        """Return a file's bytes; raises ``Unreadable``."""
        full = self._inside(path)
        note(full)
        try:
            found = os.stat(full)
            if not stat.S_ISREG(found.st_mode) and not stat.S_ISDIR(found.st_mode):
                raise Unreadable(f"'{path}' is not a regular file")  # reading a pipe would block
            if found.st_size > MAX_FILE_BYTES:
                raise too_large(path)
            with open(full, "rb") as file:
                return file.read()
        except FileNotFoundError:
            raise no_file(path) from None
        except IsADirectoryError:
            raise a_folder(path) from None
        except OSError as error:
            raise failed(path, error) from None

    def names(self, folder: str, folders: bool = False) -> tuple[str, ...]:
        """Return the names of the files and links in a folder, sorted; raises ``Unreadable``.

        A link can lead to a folder, as Terraform lists it. With ``folders``, all names.
        """
        full = self._inside(folder)
        note(full)
        try:
            with os.scandir(full) as entries:
                return tuple(sorted(entry.name for entry in entries if folders or _is_file(entry)))
        except FileNotFoundError:
            raise no_folder(folder) from None
        except OSError as error:
            raise failed(folder, error) from None

    def real(self, folder: str) -> str:
        """Return a folder without symbolic links; the same if it must not be read."""
        try:
            return os.path.relpath(self._inside(folder), self.root).replace(os.sep, "/")
        except Unreadable:
            return folder

    def walk(
        self, folder: str, tell: Callable[[str], None] = lambda message: None
    ) -> Iterable[tuple[str, tuple[str, ...]]]:
        """Yield a folder and all its subfolders with their file names, in order.

        Folders of tools are left out, and symbolic links to folders are not followed, except for
        links into folders of tools: their targets are last. ``tell`` is called with a message for
        a folder that cannot be read.
        """
        start = self._inside(folder)
        if start not in self._walked:
            found: list[tuple[str, tuple[str, ...]]] = []
            for each in self._walk(start, tell):
                found.append(each)
                yield each
            self._walked[start] = found
        else:
            yield from self._walked[start]

    def links_to_folders(self) -> list[str]:
        """Return the links to folders, sorted, without those in folders of tools."""
        for _ in self.walk("."):
            pass
        return sorted(self._linked)

    def _walk(
        self, start: str, tell: Callable[[str], None]
    ) -> Iterator[tuple[str, tuple[str, ...]]]:
        pending, seen = deque([start]), set[str]()
        behind: list[str] = []
        while pending or behind:
            full = pending.popleft() if pending else behind.pop(0)
            if full in seen:
                continue
            seen.add(full)
            try:
                folders, linked, names = _entries(full)
            except OSError as error:
                tell(f"'{self.relative(full)}' cannot be read: {error.strerror}")
                continue
            note(full)
            every = (*folders, *linked)
            tools = {n for n in NAMES.intersection(every) if is_tool(full, n, every, names)}
            self.tool_folders.update(os.path.join(full, name) for name in tools - {".git"})
            path = self._below_root(full)
            behind += map(self.full, self.tools_behind(path, sorted(linked - tools)))
            self._linked.update(_join(path, name) for name in linked - tools)
            inner = (os.path.join(full, name) for name in sorted(folders - tools, reverse=True))
            pending.extendleft(inner)
            yield path, tuple(sorted(names))

    def tools_behind(self, folder: str, links: Iterable[str]) -> Iterator[str]:
        """Yield the paths in folders of tools that links in a folder lead to."""
        for link in (posixpath.normpath(posixpath.join(folder, name)) for name in links):
            target = self.real(link)
            if target != link and is_in_tool_folder(target, self._all_names):
                yield target

    def _all_names(self, folder: str) -> Collection[str]:
        try:
            return self.names(folder, folders=True)
        except Unreadable:
            return ()

    def _below_root(self, full: str) -> str:
        """Return a real path in the tree relative to the root."""
        below = full[len(self.root.rstrip(os.sep)) + 1 :]
        return below.replace(os.sep, "/") or "."

    def passed_over(self, folder: str) -> Iterator[str]:
        """Yield the paths that ``walk`` does not follow or read, folders with a slash at the end.

        They are links to folders, folders of tools, and files that are not regular.
        """
        for full, folders, names in os.walk(self._inside(folder)):
            path = self._below_root(full)
            tools = {n for n in NAMES.intersection(folders) if is_tool(full, n, folders, names)}
            links = {name for name in folders if os.path.islink(os.path.join(full, name))}
            yield from (posixpath.join(path, name) + "/" for name in sorted(links))
            for name in tools - links:
                yield from self._inside_tool(posixpath.join(path, name))
            yield from (posixpath.join(path, n) for n in names if not self._is_regular(path, n))
            folders[:] = [name for name in folders if name not in tools]

    def _inside_tool(self, folder: str) -> Iterator[str]:
        for full, _, names in os.walk(os.path.join(self.root, folder)):
            note(full)
            path = os.path.relpath(full, self.root).replace(os.sep, "/")
            yield from (posixpath.join(path, name) for name in names)

    def _is_regular(self, folder: str, name: str) -> bool:
        full = os.path.join(self.root, folder, name)
        if not os.path.islink(full):
            return os.path.isfile(full)
        try:
            return os.path.isfile(self._inside(posixpath.join(folder, name)))
        except Unreadable:
            return False

    def _inside(self, path: str) -> str:
        """Return the real path. Raises ``Unreadable`` if it must not be read."""
        if not is_path(path):
            raise no_file(path)
        folder, name = os.path.split(os.path.join(self.root, path))
        if folder not in self._real:
            parent, last = os.path.split(folder)
            known = self._real.get(parent)
            self._real[folder] = _real(known, last) if known else os.path.realpath(folder)
        full = _real(self._real[folder], name)
        if not is_in(full, self.readable):
            raise outside(path)
        if ".git" in full.lower() and is_in_git(full[len(self.readable) :]):
            raise Unreadable(f"'{path}' is in the folder of git, which is not read")
        return full


def _real(folder: str, name: str) -> str:
    """Return the real path of a name in a folder without symbolic links."""
    full = os.path.join(folder, name)
    is_plain = name not in ("", ".", "..") and not os.path.islink(full)
    return full if is_plain else os.path.realpath(full)


def is_path(text: str) -> bool:
    """Return whether a text can be a path: one with a zero byte or a lone surrogate cannot."""
    try:
        os.fsencode(text)
        return "\0" not in text
    except UnicodeEncodeError:
        return False


def is_tool(full: str, name: str, folders: Collection[str], names: Collection[str] = ()) -> bool:
    """Return whether a folder in ``full`` is one of a tool, which is not searched."""
    try:
        inside = os.listdir(os.path.join(full, name))
    except OSError:
        inside = []
    return is_tool_folder(name, inside, (*folders, *names))


def _join(folder: str, name: str) -> str:
    return name if folder == "." else f"{folder}/{name}"


def _entries(folder: str) -> tuple[set[str], set[str], list[str]]:
    """Return the names of the folders in a folder, of the links to folders, and of all others."""
    folders, linked, names = set[str](), set[str](), list[str]()
    with os.scandir(folder) as entries:
        for entry in entries:
            if not _is_folder(entry):
                names.append(entry.name)
            elif entry.is_symlink():
                linked.add(entry.name)
            else:
                folders.add(entry.name)
    return folders, linked, names


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Return whether an entry is a folder or a link to one; False for a link in a ring."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Return whether an entry is no folder; reading a pipe, or such a link, says why not."""
    return not entry.is_dir(follow_symlinks=False)
