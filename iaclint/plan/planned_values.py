"""The planned values of a plan: all resources after apply, without what is unknown.

Terraform lists the same resources as changes, with their unknown values: those are used first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from iaclint.plan.addresses import parse_module_address
from iaclint.plan.change import Change, make_change
from iaclint.plan.configuration import mapping
from iaclint.plan.parts import MalformedPlan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iaclint.plan.configuration import ModuleConfig
    from iaclint.plan.parts import Part
    from iaclint.resource import Path


def planned_resources(part: Part, configuration: ModuleConfig) -> Iterator[Change]:
    """Yield the resources in ``planned_values``; raises what ``make_change`` does."""
    root = _object(part.value).get("root_module")
    for module, path in _modules(root, ("root_module",)):
        for n, entry in enumerate(_list(module, "resources")):
            after = entry.get("values")
            # A forgotten resource has no values.
            if after is not None:
                _object(after)
                # Resources of modules do not repeat the address of their module.
                placed = {**entry, "module_address": module.get("address", "")}
                unknown = _unknown(placed, after, configuration)
                where = (*path, "resources", n)
                yield make_change(part, placed, where, ("values",), after, unknown)


def _modules(module: Any, path: Path) -> Iterator[tuple[Any, Path]]:
    """Yield a module and those that it calls, each with its path."""
    if module is None:
        return
    yield _object(module), path
    for n, child in enumerate(_list(module, "child_modules")):
        yield from _modules(child, (*path, "child_modules", n))


def _list(module: dict[str, Any], name: str) -> list[Any]:
    found = module.get(name)
    if not isinstance(found, list | None):
        raise MalformedPlan
    return found or []


def _object(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise MalformedPlan
    return value


def _unknown(
    entry: dict[str, Any], after: dict[str, Any], configuration: ModuleConfig
) -> dict[str, bool]:
    """Return which arguments are written, but have no planned value: they are unknown."""
    module = configuration.at(parse_module_address(entry["module_address"]))
    data = "" if entry["mode"] == "managed" else "data."
    block = module.resources.get(f"{data}{entry['type']}.{entry['name']}") if module else None
    written = mapping((block or {}).get("expressions"))
    return {name: True for name in written if name not in after}
