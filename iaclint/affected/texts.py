"""The bytes of the files of a tree, with those that changed files had before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, suppress
from functools import cached_property
from typing import TYPE_CHECKING, Final

from iaclint.cloudformation.stacks.callers import ENDINGS as TEMPLATE_ENDINGS
from iaclint.git.objects import ObjectReader
from iaclint.git.repository import GitError, Repository
from iaclint.limits import MAX_FILE_BYTES
from iaclint.terraform.file_names import MODULE_ENDINGS

if TYPE_CHECKING:
    from iaclint.files.file_index import FileIndex
    from iaclint.git.changes import Change

_ENDINGS: Final = (*MODULE_ENDINGS, *TEMPLATE_ENDINGS)
"""The endings of files that say which others they use."""


class Texts:
    """What files say, now or before a change: either affects the files that they use."""

    def __init__(self, index: FileIndex, changes: Iterable[Change] = ()) -> None:
        self._index = index
        self._ids = {
            each.path: each.former
            for each in changes
            if each.former and each.path.lower().endswith(_ENDINGS)
        }

    def of(self, path: str) -> bytes:
        """Return the bytes of a file, and after the end of a line those that it had before."""
        return b"\n".join((self._index.read(path), self._former.get(path, b"")))

    def paths(self, endings: tuple[str, ...]) -> Iterator[str]:
        """Yield the paths of files with one of the endings, deleted ones included."""
        yield from self._index.paths(endings)
        for path in self._former:
            folder, _, name = path.rpartition("/")
            if path.lower().endswith(endings) and name not in self._index.names(folder or "."):
                yield path

    @cached_property
    def _former(self) -> Mapping[str, bytes]:
        if not self._ids:
            return {}
        # A comparison with the base reports what the repository lacks.
        with suppress(GitError), closing(ObjectReader(Repository(self._index.tree.root))) as reader:
            read = {path: reader.read(id_, MAX_FILE_BYTES) for path, id_ in self._ids.items()}
            return {path: data for path, data in read.items() if data is not None}
        return {}
