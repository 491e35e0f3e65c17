"""The AWS account that a provider or a resource is for.

See "Provider Configuration" and ``account_id`` of ``aws_s3_account_public_access_block`` in the AWS
provider's documentation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from iaclint.symbolic.choices import map_choice
from iaclint.symbolic.values import (
    ABSENT,
    Choice,
    PartialString,
    Unknown,
    Value,
)

CREDENTIALS: Final = (
    "access_key",
    "allowed_account_ids",
    "assume_role",
    "assume_role_with_web_identity",
    "profile",
    "shared_config_files",
    "shared_credentials_file",
    "shared_credentials_files",
)
"""The arguments and blocks of a provider that decide on its account."""

ARGUMENTS: Final = {"aws_s3_account_public_access_block": "account_id"}
"""The arguments that name the account of a resource, by its type."""

_ROLE: Final = re.compile(r"arn:[^:]*:iam::(\d{12}):")
_ACCOUNT: Final = re.compile(r"\d{12}")
CALLER: Final = "data.aws_caller_identity"
"""The data source whose ``account_id`` is the account of its provider."""
_NUMBER: Final = ("account_id", "id")


def of_credentials(given: Mapping[str, Value], otherwise: Unknown) -> Value:
    """Return the number of the account that a provider is for, or an unknown for it."""
    allowed = given.get("allowed_account_ids")
    if isinstance(allowed, tuple) and len(allowed) == 1:
        (number,) = allowed
        if isinstance(number, str) and _ACCOUNT.fullmatch(number):
            return number
    roles = given.get("assume_role")
    # Each of several roles is assumed with the credentials of the one before it.
    last = roles[-1] if isinstance(roles, tuple) and roles else roles
    return _of_role(last.get("role_arn") if isinstance(last, Mapping) else None, otherwise)


def _of_role(role: Value, otherwise: Unknown) -> Value:
    if isinstance(role, Choice):
        return map_choice(role, partial(_of_role, otherwise=otherwise))
    text = role.prefix if isinstance(role, PartialString) else role
    found = _ROLE.match(text) if isinstance(text, str) else None
    return found[1] if found else otherwise


def of_argument(value: Value, own: Value, of_caller: Callable[[str], Value]) -> Value:
    """Return the account that an argument names; ``own`` if it is not set.

    ``of_caller`` returns the account of a data source ``CALLER``, by what identifies its instance;
    None if it is not found.
    """
    if isinstance(value, Choice):
        return map_choice(value, partial(of_argument, own=own, of_caller=of_caller))
    if value is ABSENT or value is None:
        return own
    identity = value.identity if isinstance(value, Unknown) else None
    is_caller = identity is not None and identity.kind == CALLER and identity.attribute in _NUMBER
    found = of_caller(identity.owner) if identity and is_caller else None
    return value if found is None else found
