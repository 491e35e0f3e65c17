"""Build the index of the bundled rules, for the package."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec.structs import replace

from iaclint.models.model import Mapping, Model
from iaclint.ruleset.files import find_files
from iaclint.ruleset.index import Entry, Index, scan
from iaclint.ruleset.loader import load


def build_index(directory: Path) -> Index:
    """Return the index of a directory, with exactly the types that its models have.

    Raises ``ValueError`` if its files have errors.
    """
    ruleset = load([directory])
    if ruleset.diagnostics:
        mistakes = (f"{mistake.span}: {mistake.message}" for mistake in ruleset.diagnostics)
        raise ValueError("\n".join(mistakes))
    entries = scan(find_files([directory])).entries
    return Index(tuple(_exact(entry, ruleset.models.get(entry.id)) for entry in entries))


def encode(index: Index) -> bytes:
    """Return an index as JSON, the same for the same files."""
    return msgspec.json.encode(index) + b"\n"


def _exact(entry: Entry, model: Model | None) -> Entry:
    """Return an entry that was scanned with the types that the model has, in order."""
    types, reads = set(entry.types), set(entry.reads)
    if model is not None and entry.kind == "model":
        mappings = model.mappings.values()
        types = {type_ for mapping in mappings for type_ in instance_types(mapping)}
        reads = {type_ for mapping in mappings for type_ in read_types(mapping)}
    elif entry.kind == "fragment":
        reads = set()  # the models that include it have its types
    return replace(
        entry,
        types=tuple(sorted(types)),
        reads=tuple(sorted(reads)),
        needs=tuple(sorted(entry.needs)),
    )


def instance_types(mapping: Mapping) -> Iterator[str]:
    """Yield the resource types of which a single resource already makes an instance."""
    yield from mapping.resources
    for companion in mapping.companions.values():
        if companion.owner and not companion.is_chained:
            yield from companion.resources


def read_types(mapping: Mapping) -> Iterator[str]:
    """Yield the resource types that a mapping reads, also those of which it reads references."""
    yield from mapping.resources
    yield from mapping.also_owned_by
    for companion in mapping.companions.values():
        yield from companion.resources
    for source in (source for field in mapping.fields.values() for source in field.sources):
        yield from (word for word in source.values or () if "_" in word or "::" in word)
