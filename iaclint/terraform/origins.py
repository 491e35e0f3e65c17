"""Where a reference leads, for the trail of a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iaclint.terraform.places import Origin

if TYPE_CHECKING:
    from collections.abc import Callable

    from iaclint.terraform.instance import ModuleInstance
    from iaclint.terraform.scope import Reference


def find_origin(module: ModuleInstance, reference: Reference) -> Origin | None:
    """Return the definition behind a reference; None where there is nothing to point at."""
    finder = _FINDERS.get(reference.kind)
    return finder(module, reference) if finder else None


def _variable(module: ModuleInstance, reference: Reference) -> Origin | None:
    name = reference.names[0]
    block = module.module.variables.get(name)
    return module.inputs.origin(name, block, module) if block else None


def _local(module: ModuleInstance, reference: Reference) -> Origin | None:
    name = reference.names[0]
    attribute = module.module.locals.get(name)
    if attribute is None:
        return None
    expression = attribute.expression
    return Origin(f"local.{name} is defined here", expression.span, expression, module.scope)


def _resource(module: ModuleInstance, reference: Reference) -> Origin | None:
    block = module.module.resources.get((reference.names[0], reference.names[1]))
    written = ".".join(reference.names)
    return Origin(f"{written} is declared here", block.span, None, None) if block else None


def _data(module: ModuleInstance, reference: Reference) -> Origin | None:
    block = module.module.data.get((reference.names[0], reference.names[1]))
    written = ".".join(("data", *reference.names))
    return Origin(f"{written} is declared here", block.span, None, None) if block else None


def _module(module: ModuleInstance, reference: Reference) -> Origin | None:
    block = module.module.calls.get(reference.names[0])
    caption = f"module.{reference.names[0]} is called here"
    return Origin(caption, block.span, None, None) if block else None


_FINDERS: dict[str, Callable[[ModuleInstance, Reference], Origin | None]] = {
    "var": _variable,
    "local": _local,
    "resource": _resource,
    "data": _data,
    "module": _module,
}
