"""The stub of a module, with the modules that it calls by relative paths."""

from __future__ import annotations

from collections.abc import Container
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from iaclint.errors import UsageError
from iaclint.terraform.config.library import Library, local_folder
from iaclint.terraform.derive.reach import Key, reach
from iaclint.terraform.derive.text import files_of

if TYPE_CHECKING:
    from iaclint.files.source_tree import SourceTree
    from iaclint.terraform.config.module import Module


class DerivedStub(Struct, frozen=True):
    """The files of a stub, by their paths in the package of the module, and what they keep."""

    files: dict[str, str]
    resources: int


def derive(tree: SourceTree, folder: str, judged: Container[str]) -> DerivedStub:
    """Return the stub of the module in a folder of a tree.

    Raises ``UsageError`` for a module without resources of judged types, for one that cannot be
    read, and for one that calls modules outside of the tree.
    """
    deriver = _Deriver(Library(tree), judged)
    if not deriver.holds(folder):
        raise UsageError(f"no resource in '{tree.display(folder)}' is one that rules check")
    files: dict[str, str] = {}
    resources = 0
    pending, seen = [folder], {folder}
    while pending:
        module = deriver.read(pending.pop())
        kept = deriver.kept(module)
        resources += sum(kind == "resource" for kind, _ in kept)
        found = files_of(module, kept)
        files |= {f"{module.folder}/{name}": text for name, text in found.items()}
        called = [names[0] for kind, names in kept if kind == "module"]
        inner = {local_folder(module.folder, module.source_of(name)) for name in called}
        new = {each for each in inner if each is not None} - seen
        pending += sorted(new)
        seen |= new
    return DerivedStub(files, resources)


class _Deriver:
    """Says what is kept of the modules of a library."""

    def __init__(self, library: Library, judged: Container[str]) -> None:
        self._library = library
        self._judged = judged
        self.holds = cache(self._holds)

    def read(self, folder: str) -> Module:
        """Return a module. Raises ``UsageError`` if a file of it cannot be read."""
        if folder.startswith("..") or not self._library.exists(folder):
            raise UsageError(f"there is no module in '{self._library.tree.display(folder)}'")
        module = self._library.module(folder)
        for path in module.unparsed:
            raise UsageError(f"'{self._library.tree.display(path)}' cannot be read")
        return module

    def kept(self, module: Module) -> frozenset[Key]:
        """Return what a module keeps."""
        return reach(module, self._judged, lambda name: self._keeps_call(module, name))

    def _holds(self, folder: str) -> bool:
        """Return whether a module has resources of judged types, or calls one that may."""
        module = self.read(folder)
        own = any(kind in self._judged for kind, _ in module.resources)
        return own or any(self._keeps_call(module, name) for name in module.calls)

    def _keeps_call(self, module: Module, name: str) -> bool:
        """Return whether a call is kept; those of modules from elsewhere always are."""
        folder = local_folder(module.folder, module.source_of(name))
        return folder is None or (folder != module.folder and self.holds(folder))
