"""The workspace that the settings of a root module select.

Source: *HCP Terraform settings*, *Backend type: remote* and *Workspaces* (Terraform
documentation).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iaclint.syntax.hcl.nodes import Literal

if TYPE_CHECKING:
    from iaclint.syntax.hcl.blocks import Block
    from iaclint.terraform.config.module import Module

DEFAULT: Final = "default"
_SINGLE: Final = frozenset(["artifactory", "etcd", "http"])
"""The backends that have no other workspace than the default one."""


def fixed_workspace(module: Module) -> str | None:
    """Return the only workspace that a root module can be used with; None where it has several."""
    for settings in module.settings:
        for block in settings.body.blocks:
            found = _name(block) if block.type == "cloud" else _of_backend(block)
            if found is not None:
                return found
    return None


def _of_backend(block: Block) -> str | None:
    if block.type != "backend" or not block.labels:
        return None
    # The remote backend calls the workspace that it names "default".
    is_single = block.labels[0] in _SINGLE
    is_named = block.labels[0] == "remote" and _name(block) is not None
    return DEFAULT if is_single or is_named else None


def _name(block: Block) -> str | None:
    for workspaces in block.body.blocks_of("workspaces"):
        name = workspaces.body.attributes.get("name")
        written = name.expression if name else None
        if isinstance(written, Literal) and isinstance(written.value, str):
            return written.value
    return None
