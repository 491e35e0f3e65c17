"""The names that links in a tree give to its files: what changes, changes under all of them."""

from __future__ import annotations

import os
from collections import defaultdict
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from iaclint.files.file_index import below
from iaclint.limits import MAX_LINKED_NAMES, MAX_LINKS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iaclint.files.file_index import FileIndex

_NESTED: Final = 8
"""Links on one path. There is no end to those of a link to a folder around it."""


class Names(Struct, frozen=True):
    """The paths by which a file can be reached. The first one is without links."""

    paths: tuple[str, ...]
    is_complete: bool = True
    """Whether there are no others. A link to a folder was or is the start of any path."""


class Links:
    """The links of a tree."""

    def __init__(self, index: FileIndex) -> None:
        self.index = index

    def names(self, path: str, was_link: bool = False) -> Names:
        """Return the names of a changed file. For a link, they include links that lead through it.

        ``was_link`` says whether it was a link before the change.
        """
        is_link = path in self._links
        linked = self._leading_through[path] if is_link else ()
        inside = islice(self._below(path), MAX_LINKED_NAMES)
        paths, is_complete = self._reach((path, *linked, *inside))
        is_folder = is_link and os.path.isdir(self.index.tree.full(path))
        return Names(paths, is_complete and not is_folder and not was_link)

    def _below(self, path: str) -> Iterator[str]:
        """Yield the paths of the files below a link to a folder."""
        target = self.index.real(path)
        if path not in self._links or target is None:
            return
        for folder, names in self.index.folders.items():
            if (rest := below(folder, target)) is not None:
                yield from (f"{path}{rest}/{name}" for name in names)

    def _reach(self, starts: tuple[str, ...]) -> tuple[tuple[str, ...], bool]:
        """Return paths with those that links to them or to folders around them make of them.

        Also return whether these are all.
        """
        found = dict.fromkeys(starts)
        last = starts
        # All links lead straight to the first path, or to folders around it.
        limit = len(self._links) + MAX_LINKED_NAMES
        for _ in range(_NESTED):
            new = list(islice((name for path in last for name in self._linked(path)), limit))
            last = tuple(name for name in dict.fromkeys(new) if name not in found)
            found.update(dict.fromkeys(last))
            if not last or len(new) == limit:
                return tuple(found), not last
            limit = MAX_LINKED_NAMES
        return tuple(found), False

    def _linked(self, path: str) -> Iterator[str]:
        """Yield what a path is called through each link to it, or to a folder around it."""
        for around in _upward(path) if self._by_target else ():
            for link in self._by_target.get(around, ()):
                yield f"{link}{below(path, around)}"

    @cached_property
    def _links(self) -> frozenset[str]:
        return frozenset(self.index.links)

    @cached_property
    def _by_target(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for link in self.index.links:
            target = self.index.real(link)
            if target is not None:
                found[target].append(link)
        return found

    @cached_property
    def _leading_through(self) -> dict[str, list[str]]:
        """The links that lead through each link, itself included."""
        found: dict[str, list[str]] = {link: [] for link in self.index.links}
        for link in self.index.links:
            for each in dict.fromkeys(self._way(link)):
                found[each].append(link)
        return found

    def _way(self, link: str) -> Iterator[str]:
        """Yield the links that are followed where one leads to."""
        done: list[str] = []
        pending = link.split("/")[::-1]
        left = MAX_LINKS
        while pending and left:
            part = pending.pop()
            if part == ".." and done:
                done.pop()
            elif part not in ("", ".", ".."):
                done.append(part)
            path = "/".join(done)
            if path in self._links:
                yield path
                done.pop()
                pending += self._target(path).split("/")[::-1]
                left -= 1

    def _target(self, link: str) -> str:
        """Return what a link has, relative to its folder."""
        full = self.index.tree.full(link)
        try:
            target = os.readlink(full)
        except OSError:
            return ""
        if os.path.isabs(target):
            target = os.path.relpath(target, os.path.dirname(full))
        return target.replace(os.sep, "/")


def _upward(path: str) -> Iterator[str]:
    """Yield a path and the folders around it, with the root."""
    while path:
        yield path
        path = path.rpartition("/")[0]
    yield "."
