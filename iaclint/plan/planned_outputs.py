"""The outputs of a plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from iaclint.plan.body import element
from iaclint.symbolic.unsettled import KNOWN_AFTER_APPLY
from iaclint.symbolic.values import ABSENT, Scalar, Unknown, Value
from iaclint.symbolic.worlds import ANYWHERE, World

if TYPE_CHECKING:
    from iaclint.files.source import Span
    from iaclint.plan.parts import Part
    from iaclint.resource import Path, Related


class PlannedOutputs:
    """The outputs of a plan (see ``iaclint.resource.Body``); ``part`` has their changes."""

    def __init__(self, part: Part) -> None:
        self._part = part
        changes = part.value if isinstance(part.value, Mapping) else {}
        self._changes: dict[str, Mapping[str, Any]] = {
            name: change
            for name, change in changes.items()
            if isinstance(change, Mapping) and change.get("actions") != ["delete"]
        }

    def names(self) -> tuple[str, ...]:
        """Return the names of the outputs after apply."""
        return tuple(self._changes)

    def get(self, name: str) -> Value:
        """Return an output; ``ABSENT`` if it does not exist."""
        change = self._changes.get(name)
        if change is None:
            return ABSENT
        return _merge(change.get("after"), change.get("after_unknown"), f"output.{name}")

    def locate(self, path: Path, world: World = ANYWHERE) -> Span:
        """Return where an output is written in the plan."""
        return self._part.locate(path[:1]) or self._part.span

    def trail(self, path: Path, world: World = ANYWHERE) -> tuple[Related, ...]:
        """Return nothing: a plan does not contain where an output comes from."""
        return ()


def _merge(after: Any, unknown: object, name: str) -> Value:
    if unknown is True:
        return Unknown(f"{name} {KNOWN_AFTER_APPLY}")
    if isinstance(after, list):
        marks = unknown if isinstance(unknown, list) else []
        return tuple(_merge(item, element(marks, n), name) for n, item in enumerate(after))
    if isinstance(after, Mapping):
        inside = unknown if isinstance(unknown, Mapping) else {}
        names = dict.fromkeys((*after, *inside))
        return {key: _merge(after.get(key), inside.get(key), name) for key in names}
    whole: Scalar = after
    return whole
