"""The outputs that a plan knows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from iaclint.plan.body import at
from iaclint.plan.planned import LATER
from iaclint.symbolic.values import ABSENT, Unknown, Value
from iaclint.symbolic.worlds import ANYWHERE, World

if TYPE_CHECKING:
    from iaclint.files.source import Span
    from iaclint.plan.skimming import Part
    from iaclint.resource import Path, Related


class PlannedOutputs:
    """What a plan hands out (see ``iaclint.resource.Body``); ``part`` has all its changes."""

    def __init__(self, part: Part) -> None:
        self._part = part
        changes = part.value if isinstance(part.value, Mapping) else {}
        self._changes: dict[str, Mapping[str, Any]] = {
            name: change
            for name, change in changes.items()
            if isinstance(change, Mapping) and change.get("actions") != ["delete"]
        }

    def names(self) -> tuple[str, ...]:
        """Return the names of the outputs that there will be."""
        return tuple(self._changes)

    def get(self, name: str) -> Value:
        """Return an output; ``ABSENT`` where there is none of the name."""
        change = self._changes.get(name)
        if change is None:
            return ABSENT
        return _merge(change.get("after"), change.get("after_unknown"), f"output.{name}")

    def locate(self, path: Path, world: World = ANYWHERE) -> Span:
        """Return where an output is planned."""
        return self._part.locate(path[:1]) or self._part.span

    def trail(self, path: Path, world: World = ANYWHERE) -> tuple[Related, ...]:
        """Return nothing: a plan does not tell where an output came from."""
        return ()


def _merge(after: Value, unknown: object, name: str) -> Value:
    if unknown is True:
        return Unknown(f"{name} {LATER}")
    if isinstance(after, list):
        marks = unknown if isinstance(unknown, list) else []
        return tuple(_merge(item, at(marks, n), name) for n, item in enumerate(after))
    if isinstance(after, Mapping):
        inside = unknown if isinstance(unknown, Mapping) else {}
        names = dict.fromkeys((*after, *inside))
        return {key: _merge(after.get(key), inside.get(key), name) for key in names}
    return after
