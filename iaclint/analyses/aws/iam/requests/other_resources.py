"""Whether an ARN in a policy is that of another resource than the one with the policy.

Source: *Amazon Resource Names (ARNs)*, *Name type* (AWS CloudFormation User Guide), *Actions,
resources, and condition keys for AWS services* (Service Authorization Reference).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from iaclint.analyses.aws.iam.language.patterns import (
    ANY,
    ONE,
    UNNAMED,
    is_fixed_text,
    overlap,
    read_pattern,
)
from iaclint.analyses.aws.iam.requests.resources import is_arn
from iaclint.symbolic.structure import unknowns
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import ABSENT, PartialString, Unknown, Value

_NAMED_BY_AWS: Final = ("elasticfilesystem", "kms")
"""Services whose resources have an id in their ARN, not their name."""
_ALIASED: Final = "multiregion"
"""A part of the types of S3 whose ARNs have an alias that AWS assigns, not their name."""
STARTS: Final = {
    "backup": ("backup-vault:",),
    "cloudsearch": ("domain/",),
    "dynamodb": ("table/",),
    "ecr": ("repository/",),
    "elasticfilesystem": ("file-system/",),
    "es": ("domain/",),
    "events": ("event-bus/", "rule/"),
    "glacier": ("vaults/",),
    "kinesis": ("stream/",),
    "kms": ("key/",),
    "s3": ("", "accesspoint/"),
    "secretsmanager": ("secret:",),
    "sns": ("",),
    "sqs": ("",),
}
"""What is before the name or the id in the last part of the ARNs of a service's resources.

The policies of other services are also about resources of other types.
"""
STRICT: Final = "s3"
"""The service that rejects a policy for another resource: its author means this one."""
_ARN_PARTS: Final = 6
_GENERATED: Final = re.compile(r".*(?:-[0-9A-Za-z]{12,13}(?:-[0-9A-Za-z]{6})?|[0-9a-f]{26})")
"""What generated names look like: CloudFormation adds 12 or 13 characters, Terraform 26."""


class Owner(Struct, frozen=True):
    """The resource that a policy is attached to."""

    type: str
    key: str
    """Its ``Resource.key``."""
    name: Value
    service: str

    @property
    def has_name_in_arn(self) -> bool:
        """Whether its ARN has its name, not an id that AWS assigns."""
        is_aliased = _ALIASED in self.type.lower().replace("_", "")
        return self.service not in _NAMED_BY_AWS and not is_aliased


def names_all(value: Value, service: str) -> bool:
    """Return whether a value names all resources of a service: ``*``, ``arn:aws:sqs:*:*:*``."""
    if not isinstance(value, str) or not value.endswith("*"):
        return False
    parts = value.split(":", _ARN_PARTS - 1)
    return value == "*" or (len(parts) == _ARN_PARTS and parts[2::3] == [service, "*"])


def is_other(value: Value, owner: Owner) -> Truth:
    """Return whether an ARN is certainly, or possibly, that of another resource."""
    identities = [unknown.identity for unknown in unknowns(value) if unknown.identity]
    named = next((identity for identity in identities if identity.kind == owner.type), None)
    if named is not None:
        return Truth.of(named.owner != owner.key)
    if _is_arn_of_another_type(value, owner):
        return Truth.TRUE
    if isinstance(value, Unknown):
        return Truth.FALSE if is_arn(value) else Truth.UNKNOWN
    parts = _pattern(value).split(":", _ARN_PARTS - 1)
    if len(parts) < _ARN_PARTS:
        return Truth.FALSE  # "*", or nothing that AWS accepts
    end = value.parts[-1] if isinstance(value, PartialString) else value
    is_known = isinstance(end, str) and _pattern(end).endswith(f":{parts[-1]}")
    return _is_other_text(parts, owner, is_known=is_known)


def _is_arn_of_another_type(value: Value, owner: Owner) -> bool:
    """Return whether a value is, or starts with, the ARN of a resource of another type.

    The types of companions start with the type of their owner: the ARN of a version of a secret is
    that of the secret.
    """
    first = value.parts[0] if isinstance(value, PartialString) else value
    identity = first.identity if isinstance(first, Unknown) else None
    if identity is None or not identity.nature.is_of_resource:
        return False
    return identity.attribute.lower() == "arn" and not identity.kind.startswith(owner.type)


def _is_other_text(parts: Sequence[str], owner: Owner, *, is_known: bool) -> Truth:
    """Return whether a pattern of ARNs is of other resources; ``is_known`` if its end is known."""
    *_, last = parts
    name = owner.name if owner.has_name_in_arn else Unknown("an id")
    if not overlap(parts[2], owner.service) or not _names(last, owner, _pattern(name) or ANY):
        return Truth.TRUE
    if isinstance(name, str) or _names(last, owner, UNNAMED):
        return Truth.FALSE
    if owner.service == STRICT and not is_fixed_text(last):
        return Truth.FALSE
    if name is ABSENT:
        return Truth.UNKNOWN if _is_generated(last, owner.service) else Truth.TRUE
    return Truth.UNKNOWN if is_known else Truth.FALSE


def _names(last: str, owner: Owner, name: str) -> bool:
    """Return whether the last part of an ARN can name a resource or what is in it."""
    return any(overlap(last, pattern) for pattern in _own_patterns(owner.service, name))


def _is_generated(last: str, service: str) -> bool:
    """Return whether the name in the last part of an ARN can be a generated one."""
    names = [last.removeprefix(start).partition("/")[0] for start in STARTS[service]]
    return any(not is_fixed_text(name) or _GENERATED.fullmatch(name) for name in names)


def _own_patterns(service: str, name: str) -> Iterator[str]:
    """Yield patterns of the last part of ARNs of the resource and of what is in it."""
    # Secrets Manager adds a hyphen and six characters to names.
    ends = ("", f"/{ANY}", *([f"-{ONE * 6}"] if service == "secretsmanager" else ()))
    for start in STARTS[service]:
        yield from (start + name + end for end in ends)


def _pattern(value: Value) -> str:
    """Return a text as a pattern that any value of its unknown parts matches."""
    if isinstance(value, str):
        return read_pattern(value)
    if isinstance(value, PartialString):
        return "".join(read_pattern(p) if isinstance(p, str) else ANY for p in value.parts)
    return ""
