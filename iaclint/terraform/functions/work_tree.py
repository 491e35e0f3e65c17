"""Absolute paths: only what is below the folder of the work tree is known of them.

The folder differs between machines, so nothing may depend on where it is.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Final

from iaclint.symbolic.natures import Nature
from iaclint.symbolic.values import Identity, PartialString, Unknown, concatenate
from iaclint.terraform.types.model import STRING

if TYPE_CHECKING:
    from iaclint.terraform.types.model import TerraformValue

_WORK_TREE: Final = Unknown(
    "path.cwd",
    Identity("work tree", "path"),
    type=STRING,
    not_null=True,
    derived=Nature(is_never_empty=True),
)


def absolute(path: str) -> TerraformValue:
    """Return the absolute path of a path that is relative to the work tree."""
    inside = posixpath.normpath(path)
    if inside.startswith(".."):
        return Unknown(_WORK_TREE.symbol, type=STRING, not_null=True)
    return _WORK_TREE if inside == "." else concatenate([_WORK_TREE, f"/{inside}"])


def relative(path: TerraformValue) -> str | None:
    """Return an absolute path in the work tree relative to it; None for any other path."""
    if path == _WORK_TREE:
        return "."
    if isinstance(path, PartialString) and path.parts[0] == _WORK_TREE and len(path.parts) == 2:
        return posixpath.normpath(f"./{path.suffix}")
    return None


def on_this_machine(path: TerraformValue, work_tree: str) -> TerraformValue:
    """Return a path for reading, with the folder of the work tree here."""
    inside = relative(path)
    return path if inside is None else posixpath.join(work_tree, inside)
