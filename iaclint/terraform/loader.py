"""Roots and the resources that they make."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from functools import cache, partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from iaclint.files.faults import attempt
from iaclint.files.work import RUN, STEPS_MESSAGE
from iaclint.limits import MAX_CALLS_NOT_LOADED, MAX_RESOURCES
from iaclint.resource import Configuration, Resource, Root, Uncalled
from iaclint.symbolic.worlds import both
from iaclint.terraform import azapi
from iaclint.terraform.config.library import Library, local_folder
from iaclint.terraform.config.stubs.store import StubStore
from iaclint.terraform.diagnostics import DiagnosticCollector
from iaclint.terraform.modules.argument_checks import check_validations
from iaclint.terraform.modules.deployment import Callers, is_uncalled
from iaclint.terraform.modules.imports import imported_ids
from iaclint.terraform.modules.inputs import OpenInputs
from iaclint.terraform.modules.instance import ModuleInstance
from iaclint.terraform.modules.provider_versions import allowed_versions
from iaclint.terraform.modules.providers import place
from iaclint.terraform.modules.root_context import RootContext
from iaclint.terraform.modules.value_files import named_values, unapplied_values
from iaclint.terraform.modules.variables import check_assignments, root_inputs
from iaclint.terraform.plan_refusals import report_refusals
from iaclint.terraform.root_outputs import Outputs
from iaclint.terraform.stub_calls import at_call

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping, Sequence

    from iaclint.files.selection import Selection
    from iaclint.options import Options
    from iaclint.symbolic.values import Unknown
    from iaclint.syntax.hcl.blocks import Block
    from iaclint.terraform.blocks.block import BlockInstance
    from iaclint.terraform.config.module import Module
    from iaclint.terraform.eval.expansion import ExpandedInstance


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


def _load(
    libraries: Sequence[tuple[Selection, Library]], wanted: Container[str], options: Options
) -> Configuration:
    diagnostics = DiagnosticCollector()
    resources: list[Resource] = []
    contexts: list[RootContext] = []
    roots: list[Root] = []
    pending = list(libraries)
    for selection, library in pending:
        callers = Callers(selection)
        find = partial(find_roots, library, selection)
        for folder in attempt(find, diagnostics.add, "modules") or ():
            own = options.at(library.tree.full(folder))
            if own is None:
                continue
            context = RootContext(library, folder, own.variables, diagnostics)
            context.trusted_accounts = own.known_accounts
            context.configured_files = options.configured_files(library.tree.full(folder))
            context.named_values = named_values(selection, folder, context.configured_files)
            root_module = cache(partial(open_root, context, callers))
            collect = partial(_listed, context, root_module, wanted)
            resources += attempt(collect, diagnostics.add, library.tree.display(folder)) or ()
            contexts.append(context)
            shown = library.tree.display(folder)
            outputs = Outputs(root_module)
            refusals = partial(_report_refusals, root_module)
            uncalled = _uncalled(context, wanted) if context.is_uncalled else None
            roots.append(Root(context.scope, shown, "terraform", outputs, refusals, uncalled))
        other = library.for_terraform()
        pending += [] if other is None else [(selection, other)]
    attempt(partial(check_assignments, contexts, diagnostics), diagnostics.add, "variables")
    modules = [module for _, library in libraries for module in library.modules.values()]
    not_loaded = tuple(dict.fromkeys(name for c in contexts for name in c.not_loaded))
    return Configuration(
        resources=tuple(resources),
        files=sum(module.files for module in modules),
        failed=sum(module.failed for module in modules),
        not_loaded=not_loaded,
        stubbed=tuple(dict.fromkeys(name for c in contexts for name in c.stubbed)),
        remedy=_remedy(not_loaded),
        not_applied=tuple(
            library.tree.display(path)
            for selection, library in libraries
            for path in unapplied_values(selection, contexts)
        ),
        not_applied_remedy="use --env NAME=FILE or --var-file FILE",
        late_diagnostics=lambda: (
            # Some errors are only found when the blocks of a file are read.
            *(d for module in (*modules, *_stubs_read(libraries)) for d in module.diagnostics),
            *diagnostics.all(),
        ),
        roots=tuple(roots),
        deployed=tuple(posixpath.normpath(context.root) for context in contexts),
    )


def _stubs_read(libraries: Sequence[tuple[Selection, Library]]) -> Iterator[Module]:
    stores = {library.stubs: None for _, library in libraries if library.stubs is not None}
    return (module for store in stores for module in store.modules.values())


def _remedy(not_loaded: Sequence[str]) -> str:
    """Return how to load modules; ``terraform init`` downloads none of the user's own folders."""
    own = [" (../" in name and "/.terraform/" not in name for name in not_loaded]
    ways = (
        ("" if all(own) else "run `terraform init -backend=false` to download modules"),
        ("check the folder that contains those outside" if any(own) else ""),
    )
    return ", and ".join(filter(None, ways))


