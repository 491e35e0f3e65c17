"""Which root modules are deployed as they are, and which are modules that nothing calls.

A module that is called configures no backend and no providers (*Providers Within Modules*,
Terraform documentation). Modules that belong to others are in a folder ``modules`` (*Standard
Module Structure*). The module at the top of a repository counts as deployed if nothing calls it.
"""

from __future__ import annotations

import posixpath
from contextlib import suppress
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Final

from iaclint.files.deployed.example_folders import is_trial
from iaclint.files.source_tree import Unreadable
from iaclint.limits import MAX_CALLER_FILES
from iaclint.terraform.config.lock_file import LOCK_FILE
from iaclint.terraform.config.module import module_files
from iaclint.terraform.file_names import VARIABLE_ENDINGS, is_automatic
from iaclint.terraform.module_calls import local_calls

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator

    from iaclint.files.selection import Selection
    from iaclint.files.source_tree import SourceTree
    from iaclint.syntax.hcl.blocks import Block
    from iaclint.terraform.config.module import Module

_PLACES: Final = frozenset(["backend", "cloud"])
_STATE_FILE: Final = ".tfstate"
_STATE: Final = (_STATE_FILE, ".tfstate.d")
_MODULE_FOLDERS: Final = frozenset(["module", "modules"])


def is_uncalled(module: Module, given: Container[str], callers: Callers) -> bool:
    """Return whether a root module is one that nothing calls, so that its inputs are open.

    ``given`` are the variables with a value from a file or an option.
    """
    if _is_deployed(module) or any(name in given for name in module.variables):
        return False
    if not module.variables or callers.has_values(module.folder):
        return False
    if module.folder != "." and _has_required(module):
        return True
    is_part = not _MODULE_FOLDERS.isdisjoint(module.folder.split("/"))
    if is_part or callers.call(module.folder):
        return True
    return bool(module.outputs) and callers.try_out(module.folder)


def is_root(module: Module, tree: SourceTree) -> bool:
    """Return whether Terraform was initialized or is run in the folder of a module.

    It has a backend or a workspace of HCP Terraform, imports, a state, variable files that apply by
    themselves, or providers and a lock file; `terraform init` writes a lock file in the folder of
    any module, too.
    """
    names = _names(tree, module.folder)
    if module.imports or (module.providers and LOCK_FILE in names) or _has_backend(module):
        return True
    return any(is_automatic(name) or name.endswith(_STATE_FILE) for name in names)


def has_state(module: Module, tree: SourceTree) -> bool:
    """Return whether a root module keeps a state, in its folder or in a backend elsewhere.

    Examples and tests can have a lock file, variable files, and a local backend without a state.
    """
    if any(name.endswith(_STATE) for name in _names(tree, module.folder, folders=True)):
        return True
    return any(block.labels != ("local",) for block in _backends(module))


def _names(tree: SourceTree, folder: str, folders: bool = False) -> tuple[str, ...]:
    try:
        return tree.names(folder, folders)
    except Unreadable:
        return ()


def _has_required(module: Module) -> bool:
    blocks = module.variables.values()
    return any("default" not in block.body.attributes for block in blocks)


def _is_deployed(module: Module) -> bool:
    """Return whether a module has what only root modules have."""
    return bool(module.providers or module.imports) or _has_backend(module)


def _has_backend(module: Module) -> bool:
    return any(True for _ in _backends(module))


def _backends(module: Module) -> Iterator[Block]:
    blocks = (block for settings in module.settings for block in settings.body.blocks)
    return (block for block in blocks if block.type in _PLACES)


class Callers:
    """What may give values to the modules of a selection."""

    def __init__(self, selection: Selection) -> None:
        self._selection = selection
        self._folders = frozenset(selection.folders)

    def has_values(self, folder: str) -> bool:
        """Return whether a module has variable files, in its folder or below."""
        names = _names(self._selection.tree, folder)
        return any(name.endswith(VARIABLE_ENDINGS) for name in names) or folder in self._with_values

    @cached_property
    def _with_values(self) -> frozenset[str]:
        found = (self._module_of(path) for path in self._selection.values)
        return frozenset(folder for folder in found if folder is not None)

    def _module_of(self, path: str) -> str | None:
        """Return the closest module around a file."""
        folder = posixpath.dirname(path) or "."
        while folder not in self._folders:
            if folder == ".":
                return None
            folder = posixpath.dirname(folder) or "."
        return folder

    def call(self, folder: str) -> bool:
        """Return whether a module is called from folders that are not selected.

        Not so for one in whose folder Terraform was initialized.
        """
        return folder in self._called and LOCK_FILE not in _names(self._selection.tree, folder)

    def try_out(self, folder: str) -> bool:
        """Return whether examples or tests call a module, as those of a published one do."""
        calls = self._calls(lambda outer: is_trial(outer, folder))
        return any(called == folder for _, called in calls)

    @cached_property
    def _called(self) -> frozenset[str]:
        if self._selection.is_whole:
            return frozenset()
        calls = self._calls(lambda outer: outer not in self._folders)
        return frozenset(called for outer, called in calls if not is_trial(outer, called))

    def _calls(self, is_wanted: Callable[[str], bool]) -> Iterator[tuple[str, str]]:
        """Yield the folders of callers and of what they call, for the wanted callers."""
        tree = self._selection.tree
        paths = (
            f"{folder}/{name}"
            for folder, names in tree.walk(".")
            if is_wanted(folder)
            for name in module_files(names)
        )
        for path in islice(paths, MAX_CALLER_FILES):
            with suppress(Unreadable):
                yield from local_calls([(path, tree.read(path))])
