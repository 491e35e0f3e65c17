"""The regions of AWS by partition, as its SDKs list them (``endpoints.json`` of botocore)."""

from __future__ import annotations

from typing import Final

REGIONS: Final = {
    "aws": (
        "af-south-1", "ap-east-1", "ap-east-2", "ap-northeast-1", "ap-northeast-2",
        "ap-northeast-3", "ap-south-1", "ap-south-2", "ap-southeast-1", "ap-southeast-2",
        "ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-6", "ap-southeast-7",
        "ca-central-1", "ca-west-1", "eu-central-1", "eu-central-2", "eu-north-1", "eu-south-1",
        "eu-south-2", "eu-west-1", "eu-west-2", "eu-west-3", "il-central-1", "me-central-1",
        "me-south-1", "mx-central-1", "sa-east-1", "us-east-1", "us-east-2", "us-west-1",
        "us-west-2",
    ),
    "aws-cn": ("cn-north-1", "cn-northwest-1"),
    "aws-us-gov": ("us-gov-east-1", "us-gov-west-1"),
    "aws-iso": ("us-iso-east-1", "us-iso-west-1"),
    "aws-iso-b": ("us-isob-east-1", "us-isob-west-1"),
    "aws-iso-e": ("eu-isoe-west-1",),
    "aws-iso-f": ("us-isof-east-1", "us-isof-south-1"),
    "aws-eusc": ("eusc-de-east-1",),
}  # fmt: skip

COMMERCIAL: Final = "aws"
"""The partition that all accounts are in but those of governments and of China."""

_STARTS: Final = {
    region.rsplit("-", 2)[0]: partition for partition, names in REGIONS.items() for region in names
}
"""The partitions by the start of their regions: ``us-gov``."""

ALL_REGIONS: Final = tuple(region for regions in REGIONS.values() for region in regions)


def likely_partition(region: str) -> str:
    """Return the partition of a region, of a new one by the start of its name."""
    return _STARTS.get(region.rsplit("-", 2)[0], COMMERCIAL)


def partition_of(region: str) -> str:
    """Return the partition of a region; raises ``KeyError`` if there is no such region."""
    return {name: partition for partition, names in REGIONS.items() for name in names}[region]
