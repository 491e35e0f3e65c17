"""Which files there are to check, and the one gate through which files are read.

Nothing outside of the scanned tree is ever opened: a pull request may come from anyone.
The tree is the git work tree around a given path, else the path itself.
"""

from __future__ import annotations

import os
import posixpath
import stat
from collections.abc import Callable, Iterable
from typing import TypeAlias

from msgspec import Struct

from iaclint.errors import UsageError
from iaclint.files.diagnostics import Diagnostic, Level
from iaclint.files.source import SourceFile
from iaclint.limits import MAX_FILE_BYTES

MODULE_ENDINGS = (".tf", ".tf.json", ".tofu", ".tofu.json")
TEMPLATE_ENDINGS = (".yaml", ".yml", ".json", ".template")
VARIABLE_ENDINGS = (".tfvars", ".tfvars.json")
_NEVER_PLANS = (".yaml", ".yml", ".template")

SKIPPED_FOLDERS = frozenset(
    [
        ".git",
        ".hg",
        ".mypy_cache",
        ".pytest_cache",
        ".ruff_cache",
        ".svn",
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
    """A file that cannot or must not be read; the message says which and why."""

    def __init__(self, message: str, is_missing: bool = False) -> None:
        super().__init__(message)
        self.is_missing = is_missing
        """Whether it is certain that there is no such file."""


class SourceTree:
    """A folder and all below it. Paths are relative to it, with forward slashes."""

    def __init__(self, root: str, cwd: str, absolute: bool = False) -> None:
        self.root = os.path.realpath(root)
        self._cwd = os.path.realpath(cwd)
        self._absolute = absolute
        self._sources: dict[str, SourceFile] = {}
        self._real: dict[str, str] = {}
        """Folders without the links in them."""

    def relative(self, path: str) -> str:
        """Return a file system path relative to the root (``.`` for the root itself)."""
        return os.path.relpath(os.path.realpath(path), self.root).replace(os.sep, "/")

    def display(self, path: str) -> str:
        """Return a path as users are shown it: from the working folder where it is below."""
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

    def read(self, path: str) -> bytes:
        """Return a file's bytes; raises ``Unreadable``."""
        full = self._inside(path)
        try:
            found = os.stat(full)
            if not stat.S_ISREG(found.st_mode) and not stat.S_ISDIR(found.st_mode):
                raise Unreadable(f"'{path}' is no file")  # a pipe would have us wait for a writer
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
        """Yield every folder below one, itself included, with its file names, in order.

        Symbolic links to folders are not followed; tools' own folders are left out. A folder
        that cannot be read is told.
        """

        def pass_over(error: OSError) -> None:
            tell(f"'{self.relative(error.filename)}' cannot be read: {error.strerror}")

        start = self._inside(folder)
        for full, folders, names in os.walk(start, onerror=pass_over):
            folders[:] = sorted(name for name in folders if name not in SKIPPED_FOLDERS)
            path = os.path.relpath(full, self.root).replace(os.sep, "/")
            yield path, tuple(sorted(names))

    def _inside(self, path: str) -> str:
        """Return the real path, links resolved; raises ``Unreadable`` where it leads out."""
        folder, name = os.path.split(os.path.join(self.root, path))
        if folder not in self._real:
            self._real[folder] = os.path.realpath(folder)
        full = os.path.join(self._real[folder], name)
        if name in ("", ".", "..") or os.path.islink(full):
            full = os.path.realpath(full)
        if full != self.root and not full.startswith(self.root.rstrip(os.sep) + os.sep):
            raise Unreadable(f"'{path}' is outside of the scanned folder")
        return full


class Selection(Struct, frozen=True):
    """What to check in one tree."""

    tree: SourceTree
    modules: tuple[str, ...]
    """Folders with Terraform files, sorted."""
    templates: tuple[SourceFile, ...]
    """Files that are templates, by their content, sorted by path."""
    plans: tuple[SourceFile, ...] = ()
    """Files that are Terraform plans in JSON, by their content, sorted by path."""


class Discovery(Struct, frozen=True):
    """Everything there is to check."""

    selections: tuple[Selection, ...]
    diagnostics: tuple[Diagnostic, ...]


Test: TypeAlias = Callable[[SourceFile], bool]


def discover(
    paths: Iterable[str],
    cwd: str,
    is_template: Test,
    is_plan: Test = lambda source: False,
) -> Discovery:
    """Find what is to be checked below folders and among files.

    A Terraform file stands for its folder, since a module is a folder. Files that are
    neither Terraform nor a template nor a plan are passed over. Raises ``UsageError`` for a path
    that does not exist or cannot be read.
    """
    found: dict[str, _Finder] = {}
    for path in paths:
        full = os.path.join(cwd, path)
        _check_readable(path, full)
        root = _root(full)
        if root not in found:
            tree = SourceTree(root, cwd, os.path.isabs(path))
            found[root] = _Finder(tree, is_template, is_plan)
        found[root].add(full)
    finders = [found[root] for root in sorted(found)]
    return Discovery(
        tuple(finder.selection() for finder in finders),
        tuple(d for finder in finders for d in finder.diagnostics),
    )


def open_folder(path: str, cwd: str) -> tuple[SourceTree, str]:
    """Return the tree around a folder, and the folder's path in it.

    Raises ``UsageError`` where there is no such folder.
    """
    full = os.path.join(cwd, path)
    _check_readable(path, full)
    if not os.path.isdir(full):
        raise UsageError(f"'{path}' is no folder")
    tree = SourceTree(_root(full), cwd, os.path.isabs(path))
    return tree, tree.relative(full)


def _root(full: str) -> str:
    """Return the root of the tree that a path is in."""
    start = full if os.path.isdir(full) else os.path.dirname(full)
    return _work_tree(start) or os.path.realpath(start)


def _check_readable(path: str, full: str) -> None:
    if not os.path.lexists(full):
        raise UsageError(f"there is no file or folder '{path}'")
    if not os.path.exists(full):
        raise UsageError(f"'{path}' is a link to something that does not exist")
    if not os.access(full, os.R_OK):
        raise UsageError(f"'{path}' cannot be read", "check its permissions")


def _work_tree(folder: str) -> str | None:
    """Return the git work tree around a folder, if there is one."""
    folder = os.path.realpath(folder)
    while True:
        if os.path.exists(os.path.join(folder, ".git")):
            return folder
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent


class _Finder:
    """Gathers what is found in one tree."""

    def __init__(self, tree: SourceTree, is_template: Test, is_plan: Test) -> None:
        self._tree = tree
        self._is_template = is_template
        self._is_plan = is_plan
        self._plans: dict[str, SourceFile] = {}
        self._modules: set[str] = set()
        self._templates: dict[str, SourceFile] = {}
        self.diagnostics: list[Diagnostic] = []

    def add(self, full: str) -> None:
        if os.path.isdir(full):
            for folder, names in self._tree.walk(self._tree.relative(full), self._warn):
                self._add_names(folder, names)
        else:
            # The folder's link is resolved, not the file's: a link has its own name.
            folder = self._tree.relative(os.path.dirname(full) or ".")
            name = os.path.basename(full)
            self._add_names(folder, (name,))
            if not name.endswith(MODULE_ENDINGS + VARIABLE_ENDINGS + TEMPLATE_ENDINGS):
                # Nobody has to name a plan in a certain way.
                self._add_document(posixpath.normpath(f"{folder}/{name}"))

    def _add_names(self, folder: str, names: tuple[str, ...]) -> None:
        if any(name.endswith(MODULE_ENDINGS) for name in names):
            self._modules.add(folder)
        for name in names:
            if name.endswith(VARIABLE_ENDINGS) and len(names) == 1:
                self._add_module_of(folder)
            elif name.endswith(TEMPLATE_ENDINGS) and not name.endswith(
                MODULE_ENDINGS + VARIABLE_ENDINGS
            ):
                self._add_document(posixpath.normpath(f"{folder}/{name}"))

    def _add_module_of(self, folder: str) -> None:
        """A changed .tfvars file stands for the root module beside it."""
        if any(name.endswith(MODULE_ENDINGS) for name in self._tree.names(folder)):
            self._modules.add(folder)

    def _add_document(self, path: str) -> None:
        if path in self._templates or path in self._plans:
            return
        try:
            source = SourceFile(path, self._tree.read(path), self._tree.display(path))
        except Unreadable as error:
            self._warn(str(error))
            return
        if not path.endswith(_NEVER_PLANS) and self._is_plan(source):
            self._plans[path] = source
        elif path.endswith(TEMPLATE_ENDINGS) and self._is_template(source):
            self._templates[path] = source

    def _warn(self, message: str) -> None:
        self.diagnostics.append(Diagnostic(Level.WARNING, "unreadable-file", message))

    def selection(self) -> Selection:
        templates = tuple(self._templates[path] for path in sorted(self._templates))
        plans = tuple(self._plans[path] for path in sorted(self._plans))
        return Selection(self._tree, tuple(sorted(self._modules)), templates, plans)
