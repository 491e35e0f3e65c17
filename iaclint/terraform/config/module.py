"""Modules as they are written: the blocks of all files of one folder, by what they declare."""

from __future__ import annotations

import posixpath
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct, field

from iaclint.files.diagnostics import DECLARED_TWICE, REACHED, UNREADABLE, Diagnostic, Level
from iaclint.files.faults import attempt
from iaclint.files.source import Span
from iaclint.files.source_tree import SourceTree, Unreadable
from iaclint.limits import MAX_JSON_TEMPLATES
from iaclint.syntax.hcl import parser as hcl
from iaclint.syntax.hcl.blocks import Body
from iaclint.terraform.config.constants import exceeded_limit, text_argument
from iaclint.terraform.config.declarations import check_declarations
from iaclint.terraform.config.overrides import is_override, overridden
from iaclint.terraform.config.readings import differ
from iaclint.terraform.file_names import MODULE_ENDINGS, TOFU_ENDINGS

if TYPE_CHECKING:
    from collections.abc import Callable

    from iaclint.files.source import SourceFile
    from iaclint.syntax.hcl.blocks import Attribute, Block
    from iaclint.terraform.types.model import Type


_CONSTANTS: Final = {"module": ("source", "version"), "variable": ("nullable",)}
"""The constants that decide what is deployed, by type of block."""


class Module(Struct):
    """One folder's declarations. Filled while it is loaded; what is read of variables later."""

    folder: str
    variables: dict[str, Block] = field(default_factory=dict)
    types: dict[str, Type] = field(default_factory=dict)
    """The declared types of variables, once they are read."""
    required: tuple[str, ...] | None = None
    """The variables without a default, once they are read."""
    locals: dict[str, Attribute] = field(default_factory=dict)
    resources: dict[tuple[str, str], Block] = field(default_factory=dict)
    data: dict[tuple[str, str], Block] = field(default_factory=dict)
    ephemeral: dict[tuple[str, str], Block] = field(default_factory=dict)
    calls: dict[str, Block] = field(default_factory=dict)
    providers: dict[str, Block] = field(default_factory=dict)
    """By the name that resources give: ``aws``, ``aws.west``."""
    outputs: dict[str, Block] = field(default_factory=dict)
    imports: list[Block] = field(default_factory=list)
    moves: list[Block] = field(default_factory=list)
    """The blocks called ``moved`` and ``removed``."""
    settings: list[Block] = field(default_factory=list)
    """The blocks called ``terraform``."""
    files: int = 0
    has_other_reading: bool = False
    """Whether Terraform reads other files than OpenTofu, and there are any."""
    unparsed: list[str] = field(default_factory=list)
    """The paths of the files that cannot be read or parsed."""
    diagnostics: list[Diagnostic] = field(default_factory=list)

    @property
    def failed(self) -> int:
        """The number of files that cannot be read or parsed."""
        return len(self.unparsed)

    def is_certain(self, span: Span) -> bool:
        """Return whether what is written there is read as it is meant."""
        return span.file.path not in self.unparsed

    def refuse(self, code: str, message: str, span: Span) -> None:
        """Keep an error about a declaration that Terraform refuses, and that is left out."""
        self.diagnostics.append(Diagnostic(Level.ERROR, code, message, span))

    def source_of(self, call: str) -> str | None:
        """Return the ``source`` of a module call where it is a constant."""
        return self.fixed_argument(call, "source")

    def fixed_argument(self, call: str, name: str) -> str | None:
        """Return an argument of a module call where it is a constant, as text."""
        return text_argument(self.calls[call], name)


def load_module(tree: SourceTree, folder: str, reads_tofu: bool = True) -> Module:
    """Read all files of a folder. Files that cannot be read or parsed give diagnostics.

    OpenTofu reads ``.tofu`` files, Terraform does not.
    """
    module = Module(folder)
    try:
        names = tree.names(folder)
    except Unreadable as error:
        module.diagnostics.append(Diagnostic(Level.ERROR, "unreadable-file", str(error)))
        return module
    files = module_files(names, reads_tofu)
    if reads_tofu and any(name.endswith(TOFU_ENDINGS) for name in files):
        module.has_other_reading = differ(tree, folder, files, module_files(names, False))
    for name in files:
        _load_file(module, tree, f"{folder}/{name}", is_override(name))
    return module


def module_files(names: tuple[str, ...], reads_tofu: bool = True) -> list[str]:
    """Return which files make up a module, override files last.

    For OpenTofu, a ``.tofu`` file takes the place of the ``.tf`` file of the same name.
    """
    files = [name for name in names if name.endswith(MODULE_ENDINGS) and name[0] != "."]
    if not reads_tofu:
        files = [name for name in files if not name.endswith(TOFU_ENDINGS)]
    tofu = {name.replace(".tofu", ".tf") for name in files if ".tofu" in name}
    return sorted((name for name in files if name not in tofu), key=is_override)


