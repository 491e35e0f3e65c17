"""Pseudo parameters (documentation page "Pseudo parameters reference")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from iaclint.symbolic.natures import may_be_written, named
from iaclint.symbolic.values import ABSENT, PartialString, Unknown, Value

if TYPE_CHECKING:
    from iaclint.cloudformation.options import Options
    from iaclint.symbolic.values import Identity

PSEUDO_PARAMETERS: Final = (
    "AWS::AccountId",
    "AWS::NoValue",
    "AWS::NotificationARNs",
    "AWS::Partition",
    "AWS::Region",
    "AWS::StackId",
    "AWS::StackName",
    "AWS::URLSuffix",
)

OF_THE_STACK: Final = ("AWS::NotificationARNs", "AWS::StackId", "AWS::StackName")
"""Pseudo parameters that differ between a nested stack and its parent."""

_PARTITIONS = {
    "cn-": "aws-cn",
    "us-gov-": "aws-us-gov",
    "us-iso-": "aws-iso",
    "us-isob-": "aws-iso-b",
    "eu-isoe-": "aws-iso-e",
    "us-isof-": "aws-iso-f",
    "eusc-": "aws-eusc",
}
_ORDINARY = "aws"
_SUFFIXES = {
    _ORDINARY: "amazonaws.com",
    "aws-cn": "amazonaws.com.cn",
    "aws-us-gov": "amazonaws.com",
}


_SHAPES: Final = {
    "AWS::AccountId": r"[0-9]{12}",
    "AWS::Partition": r"aws(-[a-z]+)*",
    "AWS::Region": r"[a-z]+(-[a-z]+)+-[0-9]+",
    "AWS::StackId": r"arn:.+",
    "AWS::StackName": r"[A-Za-z][A-Za-z0-9-]{0,127}",
    "AWS::URLSuffix": r"[a-z0-9-]+(\.[a-z0-9-]+)+",
}


def may_be(value: Unknown | PartialString, text: str) -> bool:
    """Return whether a value may be a text, by what its only unknown part may be.

    A pseudo parameter has its own shape, and a parameter has constraints.
    """
    if isinstance(value, Unknown):
        return _may_be(value, text)
    inner = [part for part in value.parts if isinstance(part, Unknown)]
    start, end = len(value.prefix), len(text) - len(value.suffix)
    is_long_enough = start <= end and text.startswith(value.prefix) and text.endswith(value.suffix)
    return is_long_enough and (len(inner) > 1 or _may_be(inner[0], text[start:end]))


def _may_be(unknown: Unknown, text: str) -> bool:
    if unknown.options is not None and text not in map(str, unknown.options):
        return False
    if not may_be_written(unknown.nature, text):
        return False
    identity = unknown.identity
    is_whole = identity is not None and not identity.attribute
    shape = _SHAPES.get(identity.kind) if identity is not None and is_whole else None
    return shape is None or re.fullmatch(shape, text) is not None


def pseudo_parameter(name: str, options: Options, identity: Identity) -> Value:
    """Return the value of a pseudo parameter, unknown if the options do not set it."""
    if name == "AWS::NoValue":
        return ABSENT
    partition = options.partition or partition_of(options.region)
    known = {
        "AWS::AccountId": options.account,
        "AWS::Region": options.region,
        "AWS::Partition": partition,
        "AWS::URLSuffix": _SUFFIXES.get(partition) if partition else None,
    }.get(name)
    if known is not None:
        return known
    if name not in PSEUDO_PARAMETERS:
        return Unknown(name)
    kind = "list" if name == "AWS::NotificationARNs" else "String"
    return Unknown(named(name, identity.nature), identity, type=kind, not_null=True)


def partition_of(region: str | None) -> str | None:
    """Return the partition of a region; None if the region is unknown."""
    if region is None:
        return None
    return next(
        (value for start, value in _PARTITIONS.items() if region.startswith(start)), _ORDINARY
    )
