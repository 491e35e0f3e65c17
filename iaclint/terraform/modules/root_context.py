"""The state that the module instances of a root module share: files, variables, diagnostics."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Final

from iaclint.files.diagnostics import UNREADABLE
from iaclint.symbolic.truth import Truth
from iaclint.terraform.config.installed import read_installed
from iaclint.terraform.config.library import Library
from iaclint.terraform.config.lock_file import read_lock, version_of
from iaclint.terraform.config.stubs.store import is_stub
from iaclint.terraform.config.written_files import written_files
from iaclint.terraform.eval.budget import Budget
from iaclint.terraform.file_names import TOFU_ENDINGS
from iaclint.terraform.modules.workspace import fixed_workspace
from iaclint.terraform.operations.cases import workspace_of
from iaclint.terraform.stub_calls import StubCall
from iaclint.version_constraints import is_before

if TYPE_CHECKING:
    from iaclint.options import Variables
    from iaclint.resource import Placement
    from iaclint.terraform.config.installed import InstalledModule
    from iaclint.terraform.config.module import Module
    from iaclint.terraform.config.written_files import WrittenFiles
    from iaclint.terraform.diagnostics import DiagnosticCollector
    from iaclint.terraform.functions.context import Context
    from iaclint.terraform.types.model import TerraformValue

_SHORT_CIRCUITS_SINCE: Final = {False: "1.12.0", True: "1.10.0"}
"""The first version of Terraform, and of OpenTofu, that short-circuits ``&&`` and ``||``.

