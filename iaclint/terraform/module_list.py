"""Which modules from elsewhere are called: those loaded, those with a stub, and the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct

from iaclint.options import Variables
from iaclint.terraform.config.library import Library, local_folder
from iaclint.terraform.config.stubs.store import StubStore, is_stub
from iaclint.terraform.diagnostics import DiagnosticCollector
from iaclint.terraform.modules.root_context import RootContext
from iaclint.terraform.roots import find_roots

if TYPE_CHECKING:
    from iaclint.files.selection import Selection
    from iaclint.files.source import Span
    from iaclint.terraform.config.module import Module


class Status(Enum):
    """What a module call is checked with."""

    UNKNOWN = "unknown"
    STUBBED = "stubbed"
    LOADED = "loaded"


class CalledModule(Struct, frozen=True):
    """The calls with one source and version."""

    source: str
    """Empty if it is no fixed string."""
    version: str
    """The constraint; empty without one, or without a fixed source."""
    status: Status
    stub: str
    """What the stub describes; empty if none is used."""
    calls: tuple[str, ...]
    """Their places: ``live/main.tf:3:1``."""


class _Call(Struct, frozen=True):
    source: str
    version: str
    status: Status
    stub: str
    span: Span


def list_modules(found: Sequence[Selection], stubs: Sequence[str] = ()) -> list[CalledModule]:
    """Return the modules that are called by other sources than relative paths.

    A call that several roots reach counts once: as loaded if it is in all of them.
    """
    store = StubStore(stubs, found[0].tree.cwd) if found else None
    by_place: dict[Span, _Call] = {}
    for selection in found:
        library = Library(selection.tree, stubs=store)
        for root in find_roots(library, selection):
            context = RootContext(library, root, Variables(), DiagnosticCollector())
            for call in _calls(context, library.module(root), (), frozenset()):
                by_place[call.span] = _least(call, by_place.get(call.span))
    grouped: dict[tuple[str, str, Status, str], list[str]] = {}
    for call in by_place.values():
        key = (call.source, call.version, call.status, call.stub)
        grouped.setdefault(key, []).append(str(call.span))
    order = sorted(grouped, key=lambda key: (key[0], key[1], key[2].value))
    return [CalledModule(*key, calls=tuple(grouped[key])) for key in order]


def _least(call: _Call, other: _Call | None) -> _Call:
    order = list(Status)
    found = [call] if other is None else [call, other]
    return min(found, key=lambda each: order.index(each.status))


def _calls(
    context: RootContext, module: Module, path: tuple[str, ...], above: frozenset[str]
) -> Iterator[_Call]:
    """Yield the calls of a module, and of those that it calls by relative paths."""
    for name, block in module.calls.items():
        source = module.source_of(name)
        folder = context.folder_of(module, path, name)
        if local_folder(module.folder, source) is None:
            version = (source and module.fixed_argument(name, "version")) or ""
            stub = context.library.stub_of(module, name) if folder and is_stub(folder) else None
            status = Status.STUBBED if stub else Status.LOADED if folder else Status.UNKNOWN
            yield _Call(source or "", version, status, stub.note if stub else "", block.span)
        elif folder is not None and folder not in above:
            inner = context.library.module(folder)
            yield from _calls(context, inner, (*path, name), above | {module.folder, folder})
