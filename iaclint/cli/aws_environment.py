"""Where stacks are deployed: what the options say, checked before anything stands on it."""

from __future__ import annotations

import re

from iaclint.errors import UsageError
from iaclint.request import AwsEnvironment

_REGION = re.compile(r"[a-z]{2,5}(?:-[a-z]+)+-[0-9]{1,2}")
_ACCOUNT = re.compile(r"[0-9]{12}")
_PARTITION = re.compile(r"aws(?:-[a-z]+)*")


def read_place(region: str | None, account: str | None, partition: str | None) -> AwsEnvironment:
    """Return a place; raises ``UsageError`` for what cannot be the name of one."""
    _check(region, _REGION, "--region", "write it as in eu-west-1")
    _check(account, _ACCOUNT, "--account", "write its 12 digits")
    _check(partition, _PARTITION, "--partition", "write aws, aws-cn or aws-us-gov")
    return AwsEnvironment(region, account, partition)


def _check(text: str | None, form: re.Pattern[str], option: str, hint: str) -> None:
    if text is not None and not form.fullmatch(text):
        raise UsageError(f"{option} does not take '{text}'", hint)
