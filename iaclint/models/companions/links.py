"""Links: which resources are part of an instance of a model, and whether they certainly are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from iaclint.symbolic.choices import choose
from iaclint.symbolic.unsettled import ORDER
from iaclint.symbolic.values import Choice, Identity, Unknown, Value
from iaclint.symbolic.worlds import existence

if TYPE_CHECKING:
    from iaclint.resource import Resource

_HOW = ("configures", "does not configure")


def in_either_order(value: Value, restored: Value, companion: Resource, owner: Resource) -> Value:
    """Return one of two values of an attribute that a companion and its owner both set."""
    pair = Identity(companion.key, f"overwrites {owner.key}")
    test = Unknown(f"{ORDER} to {companion.address} relative to {owner.address}", pair)
    labels = tuple(f"{each.address} is updated last" for each in (companion, owner))
    return choose(test, [value, restored], labels)


class Link(Struct, frozen=True):
    """A resource that is part of an instance.

    ``holds`` is True, or a ``Choice`` between True and False if that is unknown before deployment.
    """

    resource: Resource
    holds: Value = True
    is_certain: bool = True
    """Whether it is certain that the resource refers to this instance, if it refers to any."""
    is_assumed: bool | None = None
    """Whether the resource is assumed to refer to this instance; None if nothing is assumed."""

    @staticmethod
    def conditional(resource: Resource, holds: Value = True, owner: Unknown | None = None) -> Link:
        """Return the link of a resource that may not exist; its owner exists if ``owner`` says so.

        A resource with the same condition as its owner exists whenever its owner does.
        """
        presence = resource.presence
        if presence is None or presence == owner:
            return Link(resource, holds)
        exists = existence(presence, resource.address)
        return Link(resource, choose(exists.test, [holds, False], exists.labels))

    @staticmethod
    def possible(companion: Resource, candidate: Resource, symbol: str) -> Link:
        """Return the link of a companion that may configure a resource; a symbol blocks it.

        It cannot configure two of them, but each resource is checked on its own.
        """
        pair = Identity(companion.key, f"configures {candidate.key}")
        labels = tuple(f"{companion.address} {how} {candidate.address}" for how in _HOW)
        holds = Choice(Unknown(symbol, pair), (True, False), labels)
        link = Link.conditional(companion, holds, candidate.presence)
        return Link(companion, link.holds, is_certain=False)

    def as_assumed(self) -> Link | None:
        """Return the link as it is assumed to be; None if it is assumed not to hold."""
        if self.is_assumed is None:
            return self
        return Link.conditional(self.resource) if self.is_assumed else None
