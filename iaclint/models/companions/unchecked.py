"""Companions beyond a limit: that they may exist is known, and nothing else."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from iaclint.symbolic.values import Unknown, Value
from iaclint.symbolic.worlds import ANYWHERE

if TYPE_CHECKING:
    from iaclint.files.source import Span
    from iaclint.resource import Body, Path, Related, Resource
    from iaclint.symbolic.worlds import World


class UncheckedBody(Struct, frozen=True):
    """A body of which every attribute is unknown; its places are those of another one."""

    body: Body
    symbol: str
    """What blocks it."""

    def names(self) -> Collection[str]:
        """Return the names of the other body."""
        return self.body.names()

    def get(self, name: str) -> Value:
        """Return an unknown value."""
        return Unknown(self.symbol)

    def locate(self, path: Path, world: World = ANYWHERE) -> Span:
        """Return the place in the other body."""
        return self.body.locate((), world)

    def trail(self, path: Path, world: World = ANYWHERE) -> tuple[Related, ...]:
        """Return nothing: where an unknown value comes from is not known."""
        return ()


def unchecked(resource: Resource, symbol: str) -> Resource:
    """Return a resource of which nothing is known but a symbol that blocks it."""
    return replace(resource, body=UncheckedBody(resource.body, symbol))
