"""Values of a field in the model and in the schemas of resource types."""

from __future__ import annotations

from collections.abc import Iterator

from iaclint.frontends import front_end_of
from iaclint.models.model import FieldSource, Mapping, Model
from iaclint.symbolic.values import ABSENT, Value


def known_values(model: Model, field: str) -> Iterator[Value]:
    """Yield values of a field in all languages, translated to the model."""
    for mapping in model.mappings.values():
        for source in mapping.fields[field].sources if field in mapping.fields else ():
            if source.default is not ABSENT:
                yield from (source.default, *source.previous_defaults.values())
            words = source.values or {}
            yield from (value for value in words.values() if value is not None)
            yield from (words.get(value, value) for value in _documented(mapping, source))


def _documented(mapping: Mapping, source: FieldSource) -> Iterator[str]:
    companion = mapping.companions.get(source.companion or "")
    for type_ in companion.resources if companion else mapping.resources:
        if source.parts is None:
            schema = front_end_of(mapping.language).find_attribute(type_, source.path)
            yield from schema.values if schema else ()
