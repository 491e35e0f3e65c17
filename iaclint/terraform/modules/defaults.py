"""The defaults of variables: they are the same in all instances of a module."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iaclint.syntax.hcl import nodes as ex
from iaclint.terraform.blocks.locate import nodes_in
from iaclint.terraform.functions import is_pure

if TYPE_CHECKING:
    from iaclint.syntax.hcl.blocks import Block
    from iaclint.terraform.modules.interface import Instance


def is_known_valid(instance: Instance, name: str, variable: Block) -> bool:
    """Return whether a variable has its default, and other instances found it valid."""
    is_valid = instance.module.valid_defaults.get(name) is True
    return is_valid and instance.inputs.has_default(name, variable)


def note_valid(instance: Instance, name: str, variable: Block) -> None:
    """Note that no validation refuses the value of a variable, if this is its default."""
    known = instance.module.valid_defaults
    if known.get(name) is None and instance.inputs.has_default(name, variable):
        # Most modules have one instance: what their validations read does not matter.
        is_second = name in known
        validations = variable.body.blocks_of("validation")
        known[name] = all(_reads_only(v, name) for v in validations) if is_second else None


def _reads_only(validation: Block, name: str) -> bool:
    """Return whether a validation depends on nothing but one variable."""
    condition = validation.body.attributes.get("condition")
    if condition is None:
        return True
    free, bound = set(), set()
    for node in nodes_in(condition.expression, whole=False):
        if isinstance(node, ex.For):
            bound |= {node.key, node.item}
        elif isinstance(node, ex.Call) and not is_pure(node.name):
            return False
        elif isinstance(node, ex.Variable):
            free.add(node.name)
        elif _is_other_variable(node, name):
            return False
    return "var" not in bound and free <= bound | {"var"}


def _is_other_variable(node: ex.Expression, name: str) -> bool:
    return (
        isinstance(node, ex.GetAttr)
        and isinstance(node.object, ex.Variable)
        and node.object.name == "var"
        and node.name != name
    )
