"""The modules of a source tree, each read once."""

from __future__ import annotations

import posixpath
from functools import cached_property
from typing import TYPE_CHECKING, Final

from iaclint.files.source_tree import SourceTree, Unreadable
from iaclint.limits import MAX_UNREAD
from iaclint.terraform.config.module import Module, load_module, module_files
from iaclint.terraform.config.stubs.store import is_stub, root_of

if TYPE_CHECKING:
    from iaclint.syntax.hcl.blocks import Block
    from iaclint.terraform.config.stubs.store import Stub, StubStore

_TERRAGRUNT: Final = "terragrunt.hcl"


class Library:
    """The modules of a tree, each read once."""

    def __init__(
        self,
        tree: SourceTree,
        name: str | None = None,
        stubs: StubStore | None = None,
        reads_tofu: bool = True,
    ) -> None:
        self.tree = tree
        self.reads_tofu = reads_tofu
        """Whether files of OpenTofu are read, as Terraform does not."""
        self.name = name
        """What distinguishes the tree from other trees of the run, if there are any."""
        self.stubs = stubs
        """What stands for modules that are not loaded; None for nothing."""
        self.modules: dict[str, Module] = {}
        self.valid_defaults: dict[tuple[str, bool, bool], bool | None] = {}
        """Whether the default of a variable with a text is valid wherever it is; None if it was
        valid in one instance. By the text, and whether ``&&`` and ``||`` short-circuit, or may."""
        self._real: dict[str, str] = {}
        self._called: dict[tuple[str, str], str | None] = {}
        self._stubs: dict[tuple[str, str], Stub | None] = {}

    def module(self, folder: str) -> Module:
        """Return the module of a folder, reading it if need be."""
        if self.stubs is not None and is_stub(folder):
            return self.stubs.module(folder)
        if folder not in self.modules:
            self.modules[folder] = load_module(self.tree, folder, self.reads_tofu)
        return self.modules[folder]

    def for_terraform(self) -> Library | None:
        """Return the same modules as Terraform reads them; None if it reads the same files."""
        if not self.reads_tofu or not any(m.has_other_reading for m in self.modules.values()):
            return None
        return Library(self.tree, f"{self.name or ''}terraform", self.stubs, reads_tofu=False)

    def is_downloaded(self, module: Module, call: str) -> bool:
        """Return whether what is downloaded for a call is what the call asks for.

        Modules are downloaded for the work tree: at a commit, the same call has to be there.
        """
        if self._work is None:
            return True
        now = self._work.module(module.folder).calls.get(call)
        return now is not None and _asks_for(now) == _asks_for(module.calls[call])

    @cached_property
    def has_terragrunt(self) -> bool:
        """Whether the tree has a configuration of Terragrunt, which can generate files."""
        return any(_TERRAGRUNT in names for _, names in self.tree.walk("."))

    @cached_property
    def _work(self) -> Library | None:
        return Library(self.tree.work) if self.tree.work else None

    def exists(self, folder: str) -> bool:
        """Return whether there is a module in a folder of the tree."""
        if folder in self.modules:
            return True
        if self.stubs is not None and is_stub(folder):
            return self.stubs.exists(folder)
        try:
            return bool(module_files(self.tree.names(folder), self.reads_tofu))
        except Unreadable:
            return False

    def kept_folder(self, folder: str) -> str | None:
        """Return a recorded folder without links; None if it does not exist."""
        if folder not in self.modules:
            try:
                self.tree.names(folder)
            except Unreadable as error:
                if error.is_missing:
                    return None
        return self.tree.real(folder)

    def why_missing(self, folder: str, is_written: bool = True) -> tuple[str, bool]:
        """Return the reason why there is no module in a folder, and whether that is an error.

        ``is_written`` says whether a ``source`` names the folder.
        """
        if self.stubs is not None and is_stub(folder):
            return self.stubs.why_missing(folder)
        try:
            self.tree.names(folder)
        except Unreadable as error:
            # A source that is not there is in another repository, as a remote module is.
            is_elsewhere = (
                is_written and folder.startswith("../") and not self.tree.is_folder(folder)
            )
            return str(error), error.is_refused and not is_elsewhere
        return f"there is no Terraform file in '{folder}'", False

    def called_from(self, folder: str) -> tuple[str, ...]:
        """Return a folder and those of the local modules that it calls, directly or not.

        With more than ``MAX_UNREAD`` of them, also the root of the tree with all in it.
        """
        found = {folder: None}
        pending = [folder]
        while pending and len(found) <= MAX_UNREAD:
            module = self.module(pending.pop())
            called = (self.called_folder(module, name) for name in module.calls)
            new = [f for f in called if f is not None and f not in found and self.exists(f)]
            found |= dict.fromkeys(new)
            pending += new
        return (*found, ".") if pending else tuple(found)

    def called_folder(self, module: Module, name: str) -> str | None:
        """Return the folder of a local module that is called; None if the module is not local.

        As in Terraform, it is the folder that symbolic links lead to.
        """
        call = (module.folder, name)
        if call not in self._called:
            self._called[call] = self._called_folder(module, name)
        return self._called[call]

    def _called_folder(self, module: Module, name: str) -> str | None:
        folder = local_folder(module.folder, module.source_of(name))
        if folder is None or is_stub(folder):
            return folder
        if folder not in self._real:
            self._real[folder] = self.tree.real(folder)
        return self._real[folder]

    def stub_of(self, module: Module, name: str) -> Stub | None:
        """Return the stub that stands for a called module where it is not loaded."""
        if self.stubs is None:
            return None
        call = (module.folder, name)
        if call not in self._stubs:
            version = module.fixed_argument(name, "version")
            self._stubs[call] = self.stubs.find(module.source_of(name), version)
        return self._stubs[call]


def _asks_for(call: Block) -> list[str | None]:
    found = (call.body.attributes.get(name) for name in ("source", "version"))
    return [attribute.expression.span.text if attribute else None for attribute in found]


def local_folder(caller: str, source: str | None) -> str | None:
    """Return the folder that a module's ``source`` names; None if it is not a local one.

    That of a stub's module stays a path in its folder of stubs, even if it leads out.
    """
    if source is None or not source.startswith(("./", "../")):
        return None
    root = root_of(caller)
    return root + posixpath.normpath(posixpath.join(caller.removeprefix(root), source))
