"""The names that companions give their owners: as they are, in ARNs, URLs, paths and domains."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from functools import cache

from iaclint.symbolic.choices import map_choice
from iaclint.symbolic.examples import RANDOM
from iaclint.symbolic.values import Choice, PartialString, Unknown, Value, concatenate

_ARN_COLONS = 5
"""The number of colons before the resource in ``arn:partition:service:region:account:…``."""


_ARN_TYPES = (
    "^(?:backup-vault:|domain/|file-system/|key/|repository/|secret:|stream/|table/|vaults/)"
)
"""The prefixes of the name in the resource part of some services' ARNs."""
_SECRET = "secret:"
_RANDOM_END = "-(?=.*[A-Z0-9])[A-Za-z0-9]{6}$"
"""What Secrets Manager appends to a name in an ARN; a word in small letters is of the name."""
_UNKNOWN = "\0"
"""What stands for an unknown part of a string that a suffix is looked for in."""

_PATHS = (
    "https://sqs.",
    "/subscriptions/",
    "folders/",
    "organizations/",
    "projects/",
    "storage.googleapis.com/",
)
"""The starts of URLs and paths that end in the name of a resource, in lower case."""
_LONGEST = max(map(len, _PATHS))
_OF_AZURE = re.compile(r"/providers/microsoft\.", re.IGNORECASE)
"""What is in the ID of a resource of Azure: its start is often the ID of a resource group."""

_IGNORING_CASE = (
    *("AWS::DMS::", "AWS::DocDB::", "AWS::ElastiCache::", "AWS::Neptune::", "AWS::RDS::"),
    *("AWS::Redshift::", "AWS::EC2::SecurityGroup"),
    *("aws_db_", "aws_dms_", "aws_docdb_", "aws_elasticache_", "aws_neptune_", "aws_rds_"),
    *("aws_redshift_", "aws_default_security_group", "aws_security_group"),
    *("azapi_", "azurerm_"),
)
"""The starts of types whose names AWS or Azure stores in lower case, or compares without case.

Source: *CreateDBInstance*, *CreateDBSubnetGroup* (Amazon RDS API Reference; those of Amazon
Neptune and Amazon DocumentDB are the same), *CreateClusterSubnetGroup* (Amazon Redshift API
Reference), *CreateReplicationSubnetGroup* (AWS DMS API Reference), *CreateCacheSubnetGroup*
(Amazon ElastiCache API Reference), *CreateSecurityGroup* (Amazon EC2 API Reference), *Naming rules
and restrictions for Azure resources* (Azure Resource Manager).
"""


def ignores_case(type_: str) -> bool:
    """Whether names of resources of a type that differ in case only are the same name."""
    return type_.startswith(_IGNORING_CASE)


def in_lower_case(value: Value) -> Value:
    """Return a name in lower case, as far as it is known."""
    if isinstance(value, Choice):
        return map_choice(value, in_lower_case)
    if isinstance(value, PartialString):
        return PartialString(tuple(p.lower() if isinstance(p, str) else p for p in value.parts))
    return value.lower() if isinstance(value, str) else value


def equality_key(value: Value) -> Hashable:
    """Return a key that two values have in common only if they are certainly equal.

    Unknowns are equal by identity; without one, a value equals only itself.
    """
    if isinstance(value, Unknown) and value.identity is not None:
        return value.identity
    if isinstance(value, PartialString):
        return tuple(equality_key(part) for part in value.parts)
    if isinstance(value, (str, int, float)):
        return (type(value), value)
    return _SameObject(value)


class _SameObject:
    """Equal only to the same object, and keeps it alive so that its id is not reused."""

    __slots__ = ("_value",)

    def __init__(self, value: Value) -> None:
        self._value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _SameObject) and self._value is other._value

    def __hash__(self) -> int:
        return id(self._value)


def without_suffix(value: Value, suffixes: Sequence[str]) -> Value:
    """Return a reference to an owner without what follows it: the bucket in a domain name.

    In a suffix, ``*`` is any text. Case does not matter, in domains or in the IDs of Azure.
    """
    if isinstance(value, Choice):
        return map_choice(value, lambda option: without_suffix(option, suffixes))
    if not isinstance(value, (str, PartialString)):
        return value
    parts = value.parts if isinstance(value, PartialString) else (value,)
    text = "".join(part if isinstance(part, str) else _UNKNOWN for part in parts)
    for suffix in suffixes:
        found = _suffix(suffix).search(text)
        if found is not None and found.start():
            return concatenate([*_first(parts, found.start())])
    return value


def _first(parts: Sequence[str | Unknown], length: int) -> Iterator[str | Unknown]:
    """Yield the parts of a string up to a length, in which each unknown part counts as 1."""
    for part in parts:
        if length <= 0:
            return
        kept = part[:length] if isinstance(part, str) else part
        length -= len(kept) if isinstance(kept, str) else 1
        yield kept


@cache
def _suffix(suffix: str) -> re.Pattern[str]:
    return re.compile(
        ".*".join(map(re.escape, suffix.split("*"))) + r"\Z", re.DOTALL | re.IGNORECASE
    )


def resource_part(value: Value) -> Value:
    """Return the name in an ARN, a URL or a path of a cloud; any other value unchanged."""
    parts = value.parts if isinstance(value, PartialString) else (value,)
    first = parts[0]
    if _is_path(parts):
        return _last_segment(parts)
    if not isinstance(first, str) or not first.startswith("arn:"):
        return value
    colons = 0
    for n, part in enumerate(parts):
        if not isinstance(part, str):
            continue
        pieces = part.split(":", _ARN_COLONS - colons)
        colons += len(pieces) - 1
        if colons == _ARN_COLONS:
            named = _without_random((pieces[-1], *parts[n + 1 :]))
            return _joined((re.sub(_ARN_TYPES, "", str(named[0])), *named[1:]))
    return value


def _is_path(parts: Sequence[Value]) -> bool:
    start = parts[0][:_LONGEST].lower() if isinstance(parts[0], str) else ""
    return start.startswith(_PATHS) or any(
        isinstance(part, str) and _OF_AZURE.search(part) for part in parts
    )


def _without_random(parts: Sequence[Value]) -> Sequence[Value]:
    """Return the resource part of an ARN without the random end of a secret."""
    last = parts[-1]
    if not str(parts[0]).startswith(_SECRET):
        return parts
    if isinstance(last, str):
        return (*parts[:-1], re.sub(_RANDOM_END, "", last))
    identity = last.identity if isinstance(last, Unknown) else None
    if identity is None or not identity.attribute.endswith(RANDOM):
        return parts
    return (*parts[:-2], str(parts[-2]).removesuffix("-"))


def _last_segment(parts: Sequence[Value]) -> Value:
    """Return what follows the last slash of a path."""
    last = max(n for n, part in enumerate(parts) if isinstance(part, str) and "/" in part)
    return _joined((str(parts[last]).rpartition("/")[2], *parts[last + 1 :]))


def _joined(parts: Sequence[Value]) -> Value:
    return concatenate([part for part in parts if isinstance(part, (str, Unknown))])
