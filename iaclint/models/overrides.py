"""The fields that companions override: an update of a resource that sets its attributes again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from iaclint.models.model import Companion, Field, FieldSource
from iaclint.symbolic.values import ABSENT


def overridden(field: Field, companions: Iterable[Companion]) -> Field:
    """Return a field that is first read from the companions that set what it reads.

    The elements of a concatenated list are not overridden.
    """
    if field.concatenated:
        return field
    updates = [u for each in companions if each.sets for u in _updates(field.sources, each)]
    return replace(field, sources=(*updates, *field.sources))


def _updates(sources: Iterable[FieldSource], companion: Companion) -> Iterator[FieldSource]:
    """Yield the sources that read a companion as others read the resource; it has no defaults."""
    for source in sources:
        if source.companion is None and source.path[:1] == (companion.sets,):
            yield replace(
                source, companion=companion.name, default=ABSENT, previous_defaults={}, of=()
            )
