"""What actions do, and whether they apply to a resource or to something in it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum


class AccessLevel(Enum):
    """What an action does. The values are the fields that rules test.

    AWS groups actions alike (*Access level summaries*); its level *permissions management* is
    divided here, since an ACL can give away the data.
    """

    __hash__ = object.__hash__  # each is one object; Enum's own hash is many times slower

    READ = "read"
    LIST = "list"
    WRITE = "write"
    READ_ACL = "read_acl"
    WRITE_ACL = "acl"
    OTHER = "other"


class ResourceScope(Enum):
    """What an action applies to."""

    __hash__ = object.__hash__

    WHOLE = "whole"
    """The resource that the policy is attached to: a bucket, a queue."""
    PART = "part"
    """Something in it: an object, an index."""


def index_actions(
    prefix: str, scope: ResourceScope, table: Mapping[AccessLevel, str]
) -> dict[str, tuple[ResourceScope, AccessLevel]]:
    """Return each action, in lower case, with its scope and its access level."""
    return {
        f"{prefix}:{name.lower()}": (scope, level)
        for level, names in table.items()
        for name in names.split()
    }
