"""Whether Terraform and OpenTofu read different configurations in a folder with ``.tofu`` files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from iaclint.files.source_tree import Unreadable
from iaclint.terraform.file_names import TOFU_ENDINGS

if TYPE_CHECKING:
    from collections.abc import Collection

    from iaclint.files.source_tree import SourceTree

_OWN_LINES: Final = re.compile(
    rb'^[ \t]*(?:required_version|module_name)[ \t]*=[ \t]*"[^"\r\n]*"[ \t]*\r?$', re.MULTILINE
)
"""What a module that supports both says to each: it changes no resource."""


def differ(
    tree: SourceTree, folder: str, opentofu: Collection[str], terraform: Collection[str]
) -> bool:
    """Return whether the files that OpenTofu reads say something else than those of Terraform."""
    others = [name for name in opentofu if name.endswith(TOFU_ENDINGS)]
    if not others or not terraform:
        return False
    pairs = {name: name.replace(".tofu", ".tf") for name in others}
    if not set(pairs.values()) <= set(terraform):
        return True
    try:
        return any(
            _content(tree, f"{folder}/{one}") != _content(tree, f"{folder}/{other}")
            for one, other in pairs.items()
        )
    except Unreadable:
        return True


def _content(tree: SourceTree, path: str) -> bytes:
    return _OWN_LINES.sub(b"", tree.read(path))