See the changelogs of Terraform 1.12 and OpenTofu 1.10.
"""

_DOWNLOAD: Final = "run `terraform init -backend=false` to download modules"
_CORRECT: Final = "correct the paths of local modules"
_CHECK_OUTSIDE: Final = "check the folder that contains those outside"


class RootContext:
    """One root with everything below it."""

    def __init__(
        self,
        library: Library,
        root: str,
        variables: Variables,
        diagnostics: DiagnosticCollector,
        scope: str | None = None,
    ) -> None:
        self.library = library
        self.root = root
        self.scope = scope or (root if library.name is None else f"{library.name}:{root}")
        """What identifies the root in the run."""
        self.variables = variables
        self.diagnostics = diagnostics
        self.named_values: tuple[str, ...] = ()
        """Variable files that the user names among the paths to check."""
        self.imported: Callable[[], Mapping[str, str]] = dict
        """Returns the known ids of resources that exist already, by address."""
        self.is_uncalled = False
        """Whether it is a module that nothing calls, and that something may call."""
        self.configured_files: frozenset[str] = frozenset()
        """Variable files of any of its environments, relative to the root module."""
        self.trusted_accounts: frozenset[str] = frozenset()
        """The AWS accounts that may have access."""
        self.budget = Budget()
        self.modules = 0
        """How many module calls have an instance so far."""
        self.not_loaded: dict[str, str] = {}
        """What to do about each module that is not loaded, by its address and source."""
        self.stubbed: dict[str, None] = {}
        """The calls that a stub is used for."""
        self.placements: dict[tuple[str, str], Placement] = {}
        """By the address of a module and the name of a provider that it configures."""
        self.constraints: dict[tuple[str, str], tuple[str, ...]] = {}
        """On a provider's version, by the address of a module and the provider's name."""

    @cached_property
    def workspace(self) -> TerraformValue:
        """The name of the workspace; unknown if neither options nor settings name it."""
        given = self.variables.workspace
        return given or fixed_workspace(self.library.module(self.root)) or workspace_of(self.scope)

    def short_circuits(self, module: Module) -> bool:
        """Return whether all versions that a module allows short-circuit ``&&`` and ``||``."""
        modules = (self.library.module(self.root), module)
        return any(
            is_before(_required_versions(modules, of_tofu), since) is Truth.FALSE
            for of_tofu, since in _SHORT_CIRCUITS_SINCE.items()
        )

    def may_short_circuit(self, module: Module) -> bool:
        """Return whether a module allows a version of Terraform that short-circuits."""
        versions = _required_versions((self.library.module(self.root), module), False)
        return is_before(versions, _SHORT_CIRCUITS_SINCE[False]) is not Truth.TRUE

    @cached_property
    def locked(self) -> Mapping[str, str]:
        """The versions of providers that are locked for this root, by the provider's name."""
        return read_lock(self.library.tree, self.root)

    def folder_of(self, module: Module, path: tuple[str, ...], name: str) -> str | None:
        """Return the folder of a called module; None where it is not loaded."""
        folder = self._used_folder(module, path, name)
        if folder is not None and self.library.exists(folder):
            return folder
        stub = self.library.stub_of(module, name)
        return stub.folder if stub is not None else None

    def local_folder(self, module: Module, name: str) -> str | None:
        """Return the folder that a local call in the root leads to; None if it is not local."""
        is_local = self.library.called_folder(module, name) is not None
        return self._used_folder(module, (), name) if is_local else None

    def _used_folder(self, module: Module, path: tuple[str, ...], name: str) -> str | None:
        """Return the folder that a call leads to; None if it is neither local nor installed.

        Of a local module, too, Terraform keeps the folder that it has recorded.
        """
        local = self.library.called_folder(module, name)
        record = self._installed.get(".".join((*path, name)))
        if record is None or record.dir == local or is_stub(module.folder):
            return local
        is_kept = record.is_of(module, name) and self.library.is_downloaded(module, name)
        return self.library.kept_folder(record.dir) or local if is_kept else local

    def stub_call(self, module: Module, name: str, folder: str) -> StubCall | None:
        """Return the call of a module where the folder that it leads to is that of a stub."""
        stub = self.library.stub_of(module, name) if is_stub(folder) else None
        return StubCall(stub, module.calls[name].span) if stub is not None else None

    def known_arguments(self, folder: str) -> Collection[str]:
        """Return the arguments that any version of the module takes whose stub is in a folder."""
        stubs = self.library.stubs
        return stubs.variables(folder) if stubs is not None and is_stub(folder) else ()

    @cached_property
    def _installed(self) -> Mapping[str, InstalledModule]:
        """The modules that ``terraform init`` installed, by their calls."""
        return read_installed(self.library.tree, self.root)

    def note_not_loaded(
        self, module: Module, path: tuple[str, ...], name: str, address: str
    ) -> None:
        """Note a called module that is not loaded; warn if it is local."""
        source = module.source_of(name)
        local = self.library.called_folder(module, name)
        folder = self._used_folder(module, path, name)
        remedy = _DOWNLOAD if local is None or folder is None else _remedy(module, folder)
        self.not_loaded[f"{address} ({source})" if source else address] = remedy
        if local is not None and folder is not None:
            span = module.calls[name].body.attributes["source"].expression.span
            message, is_error = self.library.why_missing(folder, folder == local)
            tell = self.diagnostics.limit if is_error else self.diagnostics.warn
            tell(UNREADABLE if is_error else "module-not-found", message, span)

    def path_from_root(self, folder: str) -> str:
        """Return a module's folder as the value of ``path.module``."""
        return posixpath.relpath(folder, self.root)

    @cached_property
    def function_context(self) -> Context:
        """The context of function calls: files in the tree, templates."""
        from iaclint.terraform.modules.files import make_context

        return make_context(self.library.tree, self.root, self.budget, written=self._written)

    def _written(self) -> WrittenFiles:
        """Return what a run of the root module writes itself."""
        modules = map(self.library.module, self.library.called_from(self.root))
        return written_files(self.library.module(self.root), modules)


def _remedy(module: Module, folder: str) -> str:
    """Return how to load a local module; ``terraform init`` downloads none of the user's own."""
    if any("/.terraform/" in f"/{path}/" for path in (module.folder, folder)):
        return _DOWNLOAD
    return _CHECK_OUTSIDE if folder.startswith("../") else _CORRECT


def _required_versions(modules: Iterable[Module], of_tofu: bool) -> list[str]:
    """Return the constraints of modules on the version of Terraform, or on that of OpenTofu."""
    blocks = [block for module in modules for block in module.settings]
    written = [
        block.body.attributes.get("required_version")
        for block in blocks
        if block.span.file.path.endswith(TOFU_ENDINGS) is of_tofu
    ]
    return [version for attribute in written for version in version_of(attribute)]
