"""Find the definition of a reference, and locate parts of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iaclint.terraform.blocks.locate import locate_in
from iaclint.terraform.blocks.policy_locations import is_document
from iaclint.terraform.eval.scope import Definition

if TYPE_CHECKING:
    from collections.abc import Callable

    from iaclint.files.source import Span
    from iaclint.resource import Path
    from iaclint.syntax.hcl.blocks import Block
    from iaclint.terraform.eval.expansion.instances import ExpandedInstance
    from iaclint.terraform.eval.scope import Reference
    from iaclint.terraform.modules.interface import Instance


def find_definition(module: Instance, reference: Reference) -> Definition | None:
    """Return the definition of a reference; None for built-in names."""
    finder = _FINDERS.get(reference.kind)
    return finder(module, reference) if finder else None


def _variable(module: Instance, reference: Reference) -> Definition | None:
    name = reference.names[0]
    block = module.module.variables.get(name)
    return module.inputs.definition(name, block, module) if block else None


def _local(module: Instance, reference: Reference) -> Definition | None:
    name = reference.names[0]
    attribute = module.module.locals.get(name)
    if attribute is None:
        return None
    expression = attribute.expression
    return Definition(f"local.{name} is defined here", expression.span, expression, module.scope)


def _resource(module: Instance, reference: Reference) -> Definition | None:
    block = module.module.resources.get((reference.names[0], reference.names[1]))
    written = ".".join(reference.names)
    return Definition(f"{written} is declared here", block.span, None, None) if block else None


def _data(module: Instance, reference: Reference) -> Definition | None:
    block = module.module.data.get((reference.names[0], reference.names[1]))
    written = ".".join(("data", *reference.names))
    return Definition(f"{written} is declared here", block.span, None, None) if block else None


def _module(module: Instance, reference: Reference) -> Definition | None:
    block = module.module.calls.get(reference.names[0])
    caption = f"module.{reference.names[0]} is called here"
    return Definition(caption, block.span, None, None) if block else None


_FINDERS: dict[str, Callable[[Instance, Reference], Definition | None]] = {
    "var": _variable,
    "local": _local,
    "resource": _resource,
    "data": _data,
    "module": _module,
}


def locate_part(module: Instance, reference: Reference, path: Path, steps: int) -> Span | None:
    """Return where the part of a definition at a path is written.

    None for an attribute that the provider sets.
    """
    if reference.kind == "module":
        return _in_module(module, reference, path, steps)
    if reference.kind in ("data", "resource"):
        return _in_block(module, reference, path)
    definition = find_definition(module, reference)
    if definition is None or definition.expression is None or definition.scope is None:
        return None
    return locate_in(definition.expression, path, definition.scope, steps)


def _in_module(module: Instance, reference: Reference, path: Path, steps: int) -> Span | None:
    name = reference.names[0]
    call = module.module.calls.get(name)
    found = _expanded_at(module, call, f"module.{name}", path) if call else None
    child = module.child(name, found[0]) if found else None
    if found is None or child is None or not found[1]:
        return None
    output, *rest = found[1]
    block = child.module.outputs.get(str(output))
    value = block.body.attributes.get("value") if block else None
    return locate_in(value.expression, tuple(rest), child.scope, steps) if value else None


def _in_block(module: Instance, reference: Reference, path: Path) -> Span | None:
    blocks = module.module.data if reference.kind == "data" else module.module.resources
    block = blocks.get((reference.names[0], reference.names[1]))
    prefix = "data." if reference.kind == "data" else ""
    address = prefix + ".".join(reference.names)
    found = _expanded_at(module, block, address, path) if block else None
    if block is None or found is None or not found[1]:
        return None
    expanded, rest = found
    body = module.body(block, address, expanded)
    if reference.kind == "data" and is_document(reference.names[0], rest[0]):
        return module.rendered_policy(body).locate(rest[1:])
    return body.locate(rest) if rest[0] in body.names() else None


def _expanded_at(
    module: Instance, block: Block, address: str, path: Path
) -> tuple[ExpandedInstance, Path] | None:
    """Return the instance that a path begins with, and the rest of the path."""
    instances = {expanded.key: expanded for expanded in module.expansion(block, address).instances}
    if None in instances:
        return instances[None], path
    expanded = instances.get(path[0]) if path else None
    return (expanded, path[1:]) if expanded else None
