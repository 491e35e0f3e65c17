"""What the actions of a service amount to, and what they are done to."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum


class Deed(Enum):
    """What an action amounts to, in the words of a reader."""

    __hash__ = object.__hash__  # each is one object; Enum's own hash is many times slower

    READ = "read"
    LIST = "list"
    WRITE = "write"
    SEE_ACL = "see_acl"
    ACL = "acl"
    OTHER = "other"


class Level(Enum):
    """What an action is done to."""

    __hash__ = object.__hash__

    WHOLE = "whole"
    """The thing that the policy is attached to: a bucket, a queue."""
    PART = "part"
    """Something in it: an object, an index."""


def index_actions(
    prefix: str, level: Level, table: Mapping[Deed, str]
) -> dict[str, tuple[Level, Deed]]:
    """Return each action, in lower case, with what it is done to and what it amounts to."""
    return {
        f"{prefix}:{name.lower()}": (level, deed)
        for deed, names in table.items()
        for name in names.split()
    }
