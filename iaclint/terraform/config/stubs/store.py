"""The stubs that are bundled, and those in folders of users."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

from msgspec import Struct

from iaclint.errors import UsageError
from iaclint.files.source_tree import SourceTree, Unreadable
from iaclint.files.trees import check_inside
from iaclint.terraform.config.module import Module, load_module, module_files
from iaclint.terraform.config.stubs.ranges import Range, choose, read_range
from iaclint.terraform.config.stubs.sources import ModuleSource, read_source, tagged_version

PREFIX: Final = "\0stubs/"
"""The start of the folder of each stub, and of the paths of its files: no path of a user has it."""


class Stub(Struct, frozen=True):
    """The stub that stands for the module of a call."""

    folder: str
    """Where the store has it: ``PREFIX`` and ``0/terraform-aws-modules/s3-bucket/aws/4.x``."""
    label: str
    """What it describes: ``terraform-aws-modules/s3-bucket/aws 4.x``."""
    assumption: str = ""
    """Why the version is assumed: ``for ref main``; empty if the call gives it."""
    outside: str = ""
    """The version of the call if no stub describes it."""

    @property
    def note(self) -> str:
        """The label, with what is assumed."""
        if self.outside:
            return f"{self.label} for version {self.outside}"
        return f"{self.label}, assumed {self.assumption}" if self.assumption else self.label

    @property
    def blocker(self) -> str:
        """For a version that no stub describes, the symbol that blocks all verdicts."""
        address = self.label.rpartition(" ")[0]
        return f"version {self.outside} of {address}" if self.outside else ""


def is_stub(path: str) -> bool:
    """Return whether a folder or file is that of a stub."""
    return path.startswith(PREFIX)


def root_of(path: str) -> str:
    """Return the start of a stub's path that is its folder of stubs; empty for other paths."""
    return "/".join(path.split("/", 2)[:2]) + "/" if is_stub(path) else ""


def bundled_stubs() -> str:
    """Return the folder of the bundled stubs."""
    return str(Path(__file__).resolve().parents[3] / "stubs")


def _existing(folder: str, cwd: str) -> str:
    check_inside(folder, cwd)
    full = os.path.join(cwd, folder)
    if not os.path.isdir(full):
        from iaclint.files.similar_paths import similar_path

        close = similar_path(folder, cwd)
        hint = f"did you mean '{close}'?" if close else None
        raise UsageError(f"there is no folder of stubs '{folder}'", hint)
    return full


class StubStore:
    """The stubs of some folders: earlier folders win. Only stubs that calls name are read."""

    def __init__(self, folders: Sequence[str] = (), cwd: str = ".") -> None:
        """``folders`` are those of users, absolute or relative to ``cwd``.

        Raises ``UsageError`` for one that does not exist, or is behind a link that leads out of the
        work tree.
        """
        every = [*(_existing(folder, cwd) for folder in folders), bundled_stubs()]
        self._trees = [_StubTree(f"{PREFIX}{n}/", root, cwd) for n, root in enumerate(every)]
        self.modules: dict[str, Module] = {}
        """The modules that were read, by folder."""
        self.find = cache(self._find)

    def _find(self, source: str | None, version: str | None) -> Stub | None:
        """Return the stub for the source and version constraint of a call; None without one.

        A stub that describes the version wins over those that do not.
        """
        named = read_source(source) if source is not None else None
        if named is None:
            return None
        nearest = None
        for tree in self._trees:
            for address in named.addresses:
                stub = _choose(tree, address, named, version)
                if stub is None or not self.exists(stub.folder):
                    continue
                if not stub.outside:
                    return stub
                nearest = nearest or stub
        return nearest

    def exists(self, folder: str) -> bool:
        """Return whether there is a module in the folder of a stub."""
        try:
            return bool(module_files(self._tree(folder).names(folder)))
        except Unreadable:
            return False

    def why_missing(self, folder: str) -> tuple[str, bool]:
        """Return the reason why there is no module in a folder, and whether that is an error."""
        shown = folder.removeprefix(root_of(folder))
        try:
            self._tree(folder).names(folder)
        except Unreadable as error:
            if error.is_refused:
                return f"'{shown}' is outside of the folder of stubs", True
        return f"there is no module in '{shown}' of the folder of stubs", False

    def module(self, folder: str) -> Module:
        """Return the module of a stub's folder, reading it if need be."""
        if folder not in self.modules:
            self.modules[folder] = load_module(self._tree(folder), folder)
        return self.modules[folder]

    def variables(self, folder: str) -> frozenset[str]:
        """Return the variables of a stub in any of its versions."""
        tree = self._tree(folder)
        address, name = _address_of(folder)
        rest = folder.removeprefix(f"{address}/{name}")
        folders = [f"{address}/{each.name}{rest}" for each in tree.ranges(address)]
        return frozenset(v for f in folders if self.exists(f) for v in self.module(f).variables)

    def _tree(self, folder: str) -> _StubTree:
        return self._trees[int(folder.split("/", 2)[1])]


class _StubTree(SourceTree):
    """A folder of stubs; its paths have a prefix, so that they are no paths of the user's."""

    def __init__(self, prefix: str, root: str, cwd: str) -> None:
        super().__init__(root, cwd, absolute=True)
        self.prefix = prefix
        self.ranges = cache(self._ranges)

    def _ranges(self, address: str) -> list[Range]:
        """Return the ranges that there are for an address, given with the prefix."""
        try:
            with os.scandir(self._inside(address)) as entries:
                names = [entry.name for entry in entries]
        except (OSError, Unreadable):
            return []
        return [each for each in map(read_range, names) if each is not None]

    def full(self, path: str) -> str:
        """Return the absolute path of a path in the tree."""
        return super().full(path.removeprefix(self.prefix))

    def display(self, path: str) -> str:
        """Return a path as shown in reports."""
        return super().display(path.removeprefix(self.prefix))

    def _inside(self, path: str) -> str:
        return super()._inside(path.removeprefix(self.prefix))


def stubbed_module(path: str, folder: str) -> str | None:
    """Return the address of the module that a file in a folder of stubs describes."""
    parts = os.path.relpath(path, folder).split(os.sep)
    found = (n for n, part in enumerate(parts[:-1]) if n > 0 and read_range(part) is not None)
    at = next(found, 0)
    return "/".join(parts[:at]) if at and parts[0] != os.pardir else None


def _address_of(folder: str) -> tuple[str, str]:
    """Return the folder of an address, and the name of the range, for the folder of a module."""
    parts = folder.split("/")
    at = next(n for n, part in enumerate(parts) if n > 2 and read_range(part) is not None)
    return "/".join(parts[:at]), parts[at]


def _choose(
    tree: _StubTree, address: str, source: ModuleSource, version: str | None
) -> Stub | None:
    wanted = version if source.ref is None else tagged_version(source.ref)
    choice = choose(tree.ranges(f"{tree.prefix}{address}"), wanted)
    if choice is None:
        return None
    label = f"{address} {choice.versions}"
    path = f"{tree.prefix}{address}/{choice.range.name}/{source.submodule}"
    guessed = source.ref is not None and wanted is None
    assumption = f"for {f'ref {source.ref}' if source.ref else 'the default branch'}"
    return Stub(
        posixpath.normpath(path),
        label,
        assumption if guessed else "",
        (wanted or "") if choice.is_outside else "",
    )
