"""Data sources that find a KMS key by its alias, id or ARN."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iaclint.symbolic.values import ABSENT, AWS_MANAGED_KEY, PartialString, Unknown
from iaclint.terraform.types.sensitivity import unmark

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iaclint.terraform.blocks.block import BlockInstance
    from iaclint.terraform.types.model import TerraformValue

FINDS_KEY: Final[Mapping[str, str]] = {"aws_kms_key": "key_id", "aws_kms_alias": "name"}
"""The argument that says which key, by type of data source."""

_CUSTOMER: Final = "aws_kms_key"


def kind_of_key(type_: str, body: BlockInstance) -> str | None:
    """Return what the key is that a data source finds; None if it is not certain.

    That is the alias of an AWS managed key, else the type of a key of one's own: aliases that begin
    with ``alias/aws/`` are reserved for AWS.
    """
    value, _ = unmark(body.value(FINDS_KEY[type_]))
    if isinstance(value, Unknown):
        kind = value.identity.kind if value.identity else ""
        return kind if kind.startswith(("aws_kms_", AWS_MANAGED_KEY)) else None
    return None if value is ABSENT else _kind_of(value)


def is_key_id(value: TerraformValue) -> bool:
    """Return whether a value is certainly the id of a key, and not its alias or ARN."""
    return isinstance(value, str) and value != "" and "/" not in value and ":" not in value


def _kind_of(value: TerraformValue) -> str | None:
    if isinstance(value, str):
        name = value.rpartition(":")[2]
        return name if name.startswith(AWS_MANAGED_KEY) else _CUSTOMER if name else None
    if not isinstance(value, PartialString):
        return None
    if ":" in value.suffix:
        return _kind_of(value.suffix)
    start = value.prefix
    may_be_of_aws = start.startswith(AWS_MANAGED_KEY) or AWS_MANAGED_KEY.startswith(start)
    return None if may_be_of_aws or not start.startswith("alias/") else _CUSTOMER
