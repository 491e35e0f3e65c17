"""Override files: ``override.tf`` and ``*_override.tf`` change what other files declare.

See "Override Files" in Terraform's documentation: an argument replaces the argument, a kind
of nested block replaces all nested blocks of that kind.
"""

from __future__ import annotations

from iaclint.syntax.hcl.blocks import Block, Body
from iaclint.terraform.file_names import MODULE_ENDINGS


def is_override(name: str) -> bool:
    """Return whether a file is an override file, by its name."""
    stem = next((name.removesuffix(end) for end in _ENDINGS if name.endswith(end)), name)
    return stem == "override" or stem.endswith("_override")


_ENDINGS = sorted(MODULE_ENDINGS, key=len, reverse=True)


def overridden(base: Block, change: Block) -> Block:
    """Return a block with the changes of another one put over it."""
    replaced = {_kind(block) for block in change.body.blocks}
    kept = tuple(block for block in base.body.blocks if _kind(block) not in replaced)
    attributes = {**base.body.attributes, **change.body.attributes}
    if _is_counted_in_one(base, change):
        del attributes["for_each"]
    body = Body(attributes, kept + change.body.blocks)
    return Block(base.type, base.labels, base.span, lambda: body)


def _is_counted_in_one(*blocks: Block) -> bool:
    """Return whether one block has ``count``, which then applies, and another ``for_each``."""
    written = [{"count", "for_each"} & block.body.attributes.keys() for block in blocks]
    return set().union(*written) == {"count", "for_each"} and max(map(len, written)) == 1


def _kind(block: Block) -> str:
    """Return the type of a block; of a dynamic block, the type that it generates."""
    return block.labels[0] if block.type == "dynamic" and block.labels else block.type
