"""The AWS region, account and partition that options name."""

from __future__ import annotations

import re

from iaclint.errors import UsageError
from iaclint.options import AwsEnvironment

_ACCOUNT = re.compile(r"[0-9]{12}")


def read_environment(
    region: str | None, account: str | None, partition: str | None
) -> AwsEnvironment:
    """Return the environment of the stacks.

    Raises ``UsageError`` for a malformed account, and for a region or partition that AWS does not
    have.
    """
    if account is not None and not _ACCOUNT.fullmatch(account):
        hint = "use the 12-digit account id"
        raise UsageError(f"invalid value '{account}' for --account", hint)
    if region is not None or partition is not None:
        _check_place(region, partition)
    return AwsEnvironment(region, account, partition)


def _check_place(region: str | None, partition: str | None) -> None:
    from iaclint.files.diagnostics import did_you_mean
    from iaclint.regions import ALL_REGIONS, REGIONS, partition_of

    if partition is not None and partition not in REGIONS:
        hint = did_you_mean(partition, REGIONS) or "use aws, aws-cn or aws-us-gov"
        raise UsageError(f"invalid value '{partition}' for --partition", hint)
    if region is None:
        return
    if region not in ALL_REGIONS:
        hint = did_you_mean(region, ALL_REGIONS) or "use a region name such as eu-west-1"
        raise UsageError(f"invalid value '{region}' for --region", hint)
    if partition not in (None, partition_of(region)):
        message = f"the region {region} is not in the partition {partition}"
        raise UsageError(message, f"its partition is {partition_of(region)}")
