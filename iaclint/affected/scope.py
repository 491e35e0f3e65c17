"""What changed files can affect: the modules and templates to check."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from iaclint.affected.configured import modules_given, templates_given
from iaclint.affected.modules import Modules
from iaclint.affected.templates import Templates
from iaclint.affected.texts import Texts
from iaclint.cloudformation.stacks.callers import ENDINGS as TEMPLATE_ENDINGS
from iaclint.files.file_index import below, folder_of, join
from iaclint.files.left_out import find_left_out
from iaclint.files.tool_folders import NAMES, is_in_tool_folder
from iaclint.terraform.file_names import MODULE_ENDINGS, VARIABLE_ENDINGS, is_automatic

if TYPE_CHECKING:
    from iaclint.affected.changed import Changed
    from iaclint.affected.links import Names
    from iaclint.git.changes import Change
    from iaclint.options import RootOptions

_SETTINGS: Final = (".iaclint.yaml", ".iaclint.yml")
_LOCK: Final = ".terraform.lock.hcl"
_STATE: Final = ".tfstate"
_STATES: Final = ".tfstate.d/"
"""The end of the folder with the states of workspaces, in that of the root module."""
_INSTALLED: Final = "/.terraform/modules/"
"""The folder of loaded modules, below that of the root module, and their list."""
_TERRAFORM: Final = (*MODULE_ENDINGS, *VARIABLE_ENDINGS)


class Scope(Struct, frozen=True):
    """What to check because of changed files in a tree. All paths are absolute and real."""

    paths: tuple[str, ...] = ()
    """A file of each module to check, documents, and variable files to apply."""
    former: tuple[str, ...] = ()
    """The deleted files of modules, and deleted documents: they are part of the base."""
    alternatives: tuple[str, ...] = ()
    """Variable files that are environments: the root module is also checked without them."""
    values: tuple[str, ...] = ()
    """All variable files of these modules."""
    changed: frozenset[str] = frozenset()
    """The files that changed, deleted ones included."""
    can_be_read: frozenset[str] = frozenset()
    """Those of them that functions of Terraform can read."""
    below: tuple[str, ...] = ()
    """Folders in which everything counts as changed."""
    is_whole: bool = False
    """Whether that is the whole tree."""
    stubbed: frozenset[str] = frozenset()
    """The addresses of modules whose stubs changed."""
    deleted_from: frozenset[str] = frozenset()
    """Modules and templates that a deleted file belonged to, those that call or nest them, and
    those that are new."""
    undecided: frozenset[str] = frozenset()
    """Root modules and templates that depend on a named file without a place in it, where git has
    no change of the file to compare."""
    reading: frozenset[str] = frozenset()
    """Modules with functions that can read such a file."""
    new: tuple[str, ...] = ()
    """Those of the paths that are in folders that the change makes searched."""


def find_scope(
    changed: Changed,
    given: Collection[str] = (),
    roots: Sequence[RootOptions] = (),
    stubs: Collection[str] = (),
) -> Scope:
    """Return what the changes in a tree can affect.

    ``given`` are the real paths of variable files that apply to all root modules, and of
    parameter files, which apply to all templates. ``roots`` are options of a configuration file,
    ``stubs`` the modules whose stubs changed.
    """
    finder = _Finder(changed, given, roots)
    return finder.scope(changed.changes, stubs, changed.only_named)


class _Finder:
    """Finds what is affected in one tree."""

    def __init__(
        self,
        changed: Changed,
        given: Collection[str],
        roots: Sequence[RootOptions],
    ) -> None:
        self._links = changed.links
        self._index = changed.links.index
        self._root = changed.tree.root
        texts = Texts(self._index, changed.changes)
        self._modules = Modules(self._index, texts)
        self._templates = Templates(self._index, texts)
        self._folders: Sequence[str] = changed.folders
        self._searched = changed.searched
        self._given = given
        self._roots = roots

    def scope(
        self,
        changes: Iterable[Change],
        stubs: Collection[str] = (),
        only_named: Collection[str] = (),
    ) -> Scope:
        """Return what changes affect, and everything in the folders that count as changed."""
        kept = [change for change in changes if not self._is_skipped(change.path)]
        known = {each.path: self._links.names(each.path, each.was_link) for each in kept}
        every = _paths(known.values())
        settings = {folder_of(path) for path in every if path.endswith(_SETTINGS)}
        self._folders = tuple(sorted({*self._folders, *settings}))
        modules, documents = self._affected(every)
        if not all(names.is_complete for names in known.values()):
            modules |= self._modules.calling(self._in_doubt(known))
            documents |= self._templates.naming
        others = [path for path in every if not path.endswith((*_TERRAFORM, _LOCK))]
        readers = self._modules.calling(
            (*self._readers(others, modules), *self._modules.stubbed(stubs))
        )
        modules |= readers
        modules |= self._modules.freed(modules, modules)
        documents |= self._templates.freed(every, documents)
        documents |= self._templates.exporting(documents)
        deleted = _paths(known[change.path] for change in kept if change.is_deleted)
        lost = set().union(*self._affected(deleted)) if deleted else set()
        given = [path for path in every if _has_values(path) and self._is_in(path)]
        values = {*self._modules.values_of(modules), *given}
        named_only = _paths(names for path, names in known.items() if path in only_named)
        unknown = [path for path in named_only if not _has_places(path)]
        named = [path for path in given if not self._is_given(path)]
        alternatives = set(self._alternatives(named, every, readers))
        paths = {*self._files_of(modules), *documents, *named} - alternatives
        if self._folders or self._searched:
            is_left_out = find_left_out(self._index.tree, ".", (*self._index.folders.items(),), ())
            paths = {p for p in paths if not is_left_out(folder_of(p), p.rpartition("/")[2])}
        new = [path for path in paths if folder_of(path) in self._searched]
        return Scope(
            tuple(path for path in sorted(map(self._full, paths)) if os.path.isfile(path)),
            tuple(sorted(self._full(path) for path in deleted if _is_checked(path))),
            tuple(sorted(map(self._full, alternatives))),
            tuple(sorted(map(self._full, values))),
            frozenset(map(self._full, known)),
            frozenset(map(self._full, others)),
            tuple(map(self._full, self._folders)),
            "." in self._folders,
            frozenset(stubs),
            frozenset(map(self._full, {*lost, *new})),
            frozenset(map(self._full, self._undecided(unknown))),
            frozenset(map(self._full, self._reading(unknown))),
            tuple(sorted(map(self._full, new))),
        )

    def _undecided(self, paths: Iterable[str]) -> set[str]:
        """Return the modules and templates that files without a place in them are given to."""
        paths = tuple(paths)
        modules = self._modules.calling(chain(*map(self._modules_of, paths)))
        given = {*chain(*map(self._templates_given, paths)), *self._templates.set_by(paths)}
        templates = given | self._templates.importing((*paths, *given))
        return modules | templates | self._templates.depending(templates)

    def _reading(self, paths: Iterable[str]) -> set[str]:
        return set().union(*(self._modules.reading(path, is_near=True) for path in paths))

    def _affected(self, paths: Sequence[str]) -> tuple[set[str], set[str]]:
        """Return the modules and the documents that files belong to, with their callers."""
        modules = set().union(*map(self._modules_of, paths))
        others = [p for p in paths if not p.endswith(_TERRAFORM) and _INSTALLED not in f"/{p}"]
        documents = {p for p in others if p.lower().endswith(TEMPLATE_ENDINGS) and self._is_in(p)}
        documents.update(chain(*map(self._templates_given, others)))
        if self._searched:
            modules |= self._searched.intersection(self._modules.every())
            every = self._index.paths(TEMPLATE_ENDINGS)
            documents |= {path for path in every if folder_of(path) in self._searched}
        if self._folders:
            modules |= {m for m in self._modules.every() if self._is_below(join(m, ""))}
            documents |= set(filter(self._is_below, self._index.paths(TEMPLATE_ENDINGS)))
        documents |= self._templates.depending({*others, *documents})
        return self._modules.calling(modules), documents

    def _in_doubt(self, known: Mapping[str, Names]) -> Iterator[str]:
        """Yield the modules that could be reached through links in other ways, or read what is."""
        yield from self._modules.readers
        for path in (path for path, names in known.items() if not names.is_complete):
            yield path
            target = self._modules.without_links(path)
            yield from (m for m in self._modules.every() if below(m, target) is not None)

    def _is_in(self, path: str) -> bool:
        """Return whether no folder of a path is a link."""
        return self._index.real(folder_of(path)) == folder_of(path)

    def _templates_given(self, path: str) -> Iterable[str]:
        """Return the templates that options or a configuration file give a parameter file to."""
        is_given = self._is_given(path) and not _has_values(path)
        every = self._index.paths(TEMPLATE_ENDINGS) if self._roots or is_given else ()
        return every if is_given else templates_given(path, every, self._roots, self._root)

    def _modules_of(self, path: str) -> Iterable[str]:
        """Return the modules that a file is part of or gives values to."""
        installed_in, found, _ = f"/{path}".partition(_INSTALLED)
        if found:
            return (installed_in[1:] or ".",)
        states, found, _ = path.partition(_STATES)
        if found:
            return (folder_of(states),)
        if path.endswith((*MODULE_ENDINGS, _LOCK, _STATE)):
            return (self._modules.without_links(folder_of(path)),)
        if self._is_given(path):
            return self._modules.every()
        given = self._configured(path)
        if given or not _has_values(path):
            return given
        return (self._modules.above(path) or folder_of(path),)

    def _configured(self, path: str) -> list[str]:
        """Return the modules that a configuration file gives a variable file to."""
        every = self._modules.every() if self._roots else ()
        return list(modules_given(path, every, self._roots, self._root))

    def _alternatives(
        self, named: Iterable[str], every: Sequence[str], known: Collection[str]
    ) -> Iterator[str]:
        """Yield variable files whose root module is affected by more than this file.

        ``known`` are modules that other files affect.
        """
        chosen = {path: module for path in named if (module := self._chosen_for(path)) is not None}
        others = self._affected([path for path in every if path not in chosen])[0]
        numbers = Counter(chosen.values())
        for path, module in chosen.items():
            if numbers[module] > 1 or module in others or module in known:
                yield path

    def _chosen_for(self, path: str) -> str | None:
        """Return the root module of a variable file that does not apply by itself."""
        is_automatic_file = is_automatic(path.rpartition("/")[2])
        if is_automatic_file or not os.path.isfile(self._full(path)) or self._configured(path):
            return None
        return self._modules.above(path)

    def _readers(self, paths: Sequence[str], known: set[str]) -> Iterator[str]:
        """Yield other modules that can read files."""
        if paths and not known.issuperset(self._modules.every()):
            for path in paths:
                yield from self._modules.reading(path)

    def _files_of(self, modules: Iterable[str]) -> Iterator[str]:
        files = map(self._modules.first_file, modules)
        return (file for file in files if file is not None)

    def _is_skipped(self, path: str) -> bool:
        """Return whether a file is in a folder that is not searched, nor reached by a link."""
        folder = folder_of(path)
        if _INSTALLED in f"/{path}" or NAMES.isdisjoint(folder.split("/")):
            return False
        return is_in_tool_folder(folder, self._names) and folder not in self._index.folders

    def _names(self, folder: str) -> list[str]:
        full = self._full(folder)
        return os.listdir(full) if os.path.isdir(full) else []

    def _is_given(self, path: str) -> bool:
        return self._full(path) in self._given

    def _is_below(self, path: str) -> bool:
        return any(folder == "." or path.startswith(f"{folder}/") for folder in self._folders)

    def _full(self, path: str) -> str:
        return os.path.normpath(os.path.join(self._root, path))


def _paths(names: Iterable[Names]) -> list[str]:
    """Return all paths of some files."""
    return list(dict.fromkeys(path for each in names for path in each.paths))


def _is_checked(path: str) -> bool:
    return path.lower().endswith((*MODULE_ENDINGS, *TEMPLATE_ENDINGS))


def _has_values(path: str) -> bool:
    return path.endswith(VARIABLE_ENDINGS)


def _has_places(path: str) -> bool:
    """Return whether findings that a file causes have a place in it."""
    return path.endswith((*_TERRAFORM, _LOCK)) and _INSTALLED not in f"/{path}"
