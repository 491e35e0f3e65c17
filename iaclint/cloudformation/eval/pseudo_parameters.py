"""Pseudo parameters (documentation page "Pseudo parameters reference")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from iaclint.symbolic.natures import named
from iaclint.symbolic.values import ABSENT, Unknown, Value

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


def may_be_pseudo_parameter(name: str, text: str) -> bool:
    """Return whether a pseudo parameter may be a text; true for all other names."""
    shape = _SHAPES.get(name)
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
