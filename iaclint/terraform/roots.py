"""Root modules: which folders they are, and how they are opened."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from iaclint.files.deployed.call_graph import find_uncalled
from iaclint.files.deployed.example_folders import is_trial
from iaclint.files.faults import attempt
from iaclint.options import Variables
from iaclint.terraform.blocks.locate import nodes_in
from iaclint.terraform.config.library import Library
from iaclint.terraform.diagnostics import DiagnosticCollector
from iaclint.terraform.eval.expansion import repetition
from iaclint.terraform.eval.scope import as_reference
from iaclint.terraform.modules.deployment import Callers, has_state, is_root, is_uncalled
from iaclint.terraform.modules.imports import imported_ids
from iaclint.terraform.modules.inputs import OpenInputs
from iaclint.terraform.modules.instance import ModuleInstance
from iaclint.terraform.modules.root_context import RootContext
from iaclint.terraform.modules.variables import root_inputs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from iaclint.files.selection import Selection
    from iaclint.syntax.hcl.nodes import Expression
    from iaclint.terraform.config.module import Module


_PARTS: Final = 100


def find_roots(library: Library, selection: Selection) -> list[str]:
    """Return the selected folders that are deployed on their own.

    They are those that no other selected one calls, and those that have what only roots have.
    """
    calls = {
        folder: set(_called(library, library.module(folder))) - {folder}
        for folder in selection.folders
    }

    def is_tried(outer: str, inner: str) -> bool:
        return is_trial(outer, inner) and not has_state(library.module(outer), selection.tree)

    uncalled = find_uncalled(calls, is_tried, lambda folder: bool(library.module(folder).variables))
    return sorted(
        folder
        for folder in selection.folders
        if folder in uncalled or is_root(library.module(folder), selection.tree)
    )


def _called(library: Library, module: Module) -> Iterator[str]:
    """Yield the local modules that a module calls, unless no input makes an instance of them."""
    for name in module.calls:
        folder = library.called_folder(module, name)
        if folder is not None and not _is_never_made(library, module, name):
            yield folder


def _is_never_made(library: Library, module: Module, call: str) -> bool:
    block = module.calls[call]
    repeated = repetition(block.body)
    if repeated is None or _is_long(module, repeated.expression):
        return False
    context = RootContext(library, module.folder, Variables(), DiagnosticCollector())
    instance = ModuleInstance(context, module, OpenInputs())
    address = f"module.{call}"
    # A fault is reported where the root is evaluated.
    found = attempt(lambda: instance.expansion(block, address), lambda fault: None, address)
    return found is not None and not found.instances


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
