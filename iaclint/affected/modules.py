"""The Terraform modules of a tree: which call which, and which can read a file."""

from __future__ import annotations

import os
from functools import cached_property
from itertools import chain
from posixpath import basename
from typing import TYPE_CHECKING, Final

from iaclint.affected.file_names import (
    any_is,
    computed_paths,
    escaped_strings,
    names,
    possible_pattern,
    read_patterns,
)
from iaclint.affected.read_calls import ReadCall, in_hcl, read_calls
from iaclint.affected.template_files import TemplateFiles
from iaclint.affected.texts import Texts
from iaclint.files.deployed.example_folders import is_trial
from iaclint.files.file_index import below, folder_of, join
from iaclint.terraform.config.installed import read_installed
from iaclint.terraform.file_names import MODULE_ENDINGS, VARIABLE_ENDINGS
from iaclint.terraform.module_calls import local_calls, other_calls

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from iaclint.affected.path_patterns import PathPattern
    from iaclint.files.file_index import FileIndex

_SEPARATOR: Final = "\0"
"""No name of a file has it."""


class Modules:
    """The modules of a tree, each identified by its folder."""

    def __init__(self, index: FileIndex, texts: Texts | None = None) -> None:
        self._index = index
        self._source = texts or Texts(index)

    def above(self, path: str) -> str | None:
        """Return the closest module around a variable file; None if there is none."""
        folder = folder_of(path)
        while self.first_file(folder) is None:
            if folder == ".":
                return None
            folder = folder_of(folder)
        return folder

    def first_file(self, folder: str) -> str | None:
        """Return the path of a file of the module in a folder; None if there is no module."""
        names = self._index.names(folder)
        found = (name for name in names if name.endswith(MODULE_ENDINGS) and name[0] != ".")
        return next((join(folder, name) for name in found), None)

    def every(self) -> Iterator[str]:
        """Yield all modules."""
        yield from dict.fromkeys(map(folder_of, self._index.paths(MODULE_ENDINGS)))

    def calling(self, modules: Iterable[str]) -> set[str]:
        """Return modules with all that call them, directly or through others."""
        found: set[str] = set()
        pending = list(modules)
        while pending:
            module = pending.pop()
            if module not in found:
                found.add(module)
                pending.extend(self._callers.get(module, ()))
        return found

    def freed(self, modules: Iterable[str], known: Collection[str]) -> set[str]:
        """Return what modules call, or called, and only ``known`` ones still do, with all callers.

        Those in examples and tests do not count.
        """
        found: set[str] = set()
        pending = list(modules)
        while pending:
            for inner in self._called.get(pending.pop(), set()) - found.union(known):
                others = self._callers.get(inner, set()) - found.union(known)
                if all(is_trial(outer, inner) for outer in others):
                    found |= {inner, *others}
                    pending.append(inner)
        return self.calling(found)

    def values_of(self, modules: Collection[str]) -> Iterator[str]:
        """Yield the variable files that modules are the closest ones above of."""
        for path in self._index.paths(VARIABLE_ENDINGS):
            if self.above(path) in modules:
                yield path

    def reading(self, path: str, is_near: bool = False) -> set[str]:
        """Return the modules that can read a file, and those whose files name it.

        With ``is_near``, those that read a computed path only count if the file is below them.
        """
        readers = self._possible
        if is_near:
            inside = (each for each in readers if below(path, each[0]) is not None)
            readers = [*self._named, *inside]
        found = {folder for folder, pattern in readers if pattern.matches(path)}
        naming = (each for each in self._naming(path) if folder_of(each) not in found)
        return found.union(self.above(written) or folder_of(written) for written in naming)

    @property
    def readers(self) -> set[str]:
        """The modules that read files."""
        return {folder for folder, _ in self._possible}

    def refer_to(self, path: str) -> bool:
        """Return whether a string in a module is, or can be, the path of a file."""
        if any(pattern.matches(path) for _, pattern in self._named):
            return True
        return any(True for _ in self._naming(path))

    def stubbed(self, addresses: Collection[str]) -> Iterator[str]:
        """Yield the modules that call one of the modules with these addresses."""
        from iaclint.terraform.config.stubs.sources import read_source

        for folder, source in other_calls(self._read if addresses else ()):
            named = read_source(source)
            if named is not None and not set(addresses).isdisjoint(named.addresses):
                yield folder

    def _naming(self, path: str) -> Iterator[str]:
        """Yield the files of modules, and of variables, in which a string is the path of a file."""
        for written, data in self._texts:
            if names(data, folder_of(written), path):
                yield written
        name = basename(path)
        for written, texts in self._escaped.items():
            if name in texts and any_is(texts.split(_SEPARATOR), folder_of(written), path):
                yield written

    @cached_property
    def _escaped(self) -> dict[str, str]:
        """The strings with escapes in files, without these, as one text that is fast to search."""
        found = ((path, _SEPARATOR.join(escaped_strings(data))) for path, data in self._texts)
        return {path: texts for path, texts in found if texts}

    @cached_property
    def _texts(self) -> list[tuple[str, bytes]]:
        return [(path, in_hcl(path, data)) for path, data in self._read]

    @property
    def _read(self) -> Iterator[tuple[str, bytes]]:
        paths = self._index.paths(MODULE_ENDINGS + VARIABLE_ENDINGS)
        return ((path, self._index.read(path)) for path in paths)

    @cached_property
    def _named(self) -> list[tuple[str, PathPattern]]:
        """The paths that are written in calls, by module."""
        return [
            (folder, pattern)
            for folder, calls in self._read_calls
            for pattern in read_patterns(calls, folder)
        ] + [
            (folder_of(path), pattern)
            for path, data in self._texts
            for pattern in computed_paths(data, folder_of(path))
        ]

    @cached_property
    def _possible(self) -> list[tuple[str, PathPattern]]:
        """The paths that calls can have, by module."""
        # ``templatestring`` takes a template that any module has read.
        is_made = any(b"templatestring" in data for _, data in self._texts)
        templates = TemplateFiles(self._index, is_made)
        return [
            (folder, pattern)
            for folder, calls in self._read_calls
            for pattern in {
                *(possible_pattern(call, folder) for call in calls),
                *templates.patterns(calls, folder),
            }
        ]

    @cached_property
    def _read_calls(self) -> list[tuple[str, tuple[ReadCall, ...]]]:
        """The calls that read files, by module."""
        # A string can be a template for ``templatestring``.
        escaped = ((path, os.fsencode(texts)) for path, texts in self._escaped.items())
        return [
            (folder_of(path), tuple(read_calls(data)))
            for path, data in chain(self._texts, escaped)
            if b"file" in data
        ]

    @cached_property
    def _callers(self) -> dict[str, set[str]]:
        """The modules that call the one in a folder, or did before the change."""
        callers: dict[str, set[str]] = {}
        for folder, called in self._calls:
            callers.setdefault(called, set()).add(folder)
        return callers

    @cached_property
    def _called(self) -> dict[str, set[str]]:
        """The modules that the one in a folder calls, or did before the change."""
        found: dict[str, set[str]] = {}
        for folder, called in self._calls:
            found.setdefault(folder, set()).add(called)
        return found

    @cached_property
    def _calls(self) -> set[tuple[str, str]]:
        """The folders of callers and of what they call."""
        texts = ((path, self._source.of(path)) for path in self._source.paths(MODULE_ENDINGS))
        found = [(folder, self.without_links(called)) for folder, called in local_calls(texts)]
        for folder in self.every():
            for record in read_installed(self._index.tree, folder).values():
                found.append((folder, self.without_links(record.dir)))
        return set(found)

    def without_links(self, folder: str) -> str:
        """Return the folder that a module is identified by."""
        return folder if folder in self._index.folders else self._index.real(folder) or folder
