"""Fields by the names that their language has for them: ``PubliclyAccessible``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from iaclint.models.paths import EVERY
from iaclint.resource import Path

if TYPE_CHECKING:
    from iaclint.models.field_value import FieldValue
    from iaclint.models.model import FieldSource
    from iaclint.models.projection import ModelInstance


def attribute_name(instance: ModelInstance, field_value: FieldValue, path: Path = ()) -> str:
    """Return the attribute that a field, or a part of it, is read from: ``versioning.enabled``.

    A field that is not set is named by the attribute that could set it. Where several
    attributes with different names could, it is the name of the field, in words.
    """
    written = _join(field_value.at(path).path)
    if written:
        return written
    field = instance.mapping.fields.get(field_value.field)
    return _common_name(field.sources if field else ()) or _in_words(field_value.field)


def _common_name(sources: Sequence[FieldSource]) -> str:
    """Return what all sources call a field, shortened to the last name where only that agrees."""
    current = [source for source in sources if source.removed_in is None] or sources
    names = {_join(source.path) for source in current}
    last_names = {name.rpartition(".")[2] for name in names}
    return next((found.pop() for found in (names, last_names) if len(found) == 1), "")


def _join(path: Iterable[str | int]) -> str:
    return ".".join(step for step in path if isinstance(step, str) and step != EVERY)


def _in_words(field: str) -> str:
    return field.replace("_", " ").replace(".", " ")
