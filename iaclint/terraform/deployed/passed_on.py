"""The resources that are passed to modules that are not loaded, which may configure them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from iaclint.files.work import RUN
from iaclint.limits import MAX_MODULE_DEPTH, MAX_MODULES
from iaclint.resource import Call, PassedOn
from iaclint.syntax.hcl import nodes as ex
from iaclint.terraform.blocks.locate import nodes_in
from iaclint.terraform.eval.scope import as_reference

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from iaclint.syntax.hcl.blocks import Block
    from iaclint.terraform.config.module import Module
    from iaclint.terraform.modules.root_context import RootContext

_PASS_NOTHING: Final = frozenset(["source", "version", "providers", "depends_on"])


class _Name(Struct, frozen=True):
    """A resource, local value, variable or output of a module of a root."""

    path: tuple[str, ...]
    """The names of the calls that lead to the module, outermost first."""
    kind: str
    names: tuple[str, ...]
    attribute: str = ""
    """What is read from it, empty for all of it."""


class PassedResources:
    """Which resources of a root are passed to modules that are not loaded."""

    def __init__(self, context: RootContext) -> None:
        self._context = context
        self._modules: dict[tuple[str, ...], Module] = {}
        self._used: dict[_Name, tuple[_Name, ...]] = {}
        self._found: dict[tuple[tuple[str, ...], str, str], list[PassedOn]] = {}
        self._of_any: list[PassedOn] = []
        """The calls whose arguments take more steps than there are: any resource may be in them."""
        if not context.not_loaded:
            return
        self._open((), context.library.module(context.root))
        for path, module in self._modules.items():
            for name, call in module.calls.items():
                if (*path, name) not in self._modules:
                    self._note(path, name, call)

    def of(self, path: tuple[str, ...], kind: str, name: str) -> tuple[PassedOn, ...]:
        """Return what is passed on of a resource in the module at a path."""
        return (*self._found.get((path, kind, name), ()), *self._of_any)

    def _open(self, path: tuple[str, ...], module: Module) -> None:
        if len(self._modules) >= MAX_MODULES or len(path) > MAX_MODULE_DEPTH:
            return
        self._modules[path] = module
        for name in module.calls:
            folder = self._context.folder_of(module, path, name)
            called = None if folder is None else self._context.library.module(folder)
            if called is not None and called is not module:
                self._open((*path, name), called)

    def _note(self, path: tuple[str, ...], name: str, call: Block) -> None:
        address = ".".join(f"module.{part}" for part in (*path, name))
        seen: set[_Name] = set()
        pending = list(_names(path, _arguments(call)))
        while pending:
            used = pending.pop()
            if used in seen:
                continue
            if not RUN.draw(1):
                self._of_any.append(PassedOn("", Call(address, call.span)))
                return
            seen.add(used)
            if used.kind == "resource":
                kind, label = used.names
                passed = PassedOn(used.attribute, Call(address, call.span))
                self._found.setdefault((used.path, kind, label), []).append(passed)
            pending += self._behind(used)

    def _behind(self, used: _Name) -> tuple[_Name, ...]:
        """Return the names in the definition of a local value, a variable or an output."""
        if used not in self._used:
            self._used[used] = tuple(_names(*self._definition(used)))
        return self._used[used]

    def _definition(self, used: _Name) -> tuple[tuple[str, ...], Iterable[ex.Expression]]:
        path, module = used.path, self._modules[used.path]
        if used.kind == "local":
            attribute = module.locals.get(used.names[0])
            return path, () if attribute is None else (attribute.expression,)
        if used.kind == "var" and path:
            call = self._modules[path[:-1]].calls[path[-1]]
            attribute = call.body.attributes.get(used.names[0])
            return path[:-1], () if attribute is None else (attribute.expression,)
        inner = (*path, used.names[0])
        if used.kind == "module" and inner in self._modules:
            output = self._modules[inner].outputs.get(used.attribute)
            attribute = None if output is None else output.body.attributes.get("value")
            return inner, () if attribute is None else (attribute.expression,)
        return path, ()


def _arguments(call: Block) -> Iterator[ex.Expression]:
    for name, attribute in call.body.attributes.items():
        if name not in _PASS_NOTHING:
            yield attribute.expression


def _names(path: tuple[str, ...], expressions: Iterable[ex.Expression]) -> Iterator[_Name]:
    """Yield what expressions refer to, with the attribute that is read first."""
    for expression in expressions:
        read: dict[int, str] = {}
        for node in nodes_in(expression):
            if not isinstance(node, ex.GetAttr):
                continue
            owner = node.object
            while isinstance(owner, ex.Index):
                owner = owner.object
            read.setdefault(id(owner), node.name)
            reference = as_reference(node)
            if reference is not None:
                yield _Name(path, reference.kind, reference.names, read.get(id(node), ""))