def _report_refusals(root_module: Callable[[], ModuleInstance]) -> None:
    report_refusals(root_module())


def find_roots(library: Library, selection: Selection) -> list[str]:
    """Return the selected folders that no other selected one calls.

    Of folders that only call each other, the first one counts as a root.
    """
    calls: dict[str, set[str]] = {}
    for folder in selection.folders:
        module = library.module(folder)
        found = (local_folder(folder, module.source_of(name)) for name in module.calls)
        calls[folder] = {called for called in found if called is not None and called != folder}
    called = set().union(*calls.values()) if calls else set()
    roots = [folder for folder in selection.folders if folder not in called]
    reached = _reachable(roots, calls)
    for folder in selection.folders:
        if folder not in reached:
            roots.append(folder)
            reached |= _reachable([folder], calls)
    return sorted(roots)


def _reachable(starts: Iterable[str], calls: dict[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    pending = list(starts)
    while pending:
        folder = pending.pop()
        if folder not in reached:
            reached.add(folder)
            pending.extend(calls.get(folder, ()))
    return reached


def open_root(context: RootContext, callers: Callers | None = None) -> ModuleInstance:
    """Return the instance of a root module, with the variables that it is given."""
    module = context.library.module(context.root)
    inputs = root_inputs(context, module)
    if callers is not None and context.variables.assume_caller:
        context.is_uncalled = is_uncalled(module, inputs.given, callers)
    root = ModuleInstance(context, module, inputs)
    if module.imports:
        context.imported = _once(partial(imported_ids, root))
    return root


def _once(read: Callable[[], Mapping[str, str]]) -> Callable[[], Mapping[str, str]]:
    """Return a function that reads once; while it reads, nothing is found."""
    found: list[Mapping[str, str]] = []

    def result() -> Mapping[str, str]:
        if not found:
            found.append({})
            found[0] = read()
        return found[0]

    return result


def _uncalled(context: RootContext, wanted: Container[str]) -> Uncalled:
    """Return what a module that nothing calls is for any caller."""
    module = context.library.module(context.root)
    quiet = DiagnosticCollector()
    opened = RootContext(context.library, context.root, context.variables, quiet)

    def resources() -> tuple[Resource, ...]:
        root_module = ModuleInstance(opened, module, OpenInputs())
        return tuple(_collect_root(opened, lambda: root_module, wanted))

    return Uncalled(tuple(f"var.{name}" for name in module.variables), resources)


def _listed(
    context: RootContext, root_module: Callable[[], ModuleInstance], wanted: Container[str]
) -> list[Resource]:
    return list(_collect_root(context, root_module, wanted))


def _collect_root(
    context: RootContext, root_module: Callable[[], ModuleInstance], wanted: Container[str]
) -> Iterator[Resource]:
    reach = _Reach(context, wanted)
    if reach.has_any(context.library.module(context.root), ()):
        found = list(_collect(root_module(), reach, None))
        files = reach.unparsed()
        yield from (replace(r, unparsed=(*r.unparsed, *files)) for r in found) if files else found
    else:
        reach.note_not_loaded(context.library.module(context.root), ())


class _Reach:
    """The modules that contain or call a resource of a wanted type."""

    def __init__(self, context: RootContext, wanted: Container[str]) -> None:
        self._context = context
        self.wanted = wanted
        self._known: dict[str, bool] = {}
        self._calls_left = MAX_CALLS_NOT_LOADED
        self._resources_left = MAX_RESOURCES
        self._is_full = False

    def has_any(self, module: Module, path: tuple[str, ...]) -> bool:
        """Return whether a module or one that it calls has a wanted resource."""
        if module.folder not in self._known:
            self._known[module.folder] = False  # settles cycles
            own = any(kind in self.wanted or kind in azapi.TYPES for kind, _ in module.resources)
            self._known[module.folder] = own or any(
                self.has_any(called, inner) for called, inner in self._called(module, path)
            )
        return self._known[module.folder]

    def takes(self, block: Block) -> bool:
        """Return whether a root may have one more resource; report if not."""
        if self._is_full:
            return False
        self._resources_left -= 1
        if self._resources_left >= 0 and RUN.draw_resource():
            return True
        self._is_full = True
        message = f"more than {MAX_RESOURCES} resources: the others are not evaluated"
        left_out = message if self._resources_left < 0 else STEPS_MESSAGE
        self._context.diagnostics.limit("too-many-resources", left_out, block.span)
        return False

    def unparsed(self) -> tuple[str, ...]:
        """Return the files of all these modules that cannot be parsed."""
        modules = (self._context.library.module(folder) for folder in sorted(self._known))
        tree = self._context.library.tree
        return tuple(tree.display(path) for module in modules for path in module.unparsed)

    def _called(
        self, module: Module, path: tuple[str, ...]
    ) -> Iterator[tuple[Module, tuple[str, ...]]]:
        for name in module.calls:
            folder = self._context.folder_of(module, path, name)
            if folder is not None:
                yield self._context.library.module(folder), (*path, name)

    def note_not_loaded(self, module: Module, path: tuple[str, ...]) -> None:
        """Note which modules are not loaded below one without wanted resources."""
        for name in module.calls:
            self._calls_left -= 1
            if self._calls_left < 0:
                message = f"more than {MAX_CALLS_NOT_LOADED} module calls: the others are not read"
                self._context.diagnostics.limit(
                    "too-many-modules", message, module.calls[name].span
                )
                return
            address = ".".join(f"module.{part}" for part in (*path, name))
            folder = self._context.folder_of(module, path, name)
            if folder is None:
                source = module.source_of(name)
                self._context.not_loaded[f"{address} ({source})" if source else address] = None
                self._context.tell_missing(module, name)
            elif len(path) < 8:
                self.note_not_loaded(self._context.library.module(folder), (*path, name))


def _collect(
    instance: ModuleInstance, reach: _Reach, presence: Unknown | None
) -> Iterator[Resource]:
    module = instance.module
    check_validations(instance)
    for (kind, name), block in module.resources.items():
        if kind in reach.wanted or kind in azapi.TYPES:
            for expanded in instance.expansion(block, f"{kind}.{name}").instances:
                if not reach.takes(block):
                    return
                instance.check(block, f"{kind}.{name}", expanded)
                found = _resource(instance, block, expanded, presence)
                if found.type in reach.wanted:
                    yield found
    for name, call in module.calls.items():
        folder = instance.context.folder_of(module, instance.path, name)
        called = None if folder is None else instance.context.library.module(folder)
        if called is not None and not reach.has_any(called, (*instance.path, name)):
            reach.note_not_loaded(called, (*instance.path, name))
            continue
        for expanded in instance.expansion(call, f"module.{name}").instances:
            child = instance.child(name, expanded)
            if child is not None:
                yield from _collect(child, reach, both(presence, expanded.presence))


def every_instance(instance: ModuleInstance) -> Iterator[tuple[str, str, BlockInstance]]:
    """Yield address, type and body of every resource of a module and of those it calls."""
    for (kind, name), block in instance.module.resources.items():
        for expanded in instance.expansion(block, f"{kind}.{name}").instances:
            address = f"{kind}.{name}{expanded.suffix}"
            yield instance.prefixed(address), kind, instance.body(block, f"{kind}.{name}", expanded)
    for name, call in instance.module.calls.items():
        for expanded in instance.expansion(call, f"module.{name}").instances:
            child = instance.child(name, expanded)
            if child is not None:
                yield from every_instance(child)


def _resource(
    instance: ModuleInstance, block: Block, expanded: ExpandedInstance, presence: Unknown | None
) -> Resource:
    address = f"{block.labels[0]}.{block.labels[1]}"
    body = instance.body(block, address, expanded)
    found = Resource(
        language="terraform",
        type=azapi.full_type(block.labels[0], body),
        address=instance.prefixed(address + expanded.suffix),
        scope=instance.context.scope,
        span=block.span,
        body=body,
        calls=instance.calls,
        presence=both(presence, expanded.presence),
        placement=partial(place, instance, block, body),
        versions=partial(allowed_versions, instance, block.labels[0]),
        not_created=partial(instance.not_created_for, block),
        root=posixpath.normpath(instance.context.root),
        trusted_accounts=instance.context.trusted_accounts,
    )
    return at_call(found, instance.stub) if instance.stub is not None else found
