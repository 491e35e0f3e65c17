"""The configuration file: where it is, and what it says."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from iaclint.config.settings import Settings
from iaclint.errors import UsageError
from iaclint.files.diagnostics import Diagnostic, InputError, Level
from iaclint.files.paths.named import read_named
from iaclint.files.paths.work_tree import work_tree
from iaclint.files.source import SourceFile, Span
from iaclint.files.source_tree import SourceTree, Unreadable
from iaclint.limits import MAX_CONFIG_BYTES

if TYPE_CHECKING:
    from iaclint.syntax.tree import Node

NAMES: Final = (".iaclint.yaml", ".iaclint.yml")
INVALID: Final = "the configuration file is invalid"


class ConfigFile(Struct, frozen=True):
    """A configuration file that was read."""

    source: SourceFile
    folder: str
    """The real path of the folder that its patterns and paths are relative to."""
    settings: Settings
    tree: Node | None
    """Its content with places; None if it is empty."""
    repository: str | None = None
    """The real path of the folder that it may read from; None for any."""

    def place(self, *path: str | int) -> Span:
        """Return where a setting is."""
        from iaclint.syntax.tree import locate

        whole = Span(self.source, 0, 0)
        return locate(self.tree, path).first_line() if self.tree is not None else whole


def find_config(cwd: str) -> str | None:
    """Return the path of the closest configuration file, None if there is none.

    It is looked for from the working directory up to the root of its git work tree; outside of
    git only in the working directory.
    """
    folder = os.path.realpath(cwd)
    top = work_tree(folder) or folder
    while True:
        for name in NAMES:
            path = os.path.join(folder, name)
            if os.path.lexists(path):
                return path
        if folder == top:
            return None
        folder = os.path.dirname(folder)


def open_found(path: str, cwd: str) -> ConfigFile:
    """Return a configuration file that was found; raises ``UsageError``.

    A file of a repository reads nothing outside of it: it may come from anyone.
    """
    folder = os.path.dirname(path)
    tree = SourceTree(work_tree(folder) or folder, cwd)
    try:
        source = tree.source(tree.relative(folder) + "/" + os.path.basename(path))
    except Unreadable as error:
        raise UsageError(f"the configuration file cannot be read: {error}") from None
    return _read(source, folder, tree.root)


def open_named(path: str, cwd: str) -> ConfigFile:
    """Return the configuration file that the user names; raises ``UsageError``.

    Its patterns and paths are relative to the working directory.
    """
    try:
        data = read_named(path, cwd, MAX_CONFIG_BYTES)
    except OSError as error:
        raise UsageError(
            f"the configuration file '{path}' cannot be read: {error.strerror}"
        ) from None
    source = SourceFile(path.replace(os.sep, "/"), data)
    return _read(source, os.path.realpath(cwd), None)


def _as_error(diagnostic: Diagnostic) -> Diagnostic:
    """Return a diagnostic as an error, without a hint that says how a warning continues."""
    if diagnostic.level is Level.ERROR:
        return diagnostic
    return replace(diagnostic, level=Level.ERROR, hint=None)


def _read(source: SourceFile, folder: str, repository: str | None) -> ConfigFile:
    from iaclint.config.reader import read
    from iaclint.syntax import yaml

    if len(source.data) > MAX_CONFIG_BYTES:
        limit = f"{MAX_CONFIG_BYTES:,} bytes"
        raise UsageError(f"the configuration file '{source.display}' is larger than {limit}")
    tree, diagnostics = yaml.parse(source)
    if diagnostics:
        raise InputError(INVALID, [_as_error(each) for each in diagnostics])
    if tree is None:
        return ConfigFile(source, folder, Settings(), None, repository)
    settings, diagnostics = read(tree, Settings)
    if settings is None:
        raise InputError(INVALID, diagnostics)
    return ConfigFile(source, folder, settings, tree, repository)
