"""All that the instances of one root share: files, loaded modules, options, problems."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from iaclint.discovery import SourceTree, Unreadable
from iaclint.resource import Call, Placement
from iaclint.syntax.expressions import Literal
from iaclint.terraform.calls import check_arguments
from iaclint.terraform.inputs import CallInputs
from iaclint.terraform.instance import ModuleInstance, looped
from iaclint.terraform.limits import Budget
from iaclint.terraform.module import Module, load_module, module_files
from iaclint.terraform.releases import read_lock

if TYPE_CHECKING:
    from iaclint.terraform.expansion import Member
    from iaclint.terraform.functions.context import Context
    from iaclint.terraform.problems import Problems

MAX_DEPTH = 32
"""How deep modules may call each other."""

MAX_MODULES = 5_000
"""How many instances of modules one root may have."""


class Assignment(Struct, frozen=True):
    """A variable file, or one variable with its value as text."""

    text: str
    """The file's path, relative to the working folder or absolute; or the value."""
    variable: str | None = None


class Options(Struct, frozen=True):
    """What a user may say about a run."""

    assignments: tuple[Assignment, ...] = ()
    """What gives variables their values, beside the root's own files; later ones win."""
    workspace: str = "default"
    process: tuple[Assignment, ...] = ()
    """The same from the environment of a process: everything else wins over it."""


class Library:
    """The modules of a tree, each read once."""

    def __init__(self, tree: SourceTree, name: str | None = None) -> None:
        self.tree = tree
        self.name = name
        """What tells the tree from the others of the run, where there are others."""
        self.modules: dict[str, Module] = {}

    def module(self, folder: str) -> Module:
        """Return the module of a folder, reading it if need be."""
        if folder not in self.modules:
            self.modules[folder] = load_module(self.tree, folder)
        return self.modules[folder]

    def exists(self, folder: str) -> bool:
        """Tell whether there is a module in a folder of the tree."""
        if folder in self.modules:
            return True
        try:
            return bool(module_files(self.tree.names(folder)))
        except Unreadable:
            return False

    def why_missing(self, folder: str) -> str:
        """Say why there is no module in a folder."""
        try:
            self.tree.names(folder)
        except Unreadable as error:
            return str(error)
        return f"there is no Terraform file in '{folder}'"


def local_folder(caller: str, source: str | None) -> str | None:
    """Return the folder that a module's ``source`` names; None if it is not a local one."""
    if source is None or not source.startswith(("./", "../")):
        return None
    return posixpath.normpath(posixpath.join(caller, source))


class World:
    """One root with everything below it."""

    def __init__(self, library: Library, root: str, options: Options, problems: Problems) -> None:
        self.library = library
        self.root = root
        self.scope = root if library.name is None else f"{library.name}:{root}"
        """What identifies the root in the run."""
        self.options = options
        self.problems = problems
        self.budget = Budget()
        self._modules = 0
        self.not_loaded: dict[str, None] = {}
        self.placements: dict[tuple[str, str], Placement] = {}
        """By the address of a module and the name of a provider that it configures."""
        self.constraints: dict[tuple[str, str], tuple[str, ...]] = {}
        """On a provider's version, by the address of a module and the provider's name."""

    @cached_property
    def imported(self) -> Mapping[str, str]:
        """The ids of resources that exist already, by address, where they are written out."""
        found: dict[str, str] = {}
        for block in self.library.module(self.root).imports:
            to, id = (block.body.attributes.get(name) for name in ("to", "id"))
            written = id.expression if id else None
            if to and isinstance(written, Literal) and isinstance(written.value, str):
                found[to.expression.span.text] = written.value
        return found

    @cached_property
    def locked(self) -> Mapping[str, str]:
        """The versions of providers that are locked for this root, by the provider's name."""
        return read_lock(self.library.tree, self.root)

    def folder_of(self, module: Module, path: tuple[str, ...], name: str) -> str | None:
        """Return the folder of a called module; None where it is not loaded."""
        source = module.source_of(name)
        folder = local_folder(module.folder, source)
        if folder is None:
            folder = self._installed.get(".".join((*path, name)))
        return folder if folder is not None and self.library.exists(folder) else None

    @cached_property
    def _installed(self) -> Mapping[str, str]:
        """Where ``terraform init`` has put modules, by the names of the calls to them."""
        try:
            data = self.library.tree.read(f"{self.root}/.terraform/modules/modules.json")
            listed = json.loads(data)["Modules"]
            return {
                str(entry["Key"]): posixpath.normpath(posixpath.join(self.root, entry["Dir"]))
                for entry in listed
            }
        except (Unreadable, ValueError, KeyError, TypeError):
            return {}

    def instantiate(
        self, caller: ModuleInstance, name: str, member: Member
    ) -> ModuleInstance | None:
        """Return an instance of a called module; None where it is not loaded."""
        call = caller.module.calls[name]
        folder = self.folder_of(caller.module, caller.path, name)
        address = caller.prefixed(f"module.{name}")
        if folder is None:
            source = caller.module.source_of(name)
            self.not_loaded[f"{address} ({source})" if source else address] = None
            self.tell_missing(caller.module, name)
            return None
        if len(caller.path) >= MAX_DEPTH or folder in (caller.module.folder, *caller.folders):
            self.problems.warn("module-cycle", f"{address} calls itself", call.span)
            return None
        self._modules += 1
        if self._modules > MAX_MODULES:
            message = f"more than {MAX_MODULES} modules are not judged"
            self.problems.warn("too-many-modules", message, call.span)
            return None
        module = self.library.module(folder)
        check_arguments(call, module, self.problems)
        scope = looped(caller.scope, call, member)
        full = address + member.suffix
        return ModuleInstance(
            self,
            module,
            CallInputs(call, scope, caller),
            full,
            (*caller.calls, Call(full, call.span)),
            (*caller.path, name),
            (*caller.folders, caller.module.folder),
        )

    def tell_missing(self, module: Module, name: str) -> None:
        """Warn of a local module that is not there: Terraform would refuse it."""
        folder = local_folder(module.folder, module.source_of(name))
        if folder is not None:
            span = module.calls[name].body.attributes["source"].expression.span
            self.problems.warn("module-not-found", self.library.why_missing(folder), span)

    def path_from_root(self, folder: str) -> str:
        """Return a module's folder as ``path.module`` tells it."""
        return posixpath.relpath(folder, self.root)

    @cached_property
    def function_context(self) -> Context:
        """What functions may use: files inside of the tree, templates."""
        from iaclint.terraform.files import make_context

        return make_context(self.library.tree, self.root, self.budget)
