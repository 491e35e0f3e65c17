"""The planned change of one instance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from iaclint.plan.addresses import parse_module_address
from iaclint.plan.parts import MalformedPlan, Part

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iaclint.address import Key
    from iaclint.files.source import Span
    from iaclint.resource import Path

_ANY_INSTANCE = "[*]"
"""The key of a deferred instance while the keys are unknown."""


class Change(Struct, frozen=True, eq=False):
    """The planned change of an instance of a resource or data source."""

    address: str
    module: tuple[tuple[str, Key], ...]
    """The module calls that lead to it, each with its instance key."""
    type: str
    name: str
    key: Key
    managed: bool
    """Whether it is a resource; otherwise it is a data source that is read during apply."""
    after: dict[str, Any]
    unknown: Mapping[str, Any]
    """``after_unknown``: true for each value that is known after apply."""
    part: Part
    entry: Path
    """The path in the part to the object with the address."""
    values: Path
    """The path in this object to the values."""
    is_forgotten: bool = False
    """Whether it stays in the cloud with these values, but is no longer managed."""

    @property
    def kind(self) -> str:
        """Its type, with the prefix ``data.`` for a data source."""
        return self.type if self.managed else f"data.{self.type}"

    @property
    def block(self) -> str:
        """The address of its block in its module."""
        return f"{self.kind}.{self.name}"

    def locate_value(self, path: Path) -> Span | None:
        """Return where a value is written; None if the path does not exist."""
        return self.part.locate((*self.entry, *self.values, *path))

    @property
    def span(self) -> Span:
        """Where its address is written."""
        return self.part.locate((*self.entry, "address")) or self.part.span


def make_change(
    part: Part,
    entry: Any,
    path: Path,
    values: Path,
    after: dict[str, Any],
    unknown: Mapping[str, Any],
    is_forgotten: bool = False,
) -> Change:
    """Return the change of the object at a path in a part.

    Raises ``MalformedPlan``, ``KeyError``, ``TypeError`` or ``ValueError`` if it has another shape.
    """
    if not all(isinstance(entry[name], str) for name in ("address", "mode", "type", "name")):
        raise MalformedPlan
    key = entry.get("index")
    if isinstance(key, bool) or not isinstance(key, str | int | None):
        raise MalformedPlan
    return Change(
        address=entry["address"],
        module=parse_module_address(entry.get("module_address", "").replace(_ANY_INSTANCE, "")),
        type=entry["type"],
        name=entry["name"],
        key=key,
        managed=entry["mode"] == "managed",
        after=after,
        unknown=unknown,
        part=part,
        entry=path,
        values=values,
        is_forgotten=is_forgotten,
    )
