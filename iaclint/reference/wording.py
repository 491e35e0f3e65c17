"""Descriptions of models as text, for terminals and pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from iaclint.reference.description import CompanionDescription, SourceDescription

Code: TypeAlias = Callable[[str], str]
"""Marks a text as code."""


EMPTY = '""'


def source_in_words(source: SourceDescription, code: Code = str) -> str:
    """Return a source of a field as text: ``enabled of aws_x, false by default``."""
    return ", ".join((_place(source, code), *_options(source, code)))


def _place(source: SourceDescription, code: Code) -> str:
    resources = " or ".join(map(code, source.resources))
    if not source.attribute:
        return f"each {resources}"
    each = "each " if source.parts else ""
    return f"{each}{code(source.attribute)}{f' of {resources}' if resources else ''}"


def _options(source: SourceDescription, code: Code) -> Iterator[str]:
    if source.parts:
        yield f"with {_pairs(source.parts, code)}"
    if source.default is not None:
        yield f"{code(word(source.default))} by default"
    for version, value in source.previous_defaults.items():
        yield f"{code(word(value))} by default before provider version {version}"
    if source.values:
        yield f"where {_meanings(source.values, code)}"
    if source.removed_in:
        yield f"removed in provider version {source.removed_in}"


def _pairs(parts: Mapping[str, str], code: Code) -> str:
    """Return the parts of a list's elements, with the attribute if it has another name."""
    named = (
        code(name) if name == attribute else f"{code(name)} ({code(attribute)})"
        for name, attribute in parts.items()
    )
    return ", ".join(named)


def _meanings(values: Mapping[str, Any], code: Code) -> str:
    return ", ".join(
        f"{code(word(name) or EMPTY)} means {'not set' if value is None else code(word(value))}"
        for name, value in values.items()
    )


def word(value: object) -> str:
    """Return a value in YAML."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def companion_in_words(companion: CompanionDescription, code: Code = str) -> str:
    """Return the description of a companion, and how it belongs to an instance."""
    resources = " or ".join(map(code, companion.resources))
    removed = f", removed in provider version {companion.removed_in}" * bool(companion.removed_in)
    return f"{resources} {companion.link}{removed}"
