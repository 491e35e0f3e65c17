"""The files that say what a run checks and accepts, of which a change can make an excuse."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from iaclint.files.paths.work_tree import path_in
from iaclint.files.source_tree import Unreadable
from iaclint.limits import MAX_FOLDERS
from iaclint.terraform.file_names import MODULE_ENDINGS

if TYPE_CHECKING:
    from iaclint.files.git_tree import GitTree
    from iaclint.files.source_tree import SourceTree

_RULE_ENDINGS: Final = (".yaml", ".yml")


class Sources(Struct, frozen=True):
    """Where the configuration of a run is from. Paths can be relative to the working directory."""

    names: Sequence[str] = ()
    """The names of configuration files in the repository that apply."""
    config: str | None = None
    """The configuration file that the user names."""
    rules: Sequence[str] = ()
    """The folders of additional rules."""
    stubs: Sequence[str] = ()
    """The folders of stubs."""
    baseline: str | None = None


def configuration_files(sources: Sources, tree: GitTree) -> dict[str, str]:
    """Return the files of a configuration that are in a work tree or were at a commit.

    Their paths have their links. The values say what each one is.
    """
    found = dict.fromkeys(_in_folders(sources.rules, _RULE_ENDINGS, tree), "a rule")
    found |= dict.fromkeys(_in_folders(sources.stubs, MODULE_ENDINGS, tree), "a stub")
    found |= dict.fromkeys(_named(sources.baseline, tree), "the baseline")
    found |= dict.fromkeys(_named(sources.config, tree), "the configuration file")
    return found | dict.fromkeys(_settings(tree, sources.names), "the configuration file")


def state(tree: SourceTree, path: str) -> bytes | None:
    """Return the content of a file, or where a link to a folder leads; None if there is neither."""
    try:
        return tree.read(path)
    except Unreadable:
        if not tree.is_folder(path):
            return None
        folder = tree.real(posixpath.dirname(path))
        return os.fsencode(posixpath.relpath(tree.real(path), folder))


def _in_folders(folders: Sequence[str], endings: tuple[str, ...], tree: GitTree) -> Iterator[str]:
    """Yield the files in folders that are there or were, and links to folders.

    A folder can be a file that is named itself.
    """
    for folder in folders:
        for start in _named(folder, tree):
            for each in (tree.work, tree):
                if each.exists(start) and not each.is_folder(start):
                    yield start
                for path in islice(_below(each, start), MAX_FOLDERS):
                    if path.endswith(endings) or each.is_folder(path):
                        yield path


def _below(tree: SourceTree, start: str) -> Iterator[str]:
    """Yield the files and the links to folders below a folder, those of tools included."""
    pending = [start]
    while pending:
        folder = pending.pop()
        try:
            names = tree.names(folder, folders=True)
        except Unreadable:
            continue
        for path in (posixpath.normpath(posixpath.join(folder, name)) for name in names):
            is_link = tree.real(path) != posixpath.join(tree.real(folder), posixpath.basename(path))
            if tree.is_folder(path) and not is_link:
                pending.append(path)
            else:
                yield path


def _named(path: str | None, tree: SourceTree) -> Iterator[str]:
    """Yield the path of a named file or folder if it is in a tree."""
    if path is not None:
        inside = path_in(tree.root, os.path.join(tree.cwd, path))
        if inside != ".." and not inside.startswith("../"):
            yield inside


def _settings(tree: SourceTree, names: Sequence[str]) -> Iterator[str]:
    """Yield where a configuration file can be: from the working directory up to the root."""
    folder = os.path.realpath(tree.cwd)
    while folder.startswith(tree.root):
        for name in names:
            yield path_in(tree.root, os.path.join(folder, name))
        folder, last = os.path.dirname(folder), folder
        if folder == last:
            return
