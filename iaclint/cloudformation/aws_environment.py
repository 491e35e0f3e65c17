"""The AWS region, account and partition that options name."""

from __future__ import annotations

import re

from iaclint.errors import UsageError
from iaclint.options import AwsEnvironment

_REGION = re.compile(r"[a-z]{2,5}(?:-[a-z]+)+-[0-9]{1,2}")
_ACCOUNT = re.compile(r"[0-9]{12}")
_PARTITION = re.compile(r"aws(?:-[a-z]+)*")


def read_environment(
    region: str | None, account: str | None, partition: str | None
) -> AwsEnvironment:
    """Return the environment of the stacks. Raises ``UsageError`` for a malformed name."""
    _check(region, _REGION, "--region", "use a region name such as eu-west-1")
    _check(account, _ACCOUNT, "--account", "use the 12-digit account id")
    _check(partition, _PARTITION, "--partition", "use aws, aws-cn or aws-us-gov")
    return AwsEnvironment(region, account, partition)


def _check(text: str | None, form: re.Pattern[str], option: str, hint: str) -> None:
    if text is not None and not form.fullmatch(text):
        raise UsageError(f"invalid value '{text}' for {option}", hint)
