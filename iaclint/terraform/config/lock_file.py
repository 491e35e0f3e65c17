"""The dependency lock file: which versions of providers ``terraform init`` has selected.

Source: *Dependency Lock File* (Terraform documentation).
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from iaclint.files.source_tree import Unreadable
from iaclint.syntax.hcl import nodes as ex
from iaclint.syntax.hcl import parser as hcl

if TYPE_CHECKING:
    from iaclint.files.source_tree import SourceTree
    from iaclint.syntax.hcl.blocks import Attribute

LOCK_FILE: Final = ".terraform.lock.hcl"


def read_lock(tree: SourceTree, root: str) -> Mapping[str, str]:
    """Return the versions that are locked for a root's folder, by the provider's name."""
    try:
        body, diagnostics = hcl.parse(tree.source(posixpath.join(root, LOCK_FILE)))
    except Unreadable:
        return {}
    if diagnostics:
        return {}
    return {
        block.labels[0].rpartition("/")[2]: version
        for block in body.blocks
        if block.type == "provider" and block.labels
        for version in version_of(block.body.attributes.get("version"))
    }


def version_of(attribute: Attribute | None) -> Iterator[str]:
    """Yield the version of ``aws = { version = "~> 5.0" }``, or of ``aws = "~> 5.0"``."""
    expression = attribute.expression if attribute else None
    if isinstance(expression, ex.Object):
        named = {key.span.text.strip('"'): value for key, value in expression.items}
        expression = named.get("version")
    if isinstance(expression, ex.Literal) and isinstance(expression.value, str):
        yield expression.value
