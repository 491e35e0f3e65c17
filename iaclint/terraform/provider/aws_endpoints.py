"""The partition and the endpoint of AWS that a resource is deployed through.

See "Custom Service Endpoint Configuration" in the AWS provider's documentation, and *Partitions* in
the AWS Fault Isolation Boundaries whitepaper: an account is of one partition.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from iaclint.regions import likely_partition
from iaclint.symbolic.choices import map_choice
from iaclint.symbolic.unsettled import ENDPOINT
from iaclint.symbolic.values import ABSENT, Choice, Identity, Unknown, Value

ENDPOINTS: Final = "endpoints"
"""The block of a provider with the custom endpoints of services."""

_SERVICES: Final = {
    "aws_cloudtrail": ("cloudtrail",),
    "aws_s3_access_point": ("s3control",),
    "aws_s3_account_public_access_block": ("s3control",),
    "aws_s3_bucket": ("s3", "s3api"),
}
"""The names of the endpoint of a service, by the types whose settings concern other services."""


def partition(region: Value) -> Value:
    """Return the partition of a region; one that is not known decides on it itself."""
    if isinstance(region, Choice):
        return map_choice(region, partition)
    return likely_partition(region) if isinstance(region, str) else region


def endpoint(kind: str, provider: str, blocks: Value) -> Value:
    """Return what stands for the custom endpoint of a type of resource; None if it has none.

    ``blocks`` are the ``endpoints`` of its provider. Which account answers there is not known.
    """
    if blocks is ABSENT or blocks is None:
        return None
    given = [
        _of_service(kind, each) for each in (blocks if isinstance(blocks, tuple) else (blocks,))
    ]
    if not any(each is not ABSENT for each in given):
        return None
    return Unknown(f"{ENDPOINT} {provider}", Identity("provider/endpoint", repr(given)))


def _of_service(kind: str, block: Value) -> Value:
    """Return the endpoint of the service of a type, else all of a block; ``ABSENT`` without one."""
    if not isinstance(block, Mapping):
        return block
    named = _SERVICES.get(kind, block)
    found = [block[name] for name in named if block.get(name) not in (None, ABSENT)]
    return tuple(found) if found else ABSENT
