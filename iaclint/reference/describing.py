"""Describe models."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from iaclint.analyses import find_analysis
from iaclint.reference.comments import Comments
from iaclint.reference.description import (
    CompanionDescription,
    ComputedDescription,
    FieldDescription,
    ModelDescription,
    ModelSummary,
    SourceDescription,
)
from iaclint.symbolic.values import ABSENT

if TYPE_CHECKING:
    from iaclint.models.model import Companion, FieldSource, Model
    from iaclint.models.model import Mapping as ModelMapping
    from iaclint.ruleset.loader import Ruleset


def summarize(model: Model, ruleset: Ruleset) -> ModelSummary:
    """Return the summary of a model, for a list."""
    rules = sum(rule.model == model.id for rule in ruleset.rules.values())
    return ModelSummary(model.id, model.title, tuple(model.mappings), rules)


def describe(model: Model, ruleset: Ruleset, comments: Comments) -> ModelDescription:
    """Return the description of a model."""
    return ModelDescription(
        model.id,
        model.title,
        comments.of_model(),
        comments.include,
        {language: mapping.resources for language, mapping in model.mappings.items()},
        tuple(_fields(model, comments)),
        tuple(_computed(name, analysis) for name, analysis in model.computed.items()),
        {
            language: tuple(_companions(mapping, comments))
            for language, mapping in model.mappings.items()
        },
        tuple(sorted(rule.id for rule in ruleset.rules.values() if rule.model == model.id)),
    )


def _fields(model: Model, comments: Comments) -> Iterator[FieldDescription]:
    mappings = model.mappings
    for name in dict.fromkeys(name for mapping in mappings.values() for name in mapping.fields):
        having = {language: m for language, m in mappings.items() if name in m.fields}
        yield FieldDescription(
            name,
            comments.of("fields", name),
            any(mapping.fields[name].concatenated for mapping in having.values()),
            {
                language: tuple(_source(mapping, each) for each in mapping.fields[name].sources)
                for language, mapping in having.items()
            },
        )


def _source(mapping: ModelMapping, source: FieldSource) -> SourceDescription:
    companion = mapping.companions.get(source.companion or "")
    return SourceDescription(
        _attribute(source.path),
        source.companion,
        companion.resources if companion else source.of,
        None if source.default is ABSENT else source.default,
        dict(source.previous_defaults),
        dict(source.values or {}),
        {name: _attribute(path) for name, path in (source.parts or {}).items()},
        source.removed_in or (companion.removed_in if companion else None),
    )


def _attribute(path: tuple[str, ...]) -> str:
    return ".".join(path).replace(".*", "[*]")


def _computed(name: str, analysis: str) -> ComputedDescription:
    """Return a computed field, described by the first line of the docstring of its analysis."""
    first, *_ = (find_analysis(analysis).__doc__ or "").strip().splitlines() or [""]
    return ComputedDescription(name, analysis, first.removeprefix("Return ").rstrip("."))


def _companions(mapping: ModelMapping, comments: Comments) -> Iterator[CompanionDescription]:
    for name, companion in mapping.companions.items():
        yield CompanionDescription(
            name,
            companion.resources,
            _link(companion, mapping.companions),
            comments.of("companions", name, mapping.language),
            companion.removed_in,
        )


def _link(companion: Companion, others: Mapping[str, Companion]) -> str:
    """Return how a companion belongs to an instance, as text."""
    if companion.is_account_wide:
        return "applies to the whole region" if companion.regional else "applies to the account"
    if companion.referenced_by:
        paths = (_referring(source, others) for source in companion.referenced_by)
        return f"is referred to by {' or '.join(paths)}"
    return f"refers to {companion.parent or 'its owner'} by {' or '.join(companion.owner)}"


def _referring(source: FieldSource, others: Mapping[str, Companion]) -> str:
    of = f" of {others[source.companion].resources[0]}" if source.companion else ""
    return f"{_attribute(source.path)}{of}"
