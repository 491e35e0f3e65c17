"""Companions that a module may have which is not loaded, and which a resource is passed to."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from iaclint.models.companions.links import Link
from iaclint.symbolic.values import Unknown, Value
from iaclint.symbolic.worlds import ANYWHERE

if TYPE_CHECKING:
    from iaclint.files.source import Span
    from iaclint.models.model import Companion
    from iaclint.resource import Call, Path, Related, Resource
    from iaclint.symbolic.worlds import World


class _Body(Struct, frozen=True):
    """A body of which every attribute is unknown, at the call of its module."""

    call: Call
    symbol: str

    def names(self) -> Collection[str]:
        """Return nothing: what it sets is not known."""
        return ()

    def get(self, name: str) -> Value:
        """Return an unknown value."""
        return Unknown(self.symbol)

    def locate(self, path: Path, world: World = ANYWHERE) -> Span:
        """Return the call."""
        return self.call.span

    def trail(self, path: Path, world: World = ANYWHERE) -> tuple[Related, ...]:
        """Return nothing."""
        return ()


def may_be_in(call: Call, companion: Companion, owner: Resource) -> Link:
    """Return the link of a companion that the module of a call may have."""
    symbol = f"{call.address}, which is not loaded"
    inside = replace(
        owner,
        type=companion.resources[0],
        address=f"{call.address}.{companion.resources[0]}",
        span=call.span,
        body=_Body(call, symbol),
        calls=(),
        presence=None,
        blocker="",
        unparsed=(),
    )
    return Link.possible(inside, owner, symbol)
