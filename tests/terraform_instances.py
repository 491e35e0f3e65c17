"""All resources of a Terraform configuration, of any type."""

from __future__ import annotations

from collections.abc import Iterator

from iaclint.terraform.blocks.block import BlockInstance
from iaclint.terraform.modules.instance import ModuleInstance


def every_instance(instance: ModuleInstance) -> Iterator[tuple[str, str, BlockInstance]]:
    """Yield address, type and body of every resource of a module and of those it calls."""
    for (kind, name), block in instance.module.resources.items():
        for expanded in instance.expansion(block, f"{kind}.{name}").instances:
            address = f"{kind}.{name}{expanded.suffix}"
            yield instance.prefixed(address), kind, instance.body(block, f"{kind}.{name}", expanded)
    for name, call in instance.module.calls.items():
        for expanded in instance.expansion(call, f"module.{name}").instances:
            child = instance.child(name, expanded)
            if child is not None:
                yield from every_instance(child)
