"""Finding the files of front ends in one tree."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import islice

from iaclint.files.diagnostics import REACHED, UNREADABLE, Diagnostic, Level
from iaclint.files.faults import attempt
from iaclint.files.globs import Exclusion
from iaclint.files.left_out import find_left_out
from iaclint.files.selection import Detector, Selection
from iaclint.files.source import SourceFile
from iaclint.files.source_tree import SourceTree, Unreadable
from iaclint.limits import MAX_FOLDERS


class Finder:
    """Collects the files of one tree by front end."""

    def __init__(
        self, tree: SourceTree, detectors: Sequence[Detector], exclusions: Sequence[Exclusion]
    ) -> None:
        self.diagnostics: list[Diagnostic] = []
        self.tree = tree
        self._exclusions = exclusions
        self._detectors = detectors
        names = [detector.file_names for detector in detectors]
        self._documents = tuple(ending for n in names for ending in n.documents)
        self._others = tuple(ending for n in names for ending in (*n.modules, *n.values))
        self._folders: dict[str, set[str]] = {detector.name: set() for detector in detectors}
        self._files: dict[str, dict[str, SourceFile]] = {d.name: {} for d in detectors}
        self._values: dict[str, set[str]] = {detector.name: set() for detector in detectors}
        self._named_values: dict[str, set[str]] = {detector.name: set() for detector in detectors}
        self._not_evaluated: dict[str, set[str]] = {detector.name: set() for detector in detectors}
        self._is_whole = False
        self._left_out: set[str] = set()
        self.unread: list[str] = []
        """The files that the user names and that nothing reads."""

    def add(self, full: str) -> None:
        """Add the files of a folder, or a file, given by its absolute path."""
        path = self.tree.relative(full)
        if self.tree.is_folder(path):
            self._is_whole = self._is_whole or path == "."
            self._add_folder(path)
            return
        # Links to folders are resolved, links to files are not: a link keeps its own name.
        folder, name = self.tree.relative(os.path.dirname(full) or "."), os.path.basename(full)
        path = posixpath.normpath(f"{folder}/{name}")
        # What only another tree has, because a change adds it, gives this one no values.
        if self.tree.exists(path):
            self._add_names(folder, (name,))
        else:
            self._add_module(folder, (name,))
        self._add_module_of(folder, name)
        if not _ends(name, self._documents + self._others):
            self._add_document(folder, name, [d for d in self._detectors if _takes_any(d)])
        if not self._is_taken(path):
            self.unread.append(path)

    def _is_taken(self, path: str) -> bool:
        """Return whether anything reads a file that the user names."""
        folder, name = posixpath.split(path)
        is_document = any(path in files for files in self._files.values())
        return is_document or any(
            _has_module(d, (name,))
            or (_is_values(d, name) and any(self._modules_above(d, folder or ".")))
            for d in self._detectors
        )

    def _add_folder(self, start: str) -> None:
        walked = list(islice(self.tree.walk(start, self._report), MAX_FOLDERS + 1))
        if len(walked) > MAX_FOLDERS:
            walked.pop()
            display = self.tree.display(start)
            message = f"'{display}' has more than {MAX_FOLDERS} folders: the others are not checked"
            self.diagnostics.append(Diagnostic(Level.ERROR, REACHED, message))
        test = find_left_out(self.tree, start, walked, self._exclusions)
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
        self._add_module(folder, names)
        for detector in self._detectors:
            values = (name for name in names if _is_values(detector, name))
            self._values[detector.name].update(posixpath.normpath(f"{folder}/{n}") for n in values)
            others = [n for n in names if n.endswith(detector.file_names.not_evaluated)]
            self._not_evaluated[detector.name].update(
                posixpath.normpath(f"{folder}/{name}") for name in others
            )
        for name in names:
            if _ends(name, self._documents) and not name.endswith(self._others):
                takers = [d for d in self._detectors if _ends(name, d.file_names.documents)]
                self._add_document(folder, name, takers)

    def _add_module(self, folder: str, names: tuple[str, ...]) -> None:
        """Select the module in a folder if one of some names is that of a file of a module."""
        for detector in self._detectors:
            if _has_module(detector, names):
                self._folders[detector.name].add(folder)

    def _add_module_of(self, folder: str, name: str) -> None:
        """Select the module of a variable file: in its folder, or in the closest one above."""
        for detector in self._detectors:
            if _is_values(detector, name):
                path = posixpath.normpath(f"{folder}/{name}")
                if self.tree.exists(path):
                    self._named_values[detector.name].add(path)
                self._folders[detector.name].update(
                    islice(self._modules_above(detector, folder), 1)
                )

    def _modules_above(self, detector: Detector, folder: str) -> Iterator[str]:
        return (f for f in _upward(folder) if _has_module(detector, self.tree.names(f)))

    def _add_document(self, folder: str, name: str, detectors: Sequence[Detector]) -> None:
        path = posixpath.normpath(f"{folder}/{name}")
        if not detectors or any(path in files for files in self._files.values()):
            return
        try:
            source = self.tree.make_source(path)
        except Unreadable as error:
            if not error.is_missing:  # a link may lead into a submodule that is not checked out
                self._report(str(error), path)
            return
        find = partial(_claiming, detectors, source)
        for detector in attempt(find, self.diagnostics.append, source.display) or ():
            self._files[detector.name][path] = source

    def _report(self, message: str, *unread: str) -> None:
        self.diagnostics.append(Diagnostic(Level.ERROR, UNREADABLE, message, unread=unread))

    def selection(self, name: str) -> Selection:
        """Return the selection of a front end."""
        files = self._files[name]
        folders = tuple(sorted(self._folders[name]))
        return Selection(
            self.tree,
            folders,
            tuple(files[path] for path in sorted(files)),
            tuple(sorted(self._values[name])),
            tuple(sorted(self._named_values[name])),
            tuple(sorted(self._not_evaluated[name])),
            self._is_whole,
        )


def _claiming(detectors: Sequence[Detector], source: SourceFile) -> tuple[Detector, ...]:
    return tuple(detector for detector in detectors if detector.claims(source))


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
