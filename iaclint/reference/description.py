"""The description of a model, as plain data."""

from __future__ import annotations

from typing import Any

from msgspec import Struct


class SourceDescription(Struct, frozen=True):
    """One way to set a field."""

    attribute: str
    """The path in the language; empty if the companion itself is an element."""
    companion: str | None = None
    resources: tuple[str, ...] = ()
    """The types of the companion; empty for the resource itself."""
    default: Any = None
    previous_defaults: dict[str, Any] = {}
    """Defaults of older provider versions, each under the version that changed it."""
    values: dict[str, Any] = {}
    """Values of the language, each with that of the model."""
    parts: dict[str, str] = {}
    """For a list: the model's names for the parts of its elements, each with its attribute."""
    removed_in: str | None = None


class FieldDescription(Struct, frozen=True):
    """A field with its sources in each language, of which the first that is set counts."""

    name: str
    note: str
    joined: bool
    """Whether it is the list of the elements of all sources."""
    sources: dict[str, tuple[SourceDescription, ...]]
    """By language."""


class CompanionDescription(Struct, frozen=True):
    """Another resource that configures the same instance."""

    name: str
    resources: tuple[str, ...]
    link: str
    note: str
    removed_in: str | None


class ComputedDescription(Struct, frozen=True):
    """A field that an analysis computes."""

    name: str
    analysis: str
    answer: str


class ModelDescription(Struct, frozen=True):
    """A model."""

    id: str
    title: str
    note: str
    include: tuple[str, ...]
    resources: dict[str, tuple[str, ...]]
    """Resource types by language."""
    fields: tuple[FieldDescription, ...]
    computed: tuple[ComputedDescription, ...]
    companions: dict[str, tuple[CompanionDescription, ...]]
    """By language."""
    rules: tuple[str, ...]
    """The ids of the rules for it."""


class ModelSummary(Struct, frozen=True):
    """A model in a list of models."""

    id: str
    title: str
    languages: tuple[str, ...]
    rules: int
    """The number of rules for it."""
