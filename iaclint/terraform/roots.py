"""Root modules: which folders they are, and how they are opened."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from iaclint.files.deployed.call_graph import find_callers, find_uncalled
from iaclint.files.deployed.example_folders import is_trial
from iaclint.files.faults import attempt
from iaclint.options import Variables
from iaclint.terraform.blocks.locate import nodes_in
from iaclint.terraform.config.library import Library
from iaclint.terraform.diagnostics import DiagnosticCollector
from iaclint.terraform.errors import EvaluationError
from iaclint.terraform.eval.expansion import expand, repetition
from iaclint.terraform.eval.scope import as_reference
from iaclint.terraform.modules.deployment import Callers, has_state, is_root, is_uncalled
from iaclint.terraform.modules.imports import imported_ids
from iaclint.terraform.modules.inputs import OpenInputs
from iaclint.terraform.modules.instance import ModuleInstance
from iaclint.terraform.modules.root_context import RootContext
from iaclint.terraform.modules.variables import root_inputs
from iaclint.terraform.refused_calls import is_refused

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Mapping

    from iaclint.files.selection import Selection
    from iaclint.syntax.hcl.blocks import Attribute, Block
    from iaclint.syntax.hcl.nodes import Expression
    from iaclint.terraform.config.module import Module
    from iaclint.terraform.eval.scope import Scope


_PARTS: Final = 100


def find_roots(library: Library, selection: Selection) -> list[str]:
    """Return the selected folders that are deployed on their own.

    They are those that no other selected one calls, and those that have what only roots have.
    """
    selected = frozenset(selection.folders)
    calls = {folder: list(_calls(library, folder, selected)) for folder in selection.folders}

    def is_tried(outer: str, inner: str) -> bool:
        return is_trial(outer, inner) and not has_state(library.module(outer), selection.tree)

    def called(counts: Callable[[_Call], bool]) -> dict[str, set[str]]:
        return {each: {call.folder for call in calls[each] if counts(call)} for each in calls}

    def uncalled(called: Mapping[str, set[str]]) -> set[str]:
        return find_uncalled(called, is_tried, lambda f: bool(library.module(f).variables))

    # Calls are costly to evaluate, and change nothing for what is deployed without them.
    undecided = uncalled(called(lambda call: call.repeated is None))
    deciding = find_callers(called(lambda call: True), undecided)
    roots = uncalled(
        called(lambda call: call.folder not in deciding or not _is_never_made(library, call))
    )
    return sorted(
        folder
        for folder in selection.folders
        if folder in roots or is_root(library.module(folder), selection.tree)
    )


class _Call(NamedTuple):
    """A call of a local module."""

    caller: Module
    name: str
    folder: str
    """The folder of the called module."""

    @property
    def repeated(self) -> Attribute | None:
        """Its ``count`` or ``for_each``."""
        return repetition(self.caller.calls[self.name].body)


def _calls(library: Library, folder: str, selected: Container[str]) -> Iterator[_Call]:
    """Yield the calls of selected folders that Terraform does not refuse."""
    module = library.module(folder)
    context = RootContext(library, folder, Variables(), DiagnosticCollector())
    for name in module.calls:
        called = context.local_folder(module, name)
        if called is None or called == folder or called not in selected:
            continue
        if not is_refused(module.calls[name], library.module(called)):
            yield _Call(module, name, called)


def _is_never_made(library: Library, call: _Call) -> bool:
    """Return whether no input makes an instance of a module, or Terraform refuses any."""
    repeated = call.repeated
    if repeated is None or _is_long(call.caller, repeated.expression):
        return False
    context = RootContext(library, call.caller.folder, Variables(), DiagnosticCollector())
    instance = ModuleInstance(context, call.caller, OpenInputs())
    block, address = call.caller.calls[call.name], f"module.{call.name}"
    # A fault is reported where the root is evaluated.
    made = partial(_is_made, block, instance.scope, address)
    return attempt(made, lambda fault: None, address) is False


def _is_made(call: Block, scope: Scope, owner: str) -> bool:
    try:
        return bool(expand(call.body, scope, owner).instances)
    except EvaluationError as error:
        return not error.is_certain


def _is_long(module: Module, expression: Expression) -> bool:
    """Return whether an expression, with the local values in it, has many parts.

    What certainly makes no instance is written in a few: ``count = 0``.
    """
    seen: set[str] = set()
    pending, left = [expression], _PARTS
    while pending:
        for node in nodes_in(pending.pop()):
            left -= 1
            if left < 0:
                return True
            reference = as_reference(node)
            if reference is not None and reference.kind == "local":
                value = module.locals.get(reference.names[0])
                if value is not None and value.name not in seen:
                    seen.add(value.name)
                    pending.append(value.expression)
    return False


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
