"""Fields by the names that their language has for them: ``PubliclyAccessible``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from iaclint.limits import MAX_LABEL_LENGTH
from iaclint.models.paths import EVERY
from iaclint.resource import Path

if TYPE_CHECKING:
    from iaclint.models.field_value import FieldValue
    from iaclint.models.model import FieldSource, Mapping
    from iaclint.models.projection import ModelInstance


def attribute_name(instance: ModelInstance, field_value: FieldValue, path: Path = ()) -> str:
    """Return the attribute that a field, or a part of it, is read from: ``versioning.enabled``.

    A field that is not set is named by the attribute that could set it, with the resource
    type where that is a companion. Where several attributes with different names could set
    it, it is the name of the field, in words.
    """
    written = _join(field_value.at(path).path)
    if written:
        return written
    field = instance.mapping.fields.get(field_value.field)
    sources = field.sources if field else ()
    current = [source for source in sources if source.removed_in is None] or sources
    if len(current) == 1 and current[0].path:
        return f"{_join(current[0].path)}{_of_companion(instance.mapping, current[0])}"
    return _common_name(current) or _in_words(field_value.field)


def _of_companion(mapping: Mapping, source: FieldSource) -> str:
    companion = mapping.companions.get(source.companion or "")
    return f" of {companion.resources[0]}" if companion else ""


def _common_name(sources: Sequence[FieldSource]) -> str:
    """Return the last name of the attribute where that is the same for all sources."""
    names = {source.path[-1] for source in sources if source.path}
    return names.pop() if len(names) == 1 else ""


def _join(path: Iterable[str | int]) -> str:
    """Return a path with dots; of a long one only as many of the last names as fit."""
    names = [step for step in path if isinstance(step, str) and step != EVERY]
    while len(names) > 1 and len(".".join(names)) > MAX_LABEL_LENGTH:
        names.pop(0)
    return ".".join(names)


def _in_words(field: str) -> str:
    return field.replace("_", " ").replace(".", " ")
