"""The four settings of Block Public Access, of the bucket and of the account.

Only two of them block existing public ACLs and policies; the other two reject new ones. The
stricter of bucket and account applies.

Source: *Blocking public access to your Amazon S3 storage*.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from iaclint.analyses.analysis import Facts
from iaclint.analyses.tristate import is_on
from iaclint.symbolic.structure import symbols
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import ABSENT, Value

ACLS_IGNORED = "public ACLs are ignored"
POLICIES_RESTRICTED = "public policies only apply within the account"
"""What ``ignore_public_acls`` and ``restrict_public_buckets`` do, in texts."""

LEVELS = {"bucket": "public_access_block", "account": "account_public_access_block"}


class Flag(Struct, frozen=True):
    """One flag at one level."""

    level: str
    name: str
    value: Value

    @property
    def field(self) -> str:
        """The field that holds it."""
        return f"{LEVELS[self.level]}.{self.name}"

    @property
    def truth(self) -> Truth:
        """Whether it is enabled; it is disabled by default."""
        return is_on(self.value)


class Block(Struct, frozen=True):
    """One flag at all levels."""

    name: str
    flags: tuple[Flag, ...]

    @property
    def truth(self) -> Truth:
        """Whether it is enabled at any level."""
        return Truth.any(flag.truth for flag in self.flags)

    @property
    def blockers(self) -> tuple[str, ...]:
        """The symbols that leave it undecided."""
        return tuple(s for flag in self.flags if not _is_settled(flag) for s in symbols(flag.value))

    def declared(self) -> Iterator[Flag]:
        """Yield the flags that are declared."""
        return (flag for flag in self.flags if flag.value is not ABSENT and flag.value is not None)


def _is_settled(flag: Flag) -> bool:
    return flag.truth is not Truth.UNKNOWN


def read_block(facts: Facts, name: str) -> Block:
    """Return one of the four flags at all levels."""
    fields = ((level, f"{prefix}.{name}") for level, prefix in LEVELS.items())
    return Block(name, tuple(Flag(level, name, facts.get(field)) for level, field in fields))
