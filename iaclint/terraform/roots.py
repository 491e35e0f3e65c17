"""Root modules: which folders they are, and how they are opened."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from iaclint.terraform.config.library import Library
from iaclint.terraform.modules.deployment import Callers, is_uncalled
from iaclint.terraform.modules.imports import imported_ids
from iaclint.terraform.modules.instance import ModuleInstance
from iaclint.terraform.modules.root_context import RootContext
from iaclint.terraform.modules.variables import root_inputs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from iaclint.files.selection import Selection


def find_roots(library: Library, selection: Selection) -> list[str]:
    """Return the selected folders that no other selected one calls.

    Of folders that only call each other, the first one counts as a root.
    """
    calls: dict[str, set[str]] = {}
    for folder in selection.folders:
        module = library.module(folder)
        found = (library.called_folder(module, name) for name in module.calls)
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
