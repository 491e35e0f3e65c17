"""Changed files that are templates or plans, and that no front end reads."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from iaclint.affected.links import Links
from iaclint.affected.modules import Modules
from iaclint.affected.templates import Templates
from iaclint.files.deployed.example_folders import is_example
from iaclint.files.file_index import FileIndex, folder_of
from iaclint.files.left_out import is_left_out
from iaclint.frontends import is_of_known_kind
from iaclint.requested_files import misnamed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from iaclint.files.diagnostics import Diagnostic
    from iaclint.files.globs import Exclusion
    from iaclint.files.source_tree import SourceTree


def find_unread(
    tree: SourceTree, paths: Iterable[str], exclusions: Sequence[Exclusion] = ()
) -> Iterator[Diagnostic]:
    """Yield an error for each file that is a template or a plan, and that nothing reads.

    Files of examples and tests are not deployed. ``paths`` are relative to the tree.
    """
    readers = _Readers(tree)
    for path in paths:
        found = misnamed(tree, path)
        if found is None or is_example(folder_of(path).split("/")):
            continue
        if not is_left_out(tree.full(path), exclusions) and not readers.take(path):
            yield found


class _Readers:
    """What reads files whose names no front end knows."""

    def __init__(self, tree: SourceTree) -> None:
        self._tree = tree

    def take(self, path: str) -> bool:
        """Return whether a file is in a tool's folder, or something certainly refers to it."""
        if folder_of(path) not in self._index.folders:
            return True
        paths = self._links.names(path).paths
        return any(
            is_of_known_kind(each) or self._templates.nesting(each) or self._modules.refer_to(each)
            for each in paths
        )

    @cached_property
    def _index(self) -> FileIndex:
        return FileIndex(self._tree)

    @cached_property
    def _links(self) -> Links:
        return Links(self._index)

    @cached_property
    def _templates(self) -> Templates:
        return Templates(self._index)

    @cached_property
    def _modules(self) -> Modules:
        return Modules(self._index)
