"""Which versions of its provider a configuration allows for a resource.

What counts are the constraints of the module and of those that call it, in ``required_providers``
or in the blocks of the provider, and the version that is locked for the root. Source: *Provider
Requirements*, *Dependency Lock File* (Terraform documentation).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from iaclint.terraform.config.lock_file import version_of
from iaclint.terraform.modules.inputs import CallInputs

if TYPE_CHECKING:
    from iaclint.syntax.hcl.blocks import Block
    from iaclint.terraform.modules.interface import Instance


def allowed_versions(instance: Instance, block: Block) -> tuple[str, ...]:
    """Return the version constraints of the provider of a resource.

    Its argument ``provider`` can name another one than its type does: ``google-beta``.
    """
    written = block.body.attributes.get("provider")
    kind = block.labels[0].partition("_")[0]
    name = written.expression.span.text.strip('"').partition(".")[0] if written else kind
    return _versions(instance, name)


def _versions(instance: Instance, name: str) -> tuple[str, ...]:
    known = instance.context.constraints
    key = instance.address, name
    if key not in known:
        known[key] = tuple(_constraints(instance, name))
    return known[key]


def _constraints(instance: Instance, name: str) -> Iterator[str]:
    for block in instance.module.settings:
        for required in block.body.blocks:
            if required.type == "required_providers":
                yield from version_of(required.body.attributes.get(name))
    for key, block in instance.module.providers.items():
        if key.partition(".")[0] == name:  # as before Terraform 0.13
            yield from version_of(block.body.attributes.get("version"))
    if isinstance(instance.inputs, CallInputs):
        yield from _versions(instance.inputs.caller, name)
    else:
        locked = instance.context.locked.get(name)
        yield from () if locked is None else (locked,)
