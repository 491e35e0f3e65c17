"""What an analysis gets and gives."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TypeAlias

from msgspec import Struct

from iaclint.resource import Path
from iaclint.symbolic.values import Truth, Unknown, Value


class Facts(Protocol):
    """The fields of one model instance."""

    def get(self, field: str) -> Value:
        """Return a field's value; ``ABSENT`` when it is not set."""

    def service(self, field: str) -> str:
        """Return the service that the policies of a field are for; raises ``KeyError``."""


class Step(Struct, frozen=True):
    """One step of the reasoning: a sentence, and the value that it stands on.

    ``field`` and ``path`` (inside of the field's value) say where; a step about something
    that is missing has the field that would hold it.
    """

    text: str
    field: str | None = None
    path: Path = ()


class Outcome(Struct, frozen=True):
    """An analysis's result: a value for rules to test, and the reasoning behind it.

    The first step that has a field is where a finding points.
    """

    value: Value
    steps: tuple[Step, ...] = ()


Analysis: TypeAlias = Callable[[Facts], Outcome]


def lower(truth: Truth, blockers: Sequence[str]) -> bool | Unknown:
    """Turn a truth into a value that rules can test."""
    return Unknown(blockers[0]) if truth is Truth.UNKNOWN else truth is Truth.TRUE
