"""The files that front ends load from trees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from iaclint.files.diagnostics import Diagnostic
from iaclint.files.source import SourceFile
from iaclint.files.source_tree import SourceTree


class FileNames(Struct, frozen=True):
    """The suffixes of a front end's files."""

    modules: tuple[str, ...] = ()
    """Of files that are part of the module in their folder, and belong to no other front end."""
    values: tuple[str, ...] = ()
    """Of variable files: one that the user names selects the module in its folder."""
    documents: tuple[str, ...] = ()
    """Of files that can be documents, depending on their content."""
    not_evaluated: tuple[str, ...] = ()
    """Of files that affect modules, and that the front end does not evaluate."""
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

    def is_document(self, source: SourceFile) -> bool:
        """Return whether a file, whatever its name, is a document of the front end as a whole.

        Text that only quotes a document, such as Markdown and source code, is not.
        """
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
    not_evaluated: tuple[str, ...] = ()
    """The paths of files that affect modules and are not evaluated, sorted."""
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


class Unread(Struct, frozen=True):
    """A file that the user names and that nothing reads."""

    tree: SourceTree
    path: str


class Discovery(Struct, frozen=True):
    """The files found in the given paths."""

    selections: Mapping[str, tuple[Selection, ...]]
    """By the name of the front end, a selection for each tree; only front ends with files."""
    diagnostics: tuple[Diagnostic, ...]
    left_out: int = 0
    """How many files are left out by exclusions and ``.gitignore``."""
    tool_folders: tuple[str, ...] = ()
    """The names of the folders of tools that are not searched."""
    unread: tuple[Unread, ...] = ()

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
