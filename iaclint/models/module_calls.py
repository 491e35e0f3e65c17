"""What the calls of modules that are not loaded set, for instances that these modules create."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from iaclint.models.companions.links import Link
from iaclint.models.paths import follow, parse_path
from iaclint.symbolic.values import Unknown

if TYPE_CHECKING:
    from iaclint.models.model import Mapping as ModelMapping


def sets_any(
    mapping: ModelMapping, links: Mapping[str, tuple[Link, ...]], fields: Iterable[str]
) -> bool:
    """Return whether a call has an argument of the name that a field has in the language.

    Modules pass such arguments on: ``allow_nested_items_to_be_public`` of a module is most likely
    that of its storage account. Without the module, the value of the field is unknown. A name of
    one word, such as ``policy``, may be that of anything.
    """
    sources = (s for name in fields if name in mapping.fields for s in mapping.fields[name].sources)
    names = {part for source in sources for part in source.path if "_" in part}
    return not names.isdisjoint(_arguments(mapping, links))


def _arguments(mapping: ModelMapping, links: Mapping[str, tuple[Link, ...]]) -> Iterable[str]:
    """Yield the arguments of the calls by whose outputs companions refer to their owner."""
    for name, found in links.items():
        for path in mapping.companions[name].owner:
            first, *rest = parse_path(path)
            for link in found:
                value = follow(link.resource.body.get(first), tuple(rest)).value
                if isinstance(value, Unknown):
                    yield from value.nature.call_arguments
