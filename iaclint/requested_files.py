"""The files of a request."""

from __future__ import annotations

import os
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from iaclint.errors import UsageError
from iaclint.files.discovery import discover_in
from iaclint.files.left_out import is_left_out
from iaclint.files.selection import Discovery
from iaclint.files.trees import check_readable, open_trees, still_selected
from iaclint.frontends import front_ends, languages

if TYPE_CHECKING:
    from iaclint.files.source_tree import SourceTree
    from iaclint.request import Request


def open_requested(request: Request) -> Mapping[str, SourceTree]:
    """Return the tree of each path to check."""
    trees = open_trees(request.paths, request.cwd)
    if request.content is not None:
        from iaclint.files.buffer_tree import BufferTree

        return {path: BufferTree(tree, path, request.content) for path, tree in trees.items()}
    if not request.exclude_named:
        return trees
    return {
        path: tree
        for path, tree in trees.items()
        if not is_left_out(os.path.realpath(os.path.join(request.cwd, path)), request.exclusions)
    }


def discover(
    request: Request,
    trees: Mapping[str, SourceTree],
    former: Mapping[str, SourceTree] = MappingProxyType({}),
) -> Discovery:
    """Find the files of all front ends in the paths of a request.

    Raises ``UsageError`` for a path that does not exist or has no such files, unless it is one of
    the ``former`` ones, which existed before the change.
    """
    for path in trees:
        is_there = os.path.lexists(os.path.join(request.cwd, path))
        if request.content is None and (path not in former or is_there):
            check_readable(path, request.cwd)
    discovery = discover_again(request, still_selected(trees, former))
    if request.content is not None and not discovery.selections:
        _check_file_name(request.paths[0])
    for path in trees.keys() - former.keys():
        full = os.path.realpath(os.path.join(request.cwd, path))
        if os.path.isdir(full) and not discovery.has_below(full):
            titles = " or ".join(language.title for language in languages().values())
            raise UsageError(f"no {titles} files in '{path}'", _why_none(discovery.left_out))
    for front_end in front_ends():
        if front_end.name not in discovery.selections:
            front_end.check_unused(request.options)
    return discovery


def discover_again(request: Request, trees: Mapping[str, SourceTree]) -> Discovery:
    """Find the files of all front ends in trees, whatever is there."""
    discovery = discover_in(trees, front_ends(), request.exclusions)
    return discovery.with_callers(request.widened.value_files) if request.widened else discovery


def _check_file_name(path: str) -> None:
    """Raise ``UsageError`` for a file that its name shows to be of no front end."""
    names = [front_end.file_names for front_end in front_ends()]
    endings = tuple(e for n in names for e in (*n.modules, *n.values, *n.documents))
    if not path.endswith(endings):
        titles = " nor ".join(language.title for language in languages().values())
        raise UsageError(f"'{path}' is neither {titles}", f"known are {', '.join(endings)}")


def _why_none(left_out: int) -> str:
    if not left_out:
        return "name the folder that has them"
    files = "1 file is" if left_out == 1 else f"{left_out:,} files are"
    return f"{files} excluded; `iaclint config show` prints the exclusions"