def _load_file(module: Module, tree: SourceTree, path: str, override: bool) -> None:
    module.files += 1
    try:
        source = tree.source(path)
    except Unreadable as error:
        path = posixpath.normpath(path)
        module.unparsed.append(path)
        module.diagnostics.append(Diagnostic(Level.ERROR, UNREADABLE, str(error), unread=(path,)))
        return
    parse = partial(_parse, source, module.diagnostics.append)
    found = attempt(parse, module.diagnostics.append, source.display)
    body, diagnostics = found or (Body({}, ()), ())
    if found is None:
        module.unparsed.append(source.path)
    elif any(diagnostic.level is Level.ERROR for diagnostic in diagnostics):
        module.unparsed.append(source.path)
        module.diagnostics.extend(diagnostics)
    else:
        module.diagnostics.extend((*diagnostics, *check_declarations(body)))
    for block in body.blocks:
        _declare(module, block, override)


def _parse(
    source: SourceFile, report: Callable[[Diagnostic], None]
) -> tuple[Body, tuple[Diagnostic, ...]]:
    if not source.path.endswith(".json"):
        return hcl.parse(source, report)
    refusal = hcl.refusal(source) or _many_templates(source)
    if refusal is not None:
        return Body({}, ()), (refusal,)
    from iaclint.terraform.config import json_blocks

    return json_blocks.parse(source)


def _many_templates(source: SourceFile) -> Diagnostic | None:
    """Return an error if a file in JSON has too many templates, each of which is parsed."""
    if source.data.count(b"{") <= MAX_JSON_TEMPLATES:
        return None
    found = source.data.count(b"${") + source.data.count(b"%{")
    message = f"more than {MAX_JSON_TEMPLATES:,} templates are not parsed"
    place = Span(source, 0, 0)
    return Diagnostic(Level.ERROR, REACHED, message, place) if found > MAX_JSON_TEMPLATES else None


def _declare(module: Module, block: Block, override: bool) -> None:
    if block.type == "locals":
        for attribute in block.body.attributes.values():
            _declare_local(module, attribute, override)
        return
    if block.type == "import":
        module.imports.append(block)
    if block.type in ("moved", "removed"):
        module.moves.append(block)
    if block.type == "terraform":
        module.settings.append(block)
    declared, name = _place(module, block)
    if declared is None:
        return
    if block.type in _CONSTANTS:
        _check_constants(module, block)
    before = declared.get(name)
    if override:
        if before is None and block.type == "provider" and "." not in name:
            # A provider without a configuration counts as one with an empty configuration.
            declared[name] = block
        elif before is None:
            module.refuse("nothing-to-override", f"missing {_named(block)} to override", block.span)
        else:
            declared[name] = overridden(before, block)
    elif before is not None:
        place = before.span
        message = f"{_named(block)} was already declared at {place}"
        module.refuse(DECLARED_TWICE, message, block.span)
    else:
        declared[name] = block
        if block.type == "module" and _lacks_source(module, block):
            module.refuse("missing-argument", f"{_named(block)} has no source", block.span)


def _check_constants(module: Module, block: Block) -> None:
    """Report the arguments that take more steps than are allowed: they count as not set."""
    for name in _CONSTANTS[block.type]:
        attribute = block.body.attributes.get(name) if block.may_have(name) else None
        limit = exceeded_limit(attribute.expression) if attribute else None
        if limit is not None:
            module.refuse(REACHED, limit.message, limit.span)


def _lacks_source(module: Module, call: Block) -> bool:
    return module.is_certain(call.span) and "source" not in call.body.attributes


def _declare_local(module: Module, attribute: Attribute, override: bool) -> None:
    name = attribute.name
    before = module.locals.get(name)
    if override and before is None:
        message = f"missing local value '{name}' to override"
        module.refuse("nothing-to-override", message, attribute.span)
    if override or before is None:
        module.locals[name] = attribute
        return
    message = f"local value '{name}' was already declared at {before.span}"
    module.refuse(DECLARED_TWICE, message, attribute.span)


def _named(block: Block) -> str:
    is_provider = block.type == "provider" and len(block.labels) == 1
    name = _provider_name(block) if is_provider else ".".join(block.labels)
    return f"{block.type} '{name}'"


def _place(module: Module, block: Block) -> tuple[dict[Any, Block] | None, Any]:
    """Return the mapping that a block belongs to, and its key; None for other blocks."""
    labels = block.labels
    by_type = {"resource": module.resources, "data": module.data, "ephemeral": module.ephemeral}
    if block.type in by_type and len(labels) == 2:
        return by_type[block.type], (labels[0], labels[1])
    if block.type == "provider" and len(labels) == 1:
        return module.providers, _provider_name(block)
    named = {"variable": module.variables, "module": module.calls, "output": module.outputs}
    if block.type in named and len(labels) == 1:
        return named[block.type], labels[0]
    return None, None


def _provider_name(block: Block) -> str:
    alias = text_argument(block, "alias")
    return block.labels[0] if alias is None else f"{block.labels[0]}.{alias}"
