"""Load root modules, and the resources that they make."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from iaclint.files.faults import attempt
from iaclint.resource import Configuration, Resource, Root, Uncalled
from iaclint.terraform.config.library import Library
from iaclint.terraform.config.orchestration import check_components, list_orchestration
from iaclint.terraform.config.stubs.store import StubStore
from iaclint.terraform.config.unread_files import diagnostics_of
from iaclint.terraform.deployed.resources import collect
from iaclint.terraform.diagnostics import DiagnosticCollector
from iaclint.terraform.modules.deployment import Callers, has_state
from iaclint.terraform.modules.inputs import OpenInputs
from iaclint.terraform.modules.instance import ModuleInstance
from iaclint.terraform.modules.root_context import RootContext
from iaclint.terraform.modules.value_files import named_values, unapplied_values
from iaclint.terraform.modules.variables import check_assignments
from iaclint.terraform.plan_refusals import report_refusals
from iaclint.terraform.root_outputs import Outputs
from iaclint.terraform.roots import find_roots, open_root

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from iaclint.files.selection import Selection
    from iaclint.options import Options
    from iaclint.terraform.config.module import Module


def load(
    found: Sequence[Selection], wanted: Container[str], options: Sequence[Options]
) -> list[Configuration]:
    """Evaluate what was found, once with each of the options; keep the wanted types.

    Every file is read only once. What cannot be read, parsed or evaluated is a diagnostic of
    the configuration.
    """
    several = len(found) > 1
    stubs = StubStore(options[0].stubs, found[0].tree.cwd) if found and options else None
    libraries = [
        (selection, Library(selection.tree, selection.tree.root if several else None, stubs))
        for selection in found
    ]
    return [_load(libraries, wanted, each) for each in options]


class _Loaded(NamedTuple):
    """A root module, with what it is evaluated in and its resources."""

    context: RootContext
    root: Root
    resources: list[Resource]


_Libraries: TypeAlias = "Sequence[tuple[Selection, Library]]"


def _load(libraries: _Libraries, wanted: Container[str], options: Options) -> Configuration:
    diagnostics = DiagnosticCollector()
    loaded = list(_load_roots(libraries, wanted, options, diagnostics))
    contexts = [each.context for each in loaded]
    attempt(partial(check_assignments, contexts, diagnostics), diagnostics.add, "variables")
    modules = [module for _, library in libraries for module in library.modules.values()]
    orchestration = [name for selection, _ in libraries for name in list_orchestration(selection)]
    not_loaded = [*(name for c in contexts for name in c.not_loaded), *orchestration]
    remedies = {remedy for c in contexts for remedy in c.not_loaded.values()}
    return Configuration(
        resources=tuple(resource for each in loaded for resource in each.resources),
        files=sum(module.files for module in modules),
        failed=sum(module.failed for module in modules),
        not_loaded=tuple(dict.fromkeys(not_loaded)),
        stubbed=tuple(dict.fromkeys(name for c in contexts for name in c.stubbed)),
        remedy=", and ".join(sorted(remedies, reverse=True)),
        not_applied=tuple(
            library.tree.display(path)
            for selection, library in libraries
            for path in unapplied_values(selection, contexts)
        ),
        not_applied_remedy="use --env NAME=FILE or --var-file FILE",
        late_diagnostics=lambda: (
            # Some errors are only found when the blocks of a file are read.
            *(d for _, library in libraries for d in diagnostics_of(library)),
            *(d for module in _stubs_read(libraries) for d in module.diagnostics),
            *diagnostics.all(),
            *(d for s, library in libraries for d in check_components(s, library)),
        ),
        roots=tuple(each.root for each in loaded),
        deployed=tuple(posixpath.normpath(context.root) for context in contexts),
    )


def _load_roots(
    libraries: _Libraries,
    wanted: Container[str],
    options: Options,
    diagnostics: DiagnosticCollector,
) -> Iterator[_Loaded]:
    pending = list(libraries)
    for selection, library in pending:
        callers = Callers(selection)
        find = partial(find_roots, library, selection)
        for folder in attempt(find, diagnostics.add, "modules") or ():
            own = options.at(library.tree.full(folder))
            if own is not None:
                context = RootContext(library, folder, own.variables, diagnostics)
                context.trusted_accounts = own.known_accounts
                context.configured_files = options.configured_files(library.tree.full(folder))
                context.named_values = named_values(selection, folder, context.configured_files)
                yield _load_root(context, callers, wanted)
        other = library.for_terraform()
        pending += [] if other is None else [(selection, other)]


def _load_root(context: RootContext, callers: Callers, wanted: Container[str]) -> _Loaded:
    shown = context.library.tree.display(context.root)
    root_module = cache(partial(open_root, context, callers))

    def find_resources() -> list[Resource]:
        return list(collect(context, root_module, wanted))

    found = attempt(find_resources, context.diagnostics.add, shown) or []
    uncalled = _uncalled(context, wanted) if context.is_uncalled else None
    root = Root(
        context.scope,
        shown,
        "terraform",
        Outputs(root_module),
        lambda: report_refusals(root_module()),
        uncalled,
        has_state(context.library.module(context.root), context.library.tree),
    )
    return _Loaded(context, root, found)


def _stubs_read(libraries: _Libraries) -> Iterator[Module]:
    stores = {library.stubs: None for _, library in libraries if library.stubs is not None}
    return (module for store in stores for module in store.modules.values())


def _uncalled(context: RootContext, wanted: Container[str]) -> Uncalled:
    """Return what a module that nothing calls is for any caller."""
    module = context.library.module(context.root)
    quiet = DiagnosticCollector()
    opened = RootContext(context.library, context.root, context.variables, quiet)

    def resources() -> tuple[Resource, ...]:
        root_module = ModuleInstance(opened, module, OpenInputs())
        return tuple(collect(opened, lambda: root_module, wanted))

    return Uncalled(tuple(f"var.{name}" for name in module.variables), resources)
