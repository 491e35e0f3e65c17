"""Which files to check."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence

from iaclint.files.finder import Finder
from iaclint.files.globs import Exclusion
from iaclint.files.selection import Detector, Discovery, Selection, Unread
from iaclint.files.source_tree import SourceTree
from iaclint.files.trees import check_readable, open_trees


def discover(
    paths: Iterable[str],
    cwd: str,
    detectors: Sequence[Detector],
    exclusions: Sequence[Exclusion] = (),
) -> Discovery:
    """Return the files to check in folders and among files.

    A file that no front end recognizes is ignored; if several do, it belongs to the first. In
    folders, files are left out that exclusions match, and untracked ones that git ignores.
    Raises ``UsageError`` for a path that does not exist or cannot be read.
    """
    paths = tuple(paths)
    for path in paths:
        check_readable(path, cwd)
    return discover_in(open_trees(paths, cwd), detectors, exclusions)


def discover_in(
    trees: Mapping[str, SourceTree],
    detectors: Sequence[Detector],
    exclusions: Sequence[Exclusion] = (),
) -> Discovery:
    """Return the files to check in folders and among files; ``trees`` has the tree of each."""
    finders: dict[str, Finder] = {}
    for path, tree in trees.items():
        if tree.root not in finders:
            finders[tree.root] = Finder(tree, detectors, exclusions)
        finders[tree.root].add(os.path.join(tree.cwd, path))
    trees_of = {tree.root: tree for tree in trees.values()}.values()
    ordered = [finders[root] for root in sorted(finders)]
    found = {d.name: tuple(finder.selection(d.name) for finder in ordered) for d in detectors}
    return Discovery(
        {name: s for name, s in found.items() if any(map(_has_any, s))},
        tuple(diagnostic for finder in ordered for diagnostic in finder.diagnostics),
        sum(finder.left_out for finder in ordered),
        tuple(os.path.basename(f) for tree in trees_of for f in sorted(tree.tool_folders)),
        tuple(Unread(finder.tree, path) for finder in ordered for path in finder.unread),
    )


def _has_any(selection: Selection) -> bool:
    return bool(selection.folders or selection.files or selection.named_values)
