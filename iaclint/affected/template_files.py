"""Template files of Terraform: what they read, a module reads."""

from __future__ import annotations

import os
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from iaclint.affected.file_names import possible_pattern
from iaclint.affected.path_patterns import ANY
from iaclint.affected.read_calls import read_calls
from iaclint.files.file_index import join

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from iaclint.affected.path_patterns import PathPattern
    from iaclint.affected.read_calls import ReadCall
    from iaclint.files.file_index import FileIndex


class TemplateFiles:
    """The template files of a tree."""

    def __init__(self, index: FileIndex, can_be_any: bool = False) -> None:
        """``can_be_any`` says whether all files that are read can be templates."""
        self._index = index
        self._can_be_any = can_be_any
        self._calls: dict[str, tuple[ReadCall, ...]] = {}

    def patterns(self, calls: Iterable[ReadCall], folder: str) -> Iterator[PathPattern]:
        """Yield the paths of the files that the templates of a module can read.

        ``calls`` are those in a file of the module.
        """
        known: set[str] = set()
        pending = [(call, folder) for call in self._of_templates(calls)]
        while pending:
            call, place = pending.pop()
            pattern = possible_pattern(call, place)
            # With links to folders, files have other paths, too.
            if pattern is ANY or self._has_linked_folders:
                yield ANY
                return
            for path in set(self._matching(pattern)) - known:
                known.add(path)
                # A template has paths relative to the working directory, which can be any.
                inner = self._calls_in(path)
                yield from (possible_pattern(call, ".") for call in inner)
                pending += [(call, ".") for call in self._of_templates(inner)]

    def _matching(self, pattern: PathPattern) -> Iterator[str]:
        if pattern.is_literal:
            folder, _, name = pattern.text.rpartition("/")
            yield from [pattern.text] if name in self._index.names(folder or ".") else ()
            return
        end = pattern.end
        every = (name for name in self._by_name if name.endswith(end))
        for name in (end,) if pattern.has_whole_name else every:
            yield from (path for path in self._by_name.get(name, ()) if pattern.matches(path))

    def _calls_in(self, path: str) -> tuple[ReadCall, ...]:
        if path not in self._calls:
            data = self._index.read(path)
            self._calls[path] = tuple(read_calls(data)) if b"file" in data else ()
        return self._calls[path]

    def _of_templates(self, calls: Iterable[ReadCall]) -> Iterator[ReadCall]:
        """Yield the calls that read templates."""
        return (call for call in calls if call.is_template or self._can_be_any)

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for folder, names in self._index.folders.items():
            for name in names:
                found[name].append(join(folder, name))
        return found

    @cached_property
    def _has_linked_folders(self) -> bool:
        return any(os.path.isdir(self._index.tree.full(link)) for link in self._index.links)
