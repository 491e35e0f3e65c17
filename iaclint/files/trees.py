"""The tree of a path: the git work tree around it, else the path itself."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable, Mapping

from iaclint.errors import UsageError
from iaclint.files.source_tree import SourceTree


def open_trees(paths: Iterable[str], cwd: str) -> dict[str, SourceTree]:
    """Return the tree that each path is in; a path does not need to exist."""
    trees: dict[str, SourceTree] = {}
    by_path: dict[str, SourceTree] = {}
    for path in paths:
        root = _root(os.path.join(cwd, path))
        if root not in trees:
            trees[root] = SourceTree(root, cwd, os.path.isabs(path))
        by_path[path] = trees[root]
    return by_path


def open_folder(path: str, cwd: str) -> tuple[SourceTree, str]:
    """Return the tree around a folder, and the folder's path in it.

    Raises ``UsageError`` if the folder does not exist.
    """
    full = os.path.join(cwd, path)
    check_readable(path, cwd)
    if not os.path.isdir(full):
        raise UsageError(f"'{path}' is not a folder")
    tree = SourceTree(_root(full), cwd, os.path.isabs(path))
    return tree, tree.relative(full)


def _root(full: str) -> str:
    """Return the root of the tree that a path is in, by its words: links do not leave it."""
    full = os.path.normpath(full)
    start = full if os.path.isdir(full) else os.path.dirname(full)
    by_words = _work_tree_of(os.path.dirname(full) if os.path.islink(full) else start)
    return os.path.realpath(by_words) if by_words else work_tree(start) or os.path.realpath(start)


def check_readable(path: str, cwd: str) -> None:
    """Raise ``UsageError`` for a path that does not exist or cannot be read."""
    full = os.path.join(cwd, path)
    if not os.path.lexists(full):
        from iaclint.files.similar_paths import similar_path

        close = similar_path(path, cwd)
        hint = f"did you mean '{close}'?" if close else None
        raise UsageError(f"there is no file or folder '{path}'", hint)
    if not os.path.exists(full):
        raise UsageError(f"'{path}' is a link to something that does not exist")
    check_inside(path, cwd)
    if not os.access(full, os.R_OK):
        raise UsageError(f"'{path}' cannot be read", "check its permissions")


def check_inside(path: str, cwd: str) -> None:
    """Raise ``UsageError`` for a path with a link that leads out of the work tree."""
    full = os.path.normpath(os.path.join(cwd, path))
    root, real = _root(full), os.path.realpath(full)
    if real != root and not real.startswith(root.rstrip(os.sep) + os.sep):
        raise UsageError(f"'{path}' is a link that leads out of '{root}'")


def work_tree(folder: str) -> str | None:
    """Return the git work tree around a folder, None if there is none."""
    return _work_tree_of(os.path.realpath(folder))


def _work_tree_of(folder: str) -> str | None:
    while True:
        if os.path.exists(os.path.join(folder, ".git")):
            return folder
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent


def still_selected(
    trees: Mapping[str, SourceTree], others: Mapping[str, SourceTree]
) -> dict[str, SourceTree]:
    """Return the paths that select something in their trees.

    A file that exists only in another tree, because a change adds or deletes it, still selects
    the module in its folder.
    """
    selected = {}
    for path, tree in trees.items():
        inside = tree.relative(os.path.join(tree.cwd, path))
        other = others.get(path)
        is_file = other is not None and other.exists(inside) and not other.is_folder(inside)
        if tree.exists(inside) or (is_file and tree.is_folder(posixpath.dirname(inside) or ".")):
            selected[path] = tree
    return selected
