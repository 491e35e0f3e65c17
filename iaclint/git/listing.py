"""The paths in a commit."""

from __future__ import annotations

import os
import posixpath
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from iaclint.limits import MAX_LINKS

if TYPE_CHECKING:
    from iaclint.git.repository import Repository

_LINK: Final = b"120000"
_SUBMODULE: Final = b"160000"


class Listing(Struct, frozen=True):
    """The paths in a commit, with forward slashes; the root is ``.``."""

    blobs: Mapping[str, str]
    """The object of each file and symbolic link."""
    links: Collection[str]
    """The paths that are symbolic links."""
    submodules: Mapping[str, str]
    """The commit of each submodule."""
    folders: Mapping[str, tuple[str, ...]]
    """The sorted names in each folder, those of folders and submodules included."""

    def follow(self, path: str, read_link: Callable[[str], str]) -> str | None:
        """Return where a path leads when links are followed; None if out of the repository.

        ``read_link`` returns the target of a link. A path that does not exist stays as it is.
        """
        path = posixpath.normpath(path)
        for _ in range(MAX_LINKS):
            if path.startswith(("../", "/")) or path == "..":
                return None
            link = self._first_link(path)
            if link is None:
                return path
            target = posixpath.join(posixpath.dirname(link), read_link(link))
            path = posixpath.normpath(posixpath.join(target, f".{path[len(link) :]}"))
        return None

    def _first_link(self, path: str) -> str | None:
        """Return the first folder on a path, or the path itself, that is a link."""
        if not self.links:
            return None
        ends = [n for n, character in enumerate(path) if character == "/"]
        return next((path[:n] for n in (*ends, len(path)) if path[:n] in self.links), None)


def list_files(repository: Repository, commit: str) -> Listing:
    """Return the paths in a commit or a tree. Raises ``GitError``."""
    by_mode: dict[bytes, dict[str, str]] = defaultdict(dict)
    for mode, id_, path in _entries(repository.read("ls-tree", "-r", "-z", "--full-tree", commit)):
        by_mode[mode][path] = id_
    submodules = by_mode.pop(_SUBMODULE, {})
    blobs = {path: id_ for entries in by_mode.values() for path, id_ in entries.items()}
    links = frozenset(by_mode.get(_LINK, ()))
    return Listing(blobs, links, submodules, folders_of([*blobs, *submodules]))


def _entries(listed: bytes) -> Iterator[tuple[bytes, str, str]]:
    """Yield the mode, the id and the path of each entry that ``ls-tree -z`` has printed."""
    for entry in filter(None, listed.split(b"\0")):
        head, _, name = entry.partition(b"\t")
        mode, _, id_ = head.split(b" ")
        yield mode, id_.decode(), os.fsdecode(name)


def folders_of(paths: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Return the sorted names in each folder on the way to paths, the root included."""
    found: dict[str, set[str]] = {".": set()}
    for path in paths:
        while path:
            folder, _, name = path.rpartition("/")
            names = found.setdefault(folder or ".", set())
            path = "" if name in names else folder
            names.add(name)
    return {folder: tuple(sorted(names)) for folder, names in found.items()}
