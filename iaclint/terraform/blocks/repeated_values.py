"""Computed attributes that only repeat what their configuration gives them.

Sources: the documentation of ``terraform_data`` and of the ``null``, ``local`` and ``random``
providers.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeAlias

from msgspec import Struct

from iaclint.limits import MAX_VALUE_PARTS
from iaclint.symbolic.values import ABSENT
from iaclint.terraform.functions.context import FileUnavailable
from iaclint.terraform.types.model import TerraformValue, is_null
from iaclint.terraform.types.sensitivity import marked, sensitive, unmark

if TYPE_CHECKING:
    from iaclint.syntax.hcl.blocks import Block
    from iaclint.terraform.blocks.block import BlockInstance
    from iaclint.terraform.functions.context import Context


class Configured(Struct, frozen=True):
    """An instance of a resource or data source, as it is configured."""

    block: Block
    body: BlockInstance
    context: Context


_Reader: TypeAlias = Callable[[Configured], TerraformValue]


def repeated_value(kind: str, attribute: str, configured: Configured) -> TerraformValue:
    """Return a computed attribute that the configuration alone decides; else ``ABSENT``."""
    read = _READERS.get((kind, attribute))
    return ABSENT if read is None else read(configured)


def _argument(name: str) -> _Reader:
    def read(configured: Configured) -> TerraformValue:
        value = configured.body.value(name)
        return ABSENT if is_null(value) else value

    return read


def _shuffled(configured: Configured) -> TerraformValue:
    """Return the result of shuffling, if all elements are the same text."""
    given, is_sensitive = unmark(configured.body.value("input"))
    count = configured.body.value("result_count")
    if not isinstance(given, tuple) or not all(isinstance(item, str) for item in given):
        return ABSENT
    number = len(given) if count is ABSENT or is_null(count) else count
    if len(set(given)) != 1 or not isinstance(number, int) or not 0 < number <= MAX_VALUE_PARTS:
        return ABSENT
    return marked(given[:1] * number, is_sensitive)


def _only_number(configured: Configured) -> TerraformValue:
    least, most = configured.body.value("min"), configured.body.value("max")
    return least if isinstance(least, int) and least == most else ABSENT


def _content(configured: Configured) -> TerraformValue:
    data = _read(configured)
    try:
        return ABSENT if data is None else data.decode()
    except UnicodeDecodeError:
        return ABSENT


def _content_base64(configured: Configured) -> TerraformValue:
    data = _read(configured)
    return ABSENT if data is None else b64encode(data).decode()


def _as_secret(read: _Reader) -> _Reader:
    def read_secret(configured: Configured) -> TerraformValue:
        value = read(configured)
        return value if value is ABSENT else sensitive(value)

    return read_secret


def _read(configured: Configured) -> bytes | None:
    """Return the file that a data source reads; None if it may be written before."""
    name, _ = unmark(configured.body.value("filename"))
    if not isinstance(name, str) or "depends_on" in configured.block.body.attributes:
        return None
    try:
        return configured.context.read(name)
    except FileUnavailable:
        return None


_READERS: Final[dict[tuple[str, str], _Reader]] = {
    ("terraform_data", "output"): _argument("input"),
    ("data.null_data_source", "outputs"): _argument("inputs"),
    ("random_shuffle", "result"): _shuffled,
    ("random_integer", "result"): _only_number,
    ("data.local_file", "content"): _content,
    ("data.local_file", "content_base64"): _content_base64,
    ("data.local_sensitive_file", "content"): _as_secret(_content),
    ("data.local_sensitive_file", "content_base64"): _as_secret(_content_base64),
}
"""How the attributes are read, by type and name."""
