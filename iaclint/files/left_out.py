"""Files in folders that are not checked: excluded ones, and untracked ones that git ignores."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from iaclint.git.repository import GitError, Repository

if TYPE_CHECKING:
    from iaclint.files.globs import Exclusion
    from iaclint.files.source_tree import SourceTree

Walked: TypeAlias = Sequence[tuple[str, tuple[str, ...]]]
"""Folders of a tree with the names of their files; a folder comes before those in it."""

_IGNORE = ".gitignore"


def find_left_out(
    tree: SourceTree, start: str, walked: Walked, exclusions: Sequence[Exclusion]
) -> Callable[[str, str], bool]:
    """Return a test of folders and file names: whether the file is left out.

    ``start`` is the folder that the user names: it is checked even if a pattern matches it.
    """
    ignored = _ignored(tree, start, walked)
    if not ignored and not exclusions:
        return lambda folder, name: False

    def matches(path: str, is_folder: bool) -> bool:
        full = f"{tree.root.rstrip('/')}/{path}"
        return path in ignored or any(e.leaves_out(full, is_folder) for e in exclusions)

    folders: set[str] = set()
    for folder, _ in walked:
        inside = (posixpath.dirname(folder) or ".") in folders
        if folder != start and (inside or matches(folder, True)):
            folders.add(folder)
    return lambda folder, name: (
        folder in folders or matches(name if folder == "." else f"{folder}/{name}", False)
    )


def is_left_out(path: str, exclusions: Sequence[Exclusion]) -> bool:
    """Return whether exclusions leave out a real path, or a folder around it."""
    is_folder = os.path.isdir(path)
    while path != os.path.dirname(path):
        if any(exclusion.leaves_out(path, is_folder) for exclusion in exclusions):
            return True
        path, is_folder = os.path.dirname(path), True
    return False


def _ignored(tree: SourceTree, start: str, walked: Walked) -> frozenset[str]:
    """Return the untracked files and folders that git ignores.

    Without git, no file is ignored: more is checked, not less. A commit has tracked files only.
    """
    if tree.work is not None or not _has_ignore_file(tree, start, walked):
        return frozenset()
    try:
        return Repository(tree.root).ignored(start)
    except GitError:
        return frozenset()


def _has_ignore_file(tree: SourceTree, start: str, walked: Walked) -> bool:
    if any(_IGNORE in names for _, names in walked):
        return True
    folder = start
    while folder not in ("", "."):
        folder = posixpath.dirname(folder)
        if os.path.exists(os.path.join(tree.root, folder, _IGNORE)):
            return True
    return False
