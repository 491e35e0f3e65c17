"""Arguments that must be literal ``true`` or ``false``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iaclint.syntax.hcl import nodes as ex

if TYPE_CHECKING:
    from iaclint.syntax.hcl.blocks import Block


def bool_argument(block: Block, name: str, default: bool = False) -> bool:
    """Return a bool argument of a block, such as ``sensitive`` or ``nullable``."""
    attribute = block.body.attributes.get(name)
    expression = attribute.expression if attribute else None
    if isinstance(expression, ex.Literal) and isinstance(expression.value, bool):
        return expression.value
    return default
