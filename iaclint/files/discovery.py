"""Which files to check.

The tree of a file is the git work tree around a given path, else the path itself.
"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from iaclint.errors import UsageError
from iaclint.files.diagnostics import UNREADABLE, Diagnostic, Level
from iaclint.files.faults import attempt
from iaclint.files.globs import Exclusion
from iaclint.files.left_out import find_left_out
from iaclint.files.source import SourceFile
from iaclint.files.source_tree import SourceTree, Unreadable


class FileNames(Struct, frozen=True):
    """The suffixes of a front end's files."""

    modules: tuple[str, ...] = ()
    """Of files that are part of the module in their folder, and belong to no other front end."""
    values: tuple[str, ...] = ()
    """Of variable files: one that the user names selects the module in its folder."""
    documents: tuple[str, ...] = ()
    """Of files that can be documents, depending on their content."""
    any_document: bool = False
    """Whether a file that the user names can be a document with any other suffix."""


class Detector(Protocol):
    """Identifies the files of one front end."""

    name: str
    """The name of the front end: ``terraform``, ``plan``."""
    file_names: FileNames

    def claims(self, source: SourceFile) -> bool:
        """Return whether a file is meant to be a document of the front end, even if invalid."""
        return False


class Selection(Struct, frozen=True):
    """The modules and documents that a front end loads from one tree."""

    tree: SourceTree
    folders: tuple[str, ...] = ()
    """Folders that are modules, sorted."""
    files: tuple[SourceFile, ...] = ()
    """Files that are documents, sorted by path."""
    values: tuple[str, ...] = ()
    """The paths of variable files, sorted."""
    named_values: tuple[str, ...] = ()
    """The paths of those variable files that the user names."""
    is_whole: bool = False
    """Whether all callers of the modules are among them, as where the whole tree was searched."""

    def has_below(self, folder: str) -> bool:
        """Return whether anything is selected in a folder, given by its real path, or below."""
        start = self.tree.relative(folder)
        found = (*self.folders, *(file.path for file in self.files))
        return any(start in (".", path) or path.startswith(f"{start}/") for path in found)

    def with_callers(self, values: Iterable[str]) -> Selection:
        """Return the same for modules of which all callers are selected, with variable files."""
        inside = (self.tree.relative(path) for path in values)
        found = (path for path in inside if not path.startswith("../") and self.tree.exists(path))
        return replace(self, values=tuple(sorted({*self.values, *found})), is_whole=True)


class Discovery(Struct, frozen=True):
    """The files found in the given paths."""

    selections: Mapping[str, tuple[Selection, ...]]
    """By the name of the front end, a selection for each tree; only front ends with files."""
    diagnostics: tuple[Diagnostic, ...]
    left_out: int = 0
    """How many files are left out by exclusions and ``.gitignore``."""
    tool_folders: tuple[str, ...] = ()
    """The names of the folders of tools that are not searched."""

    def has_below(self, folder: str) -> bool:
        """Return whether anything is selected in a folder, given by its real path, or below."""
        return any(s.has_below(folder) for found in self.selections.values() for s in found)

    def places(self) -> Iterator[str]:
        """Yield the real paths of all folders and files that are selected."""
        for selection in (s for found in self.selections.values() for s in found):
            for path in (*selection.folders, *(file.path for file in selection.files)):
                yield selection.tree.full(path)

    def with_callers(self, values: Iterable[str]) -> Discovery:
        """Return the same for modules of which all callers are selected, too.

        ``values`` are the real paths of all variable files of the modules.
        """
        values = tuple(values)
        return replace(
            self,
            selections={
                name: tuple(selection.with_callers(values) for selection in found)
                for name, found in self.selections.items()
            },
        )


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


def discover_in(
    trees: Mapping[str, SourceTree],
    detectors: Sequence[Detector],
    exclusions: Sequence[Exclusion] = (),
) -> Discovery:
    """Return the files to check in folders and among files; ``trees`` has the tree of each."""
    finders: dict[str, _Finder] = {}
    for path, tree in trees.items():
        if tree.root not in finders:
            finders[tree.root] = _Finder(tree, detectors, exclusions)
        finders[tree.root].add(os.path.join(tree.cwd, path))
    trees_of = {tree.root: tree for tree in trees.values()}.values()
    ordered = [finders[root] for root in sorted(finders)]
    found = {d.name: tuple(finder.selection(d.name) for finder in ordered) for d in detectors}
    return Discovery(
        {name: s for name, s in found.items() if any(map(_has_any, s))},
        tuple(diagnostic for finder in ordered for diagnostic in finder.diagnostics),
        sum(finder.left_out for finder in ordered),
        tuple(os.path.basename(f) for tree in trees_of for f in sorted(tree.tool_folders)),
    )


def _has_any(selection: Selection) -> bool:
    return bool(selection.folders or selection.files or selection.named_values)


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


