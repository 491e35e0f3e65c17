"""What an analysis takes and returns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TypeAlias

from msgspec import Struct

from iaclint.resource import Path
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import Unknown, Value

UNDECIDED = "values outside of this configuration"
"""What blocks a result of which no symbol is known."""


OWN_RESOURCE = "@resource"
"""The field with the type and the key of the resource, not set for one that is not declared."""

SOURCES = "@sources."
"""Before the name of a field: the keys of the resources whose attribute it certainly is."""


class Facts(Protocol):
    """The fields of one model instance."""

    def get(self, field: str) -> Value:
        """Return a field's value; ``ABSENT`` if it is not set."""

    def service(self, field: str) -> str:
        """Return the service of the policies in a field; raises ``KeyError``."""

    @property
    def trusted_accounts(self) -> frozenset[str]:
        """The AWS accounts that may have access."""


class Step(Struct, frozen=True):
    """One step of the reasoning: a sentence, and the value that it is about.

    ``field`` and ``path`` (inside of the field's value) locate that value; a step about something
    that is missing has the field that would hold it.
    """

    text: str
    field: str | None = None
    path: Path = ()


class AnalysisResult(Struct, frozen=True):
    """A value for rules to test, and the reasoning behind it.

    A finding points to the first step that has a field.
    """

    value: Value
    steps: tuple[Step, ...] = ()


Analysis: TypeAlias = Callable[[Facts], AnalysisResult]


def as_value(truth: Truth, blockers: Sequence[str]) -> bool | Unknown:
    """Return a truth as a value that rules can test."""
    return Unknown(blockers[0]) if truth is Truth.UNKNOWN else truth is Truth.TRUE


def explain_cases(symbols: Sequence[str]) -> Step:
    """Return a step that says that the reasoning is about one of several cases."""
    return Step(f"this applies to one possible value of {symbols[0]}")


def explain_unknown(symbols: Sequence[str]) -> Step:
    """Return a step that says which symbols leave the result undecided."""
    return Step(f"unknown before deployment: {', '.join(symbols)}")
