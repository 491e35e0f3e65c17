"""Which versions of its provider a configuration allows for a resource.

What counts are the constraints of the module and of those that call it, and the version that is
locked for the root. Source: *Provider Requirements*, *Dependency Lock File* (Terraform
documentation).
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from iaclint.discovery import Unreadable
from iaclint.syntax import expressions as ex
from iaclint.syntax import hcl
from iaclint.terraform.inputs import CallInputs

if TYPE_CHECKING:
    from iaclint.discovery import SourceTree
    from iaclint.syntax.hcl import Attribute
    from iaclint.terraform.instance import ModuleInstance

LOCK_FILE: Final = ".terraform.lock.hcl"


def allowed_versions(instance: ModuleInstance, kind: str) -> tuple[str, ...]:
    """Return the constraints on the version of the provider that makes a type of resource."""
    name = kind.partition("_")[0]
    known = instance.world.constraints
    key = instance.address, name
    if key not in known:
        known[key] = tuple(_constraints(instance, name))
    return known[key]


def _constraints(instance: ModuleInstance, name: str) -> Iterator[str]:
    for block in instance.module.settings:
        for required in block.body.blocks:
            if required.type == "required_providers":
                yield from _version_of(required.body.attributes.get(name))
    if isinstance(instance.inputs, CallInputs):
        yield from allowed_versions(instance.inputs.caller, name)
    else:
        locked = instance.world.locked.get(name)
        yield from () if locked is None else (locked,)


def _version_of(attribute: Attribute | None) -> Iterator[str]:
    """Yield the version of ``aws = { version = "~> 5.0" }``, or of ``aws = "~> 5.0"``."""
    expression = attribute.expression if attribute else None
    if isinstance(expression, ex.Object):
        named = {key.span.text.strip('"'): value for key, value in expression.items}
        expression = named.get("version")
    if isinstance(expression, ex.Literal) and isinstance(expression.value, str):
        yield expression.value


def read_lock(tree: SourceTree, root: str) -> Mapping[str, str]:
    """Return the versions that are locked for a root's folder, by the provider's name."""
    try:
        body, problems = hcl.parse(tree.source(posixpath.join(root, LOCK_FILE)))
    except Unreadable:
        return {}
    if problems:
        return {}
    return {
        block.labels[0].rpartition("/")[2]: version
        for block in body.blocks
        if block.type == "provider" and block.labels
        for version in _version_of(block.body.attributes.get("version"))
    }
