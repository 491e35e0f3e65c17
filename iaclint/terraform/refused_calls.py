"""Calls of local modules that Terraform refuses, whatever the values of inputs are.

What calls a module in such a way is not deployed, so the module is (*Module Blocks*, Terraform
documentation).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from iaclint.terraform.modules.argument_checks import unsupported_arguments

if TYPE_CHECKING:
    from iaclint.syntax.hcl.blocks import Block
    from iaclint.terraform.config.module import Module

_NAME: Final = re.compile(r"[^\W\d][\w-]*")
_NOT_ONCE: Final = frozenset(["count", "for_each", "depends_on"])


def is_refused(call: Block, called: Module) -> bool:
    """Return whether Terraform refuses a call of a local module.

    ``count`` and ``for_each`` are not looked at: they are evaluated.
    """
    if called.unparsed:
        return False
    arguments = call.body.attributes
    return (
        not _NAME.fullmatch(call.labels[0])
        or "version" in arguments
        or (_is_for_one_call(called) and not _NOT_ONCE.isdisjoint(arguments))
        or any(not _is_of_opentofu(block) for block in call.body.blocks)
        or any(True for _ in unsupported_arguments(call, called))
    )


def _is_of_opentofu(block: Block) -> bool:
    """Return whether a block is ``lifecycle`` with ``enabled``, which only OpenTofu takes."""
    return block.type == "lifecycle" and block.body.attributes.keys() == {"enabled"}


def _is_for_one_call(module: Module) -> bool:
    """Return whether a module configures a provider: with arguments other than ``alias``."""
    return any(block.body.attributes.keys() - {"alias"} for block in module.providers.values())
