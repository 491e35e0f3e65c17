"""Modules as they are written: the blocks of all files of one folder, by what they declare."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from iaclint.diagnostics import Diagnostic, Level
from iaclint.discovery import MODULE_ENDINGS, SourceTree, Unreadable
from iaclint.syntax import expressions as ex
from iaclint.syntax import hcl

if TYPE_CHECKING:
    from iaclint.source import SourceFile
    from iaclint.syntax.hcl import Attribute, Block, Body


@dataclass(slots=True)
class Module:
    """One folder's declarations. Filled while it is loaded, not changed afterwards."""

    folder: str
    variables: dict[str, Block] = field(default_factory=dict)
    locals: dict[str, Attribute] = field(default_factory=dict)
    resources: dict[tuple[str, str], Block] = field(default_factory=dict)
    data: dict[tuple[str, str], Block] = field(default_factory=dict)
    ephemeral: dict[tuple[str, str], Block] = field(default_factory=dict)
    calls: dict[str, Block] = field(default_factory=dict)
    outputs: dict[str, Block] = field(default_factory=dict)
    files: int = 0
    failed: int = 0
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def source_of(self, call: str) -> str | None:
        """Return the ``source`` of a module call where it is a fixed string."""
        attribute = self.calls[call].body.attributes.get("source")
        expression = attribute.expression if attribute else None
        if isinstance(expression, ex.Literal) and isinstance(expression.value, str):
            return expression.value
        return None


def load_module(tree: SourceTree, folder: str) -> Module:
    """Read all files of a folder. Files that cannot be read or parsed give diagnostics."""
    module = Module(folder)
    try:
        names = tree.names(folder)
    except Unreadable as error:
        module.diagnostics.append(Diagnostic(Level.ERROR, "unreadable-file", str(error)))
        return module
    for name in module_files(names):
        _load_file(module, tree, f"{folder}/{name}")
    return module


def module_files(names: tuple[str, ...]) -> list[str]:
    """Return which files make up a module, override files last."""
    files = [name for name in names if name.endswith(MODULE_ENDINGS) and name[0] not in ".#"]
    return [name for name in files if not name.endswith("~")]


def _load_file(module: Module, tree: SourceTree, path: str) -> None:
    module.files += 1
    try:
        source = tree.source(path)
    except Unreadable as error:
        module.failed += 1
        module.diagnostics.append(Diagnostic(Level.ERROR, "unreadable-file", str(error)))
        return
    body, diagnostics = _parse(source)
    if diagnostics:
        module.failed += 1
        module.diagnostics.extend(diagnostics)
    for block in body.blocks:
        _declare(module, block)


def _parse(source: SourceFile) -> tuple[Body, tuple[Diagnostic, ...]]:
    return hcl.parse(source)


def _declare(module: Module, block: Block) -> None:
    labels = block.labels
    kind = block.type
    if kind == "locals":
        module.locals.update(block.body.attributes)
        return
    if kind in ("resource", "data", "ephemeral"):
        if len(labels) == 2:
            by_type = {"resource": module.resources, "data": module.data}
            by_type.get(kind, module.ephemeral).setdefault((labels[0], labels[1]), block)
        return
    named = {"variable": module.variables, "module": module.calls, "output": module.outputs}
    if kind in named and len(labels) == 1:
        named[kind].setdefault(labels[0], block)
