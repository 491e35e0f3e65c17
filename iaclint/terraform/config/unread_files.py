"""What the files of modules leave undecided that cannot be read or parsed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace

from iaclint.files.diagnostics import Level

if TYPE_CHECKING:
    from iaclint.files.diagnostics import Diagnostic
    from iaclint.terraform.config.library import Library
    from iaclint.terraform.config.module import Module


def diagnostics_of(library: Library) -> Iterator[Diagnostic]:
    """Yield the diagnostics of all modules of a library.

    Errors of a module with files that are not read say what these files may decide, and which
    files call the module: what they pass decides what is deployed of it.
    """
    modules = list(library.modules.values())
    callers = _callers(library) if any(module.unparsed for module in modules) else {}
    for module in modules:
        if not module.unparsed:
            yield from module.diagnostics
            continue
        files = tuple(map(library.tree.display, module.unparsed))
        calls = tuple(_files_that_call(module, callers))
        for found in tuple(module.diagnostics):
            is_error = found.level is Level.ERROR
            unread = (*found.unread, *calls)
            yield replace(found, blocks=files, unread=unread) if is_error else found


def _callers(library: Library) -> dict[str, dict[str, str]]:
    """Return, by the folder of a module, the files with local calls of it, and their folders."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for module in tuple(library.modules.values()):
        for name, call in module.calls.items():
            folder = library.called_folder(module, name)
            if folder is not None:
                found[folder][call.span.file.path] = module.folder
    return found


def _files_that_call(module: Module, callers: dict[str, dict[str, str]]) -> Iterator[str]:
    """Yield the files with calls of a module, and with those of the modules that call it."""
    seen = {module.folder}
    pending = [module.folder]
    while pending:
        found = callers.get(pending.pop(), {})
        yield from found
        pending += set(found.values()) - seen
        seen.update(found.values())
