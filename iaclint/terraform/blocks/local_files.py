"""``data.local_file`` and ``data.local_sensitive_file``: the content of the files that they read.

Source: the documentation of the ``local`` provider.
"""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING, Final

from iaclint.symbolic.values import ABSENT
from iaclint.terraform.functions.context import FileUnavailable
from iaclint.terraform.types.sensitivity import sensitive, unmark

if TYPE_CHECKING:
    from iaclint.syntax.hcl.blocks import Block
    from iaclint.terraform.blocks.block import BlockInstance
    from iaclint.terraform.functions.context import Context
    from iaclint.terraform.types.model import TerraformValue

_SECRET: Final = "local_sensitive_file"
_TYPES: Final = ("local_file", _SECRET)


def file_content(
    block: Block, body: BlockInstance, attribute: str, context: Context
) -> TerraformValue:
    """Return an attribute with the content of a file that can be read now; else ``ABSENT``."""
    type_ = block.labels[0]
    if block.type != "data" or type_ not in _TYPES:
        return ABSENT
    if attribute not in ("content", "content_base64"):
        return ABSENT
    data = _read(block, body, context)
    if data is None:
        return ABSENT
    try:
        text = data.decode() if attribute == "content" else b64encode(data).decode()
    except UnicodeDecodeError:
        return ABSENT
    return sensitive(text) if type_ == _SECRET else text


def _read(block: Block, body: BlockInstance, context: Context) -> bytes | None:
    """Return the file that a data source reads; None if it may be written before."""
    name, _ = unmark(body.value("filename"))
    if not isinstance(name, str) or "depends_on" in block.body.attributes:
        return None
    try:
        return context.read(name)
    except FileUnavailable:
        return None
