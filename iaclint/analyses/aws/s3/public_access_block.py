"""Block Public Access: what its four flags settle, and at which level they are looked for.

Only two of them close what is attached already; the other two refuse new public ACLs and
policies. The stricter of bucket and account wins.

Source: *Blocking public access to your Amazon S3 storage*.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from iaclint.analyses.analysis import Facts
from iaclint.analyses.tristate import is_on
from iaclint.symbolic.values import (
    ABSENT,
    Truth,
    Value,
    symbols,
)

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
        """Whether it is on; what is not declared is not on."""
        return is_on(self.value)


class Block(Struct, frozen=True):
    """One flag wherever it can be set."""

    name: str
    flags: tuple[Flag, ...]

    @property
    def truth(self) -> Truth:
        """Whether it is on at any level."""
        truth = Truth.FALSE
        for flag in self.flags:
            truth |= flag.truth
        return truth

    @property
    def blockers(self) -> tuple[str, ...]:
        """The symbols that leave it undecided."""
        return tuple(s for flag in self.flags if not _is_settled(flag) for s in symbols(flag.value))

    def declared(self) -> Iterator[Flag]:
        """Yield the flags that are written."""
        return (flag for flag in self.flags if flag.value is not ABSENT and flag.value is not None)


def _is_settled(flag: Flag) -> bool:
    return flag.truth is not Truth.UNKNOWN


def read_block(facts: Facts, name: str) -> Block:
    """Read one of the four flags at every level."""
    fields = ((level, f"{prefix}.{name}") for level, prefix in LEVELS.items())
    return Block(name, tuple(Flag(level, name, facts.get(field)) for level, field in fields))
