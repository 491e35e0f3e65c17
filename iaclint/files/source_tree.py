"""Reads all files of a run.

Files outside of the checked tree are never opened, because a pull request can come from anyone.
"""

from __future__ import annotations

import os
import posixpath
import stat
from collections.abc import Callable, Iterable

from iaclint.files.source import SourceFile
from iaclint.limits import MAX_FILE_BYTES

SKIPPED_FOLDERS = frozenset(
    [
        ".git",
        ".hg",
        ".mypy_cache",
        ".pytest_cache",
        ".ruff_cache",
        ".svn",
        ".taskcat",
        ".terraform",
        ".terragrunt-cache",
        ".tox",
        ".venv",
        "__pycache__",
        "node_modules",
        "venv",
    ]
)


class Unreadable(Exception):
    """A file that cannot or must not be read; the message says why."""

    def __init__(self, message: str, is_missing: bool = False) -> None:
        super().__init__(message)
        self.is_missing = is_missing
        """Whether the file certainly does not exist."""


class SourceTree:
    """A folder with its subfolders. Paths are relative to it, with forward slashes."""

    def __init__(self, root: str, cwd: str, absolute: bool = False) -> None:
        self.root = os.path.realpath(root)
        self._cwd = os.path.realpath(cwd)
        self._absolute = absolute
        self._sources: dict[str, SourceFile] = {}
        self._real: dict[str, str] = {}
        """Real paths of folders."""

    def relative(self, path: str) -> str:
        """Return a file system path relative to the root (``.`` for the root itself)."""
        return os.path.relpath(os.path.realpath(path), self.root).replace(os.sep, "/")

    def display(self, path: str) -> str:
        """Return a path as shown in reports: relative to the working directory if it is below."""
        full = os.path.join(self.root, path)
        below = os.path.relpath(full, self._cwd)
        return (full if below.startswith("..") and self._absolute else below).replace(os.sep, "/")

    def source(self, path: str) -> SourceFile:
        """Read a file; raises ``Unreadable``. A file is read once."""
        path = posixpath.normpath(path)
        source = self._sources.get(path)
        if source is None:
            source = SourceFile(path, self.read(path), self.display(path))
            self._sources[path] = source
        return source

    @property
    def sources(self) -> tuple[SourceFile, ...]:
        """The files that were read so far."""
        return tuple(self._sources.values())

    def read(self, path: str) -> bytes:
        """Return a file's bytes; raises ``Unreadable``."""
        full = self._inside(path)
        try:
            found = os.stat(full)
            if not stat.S_ISREG(found.st_mode) and not stat.S_ISDIR(found.st_mode):
                raise Unreadable(f"'{path}' is not a regular file")  # reading a pipe would block
            if found.st_size > MAX_FILE_BYTES:
                raise Unreadable(f"'{path}' is larger than {MAX_FILE_BYTES // 1_000_000} MB")
            with open(full, "rb") as file:
                return file.read()
        except FileNotFoundError:
            raise Unreadable(f"there is no file '{path}'", is_missing=True) from None
        except OSError as error:
            raise Unreadable(f"'{path}' cannot be read: {error.strerror}") from None

    def names(self, folder: str) -> tuple[str, ...]:
        """Return the names of the files in a folder, sorted; raises ``Unreadable``."""
        full = self._inside(folder)
        try:
            with os.scandir(full) as entries:
                return tuple(sorted(entry.name for entry in entries if entry.is_file()))
        except FileNotFoundError:
            raise Unreadable(f"there is no folder '{folder}'", is_missing=True) from None
        except OSError as error:
            raise Unreadable(f"'{folder}' cannot be read: {error.strerror}") from None

    def walk(
        self, folder: str, tell: Callable[[str], None] = lambda message: None
    ) -> Iterable[tuple[str, tuple[str, ...]]]:
        """Yield a folder and all its subfolders with their file names, in order.

        Symbolic links to folders are not followed, and folders of tools are left out.
        ``tell`` is called with a message for a folder that cannot be read.
        """

        def pass_over(error: OSError) -> None:
            tell(f"'{self.relative(error.filename)}' cannot be read: {error.strerror}")

        start = self._inside(folder)
        for full, folders, names in os.walk(start, onerror=pass_over):
            folders[:] = sorted(name for name in folders if name not in SKIPPED_FOLDERS)
            path = os.path.relpath(full, self.root).replace(os.sep, "/")
            yield path, tuple(sorted(names))

    def _inside(self, path: str) -> str:
        """Return the real path. Raises ``Unreadable`` if it is outside of the tree."""
        folder, name = os.path.split(os.path.join(self.root, path))
        if folder not in self._real:
            self._real[folder] = os.path.realpath(folder)
        full = os.path.join(self._real[folder], name)
        if name in ("", ".", "..") or os.path.islink(full):
            full = os.path.realpath(full)
        if full != self.root and not full.startswith(self.root.rstrip(os.sep) + os.sep):
            raise Unreadable(f"'{path}' is outside of the scanned folder")
        return full