class _Finder:
    """Collects the files found in one tree."""

    def __init__(
        self, tree: SourceTree, detectors: Sequence[Detector], exclusions: Sequence[Exclusion]
    ) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._tree = tree
        self._exclusions = exclusions
        self._detectors = detectors
        names = [detector.file_names for detector in detectors]
        self._documents = tuple(ending for n in names for ending in n.documents)
        self._others = tuple(ending for n in names for ending in (*n.modules, *n.values))
        self._folders: dict[str, set[str]] = {detector.name: set() for detector in detectors}
        self._files: dict[str, dict[str, SourceFile]] = {d.name: {} for d in detectors}
        self._values: dict[str, set[str]] = {detector.name: set() for detector in detectors}
        self._named_values: dict[str, set[str]] = {detector.name: set() for detector in detectors}
        self._is_whole = False
        self._left_out: set[str] = set()

    def add(self, full: str) -> None:
        path = self._tree.relative(full)
        if self._tree.is_folder(path):
            self._is_whole = self._is_whole or path == "."
            self._add_folder(path)
            return
        # Links to folders are resolved, links to files are not: a link keeps its own name.
        folder, name = self._tree.relative(os.path.dirname(full) or "."), os.path.basename(full)
        self._add_names(folder, (name,))
        self._add_module_of(folder, name)
        if not _ends(name, self._documents + self._others):
            self._add_document(folder, name, [d for d in self._detectors if _takes_any(d)])
            self._check_taken(posixpath.normpath(f"{folder}/{name}"))

    def _check_taken(self, path: str) -> None:
        """Report a file that the user names and that nothing reads."""
        if not any(path in files for files in self._files.values()):
            display = self._tree.display(path)
            message = f"'{display}' is not checked: it is no file of a known kind"
            self.diagnostics.append(Diagnostic(Level.ERROR, "not-checked", message))

    def _add_folder(self, start: str) -> None:
        walked = list(self._tree.walk(start, self._report))
        test = find_left_out(self._tree, start, walked, self._exclusions)
        endings = self._documents + self._others
        for folder, names in walked:
            kept = tuple(name for name in names if not test(folder, name))
            self._left_out.update(
                posixpath.join(folder, name)
                for name in set(names).difference(kept)
                if _ends(name, endings)
            )
            self._add_names(folder, kept)

    @property
    def left_out(self) -> int:
        """How many files are left out."""
        return len(self._left_out)

    def _add_names(self, folder: str, names: tuple[str, ...]) -> None:
        for detector in self._detectors:
            if _has_module(detector, names):
                self._folders[detector.name].add(folder)
            values = (name for name in names if _is_values(detector, name))
            self._values[detector.name].update(posixpath.normpath(f"{folder}/{n}") for n in values)
        for name in names:
            if _ends(name, self._documents) and not name.endswith(self._others):
                takers = [d for d in self._detectors if _ends(name, d.file_names.documents)]
                self._add_document(folder, name, takers)

    def _add_module_of(self, folder: str, name: str) -> None:
        """Select the module of a variable file: in its folder, or in the closest one above."""
        for detector in self._detectors:
            if _is_values(detector, name):
                path = posixpath.normpath(f"{folder}/{name}")
                self._named_values[detector.name].add(path)
                found = (f for f in _upward(folder) if _has_module(detector, self._tree.names(f)))
                self._folders[detector.name].update(islice(found, 1))

    def _add_document(self, folder: str, name: str, detectors: Sequence[Detector]) -> None:
        path = posixpath.normpath(f"{folder}/{name}")
        if not detectors or any(path in files for files in self._files.values()):
            return
        try:
            source = self._tree.make_source(path)
        except Unreadable as error:
            self._report(str(error))
            return
        find = partial(_claiming, detectors, source)
        detector = attempt(find, self.diagnostics.append, source.display)
        if detector is not None:
            self._files[detector.name][path] = source

    def _report(self, message: str) -> None:
        self.diagnostics.append(Diagnostic(Level.ERROR, UNREADABLE, message))

    def selection(self, name: str) -> Selection:
        """Return the selection of a front end."""
        files = self._files[name]
        folders = tuple(sorted(self._folders[name]))
        return Selection(
            self._tree,
            folders,
            tuple(files[path] for path in sorted(files)),
            tuple(sorted(self._values[name])),
            tuple(sorted(self._named_values[name])),
            self._is_whole,
        )


def _claiming(detectors: Sequence[Detector], source: SourceFile) -> Detector | None:
    return next((detector for detector in detectors if detector.claims(source)), None)


def _ends(name: str, endings: tuple[str, ...]) -> bool:
    """Return whether a name has one of the endings of documents, in capitals or not."""
    return name.endswith(endings) or (not name.islower() and name.lower().endswith(endings))


def _has_module(detector: Detector, names: Iterable[str]) -> bool:
    endings = detector.file_names.modules
    return bool(endings) and any(name.endswith(endings) for name in names)


def _is_values(detector: Detector, name: str) -> bool:
    endings = detector.file_names.values
    return bool(endings) and name.endswith(endings)


def _upward(folder: str) -> Iterator[str]:
    """Yield a folder of the tree and those around it."""
    while True:
        yield folder
        if folder in ("", "."):
            return
        folder = posixpath.dirname(folder) or "."


def _takes_any(detector: Detector) -> bool:
    return detector.file_names.any_document
