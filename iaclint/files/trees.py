"""The tree of a path: the git work tree around it, else the path itself."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable, Mapping

from iaclint.errors import UsageError
from iaclint.files.paths.work_tree import is_in, leads_out_of, own_folder, tree_left, work_tree
from iaclint.files.source_tree import SourceTree


def open_trees(paths: Iterable[str], cwd: str) -> dict[str, SourceTree]:
    """Return the tree that each path is in; a path does not need to exist."""
    trees: dict[str, SourceTree] = {}
    by_path: dict[str, SourceTree] = {}
    for path in paths:
        root = _root(path, cwd)
        if root not in trees:
            trees[root] = _tree(root, path, cwd)
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
    tree = _tree(_root(path, cwd), path, cwd)
    return tree, tree.relative(full)


def _tree(root: str, path: str, cwd: str) -> SourceTree:
    """Return a tree of which a path is a part.

    Without git, everything in the working directory can be part of the same configuration.
    """
    around = None if work_tree(root) else own_folder(cwd)
    is_around = around is not None and is_in(root, around)
    return SourceTree(root, cwd, os.path.isabs(path), around if is_around else None)


def _root(path: str, cwd: str) -> str:
    """Return the root of the tree that a path is in: links do not leave it."""
    full = os.path.join(cwd, path)
    start = full if os.path.isdir(full) else os.path.dirname(full)
    return tree_left(path, cwd) or work_tree(start) or os.path.realpath(start)


def check_readable(path: str, cwd: str) -> None:
    """Raise ``UsageError`` for a path that does not exist or cannot be read."""
    full = os.path.join(cwd, path)
    check_inside(path, cwd)
    if not os.path.lexists(full):
        from iaclint.files.similar_paths import similar_path

        close = similar_path(path, cwd)
        hint = f"did you mean '{close}'?" if close else None
        raise UsageError(f"there is no file or folder '{path}'", hint)
    if not os.path.exists(full):
        raise UsageError(f"'{path}' is a link to something that does not exist")
    if not os.access(full, os.R_OK):
        raise UsageError(f"'{path}' cannot be read", "check its permissions")


def check_inside(path: str, cwd: str) -> None:
    """Raise ``UsageError`` for a path with a link that leads out of the work tree."""
    root = _root(path, cwd)
    if tree_left(path, cwd) or not is_in(os.path.realpath(os.path.join(cwd, path)), root):
        raise UsageError(f"'{path}' {leads_out_of(root)}")


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
