"""Build the index of the bundled rules, for the package or for later runs in a checkout."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

from msgspec.structs import replace

from iaclint.models.model import Mapping, Model
from iaclint.ruleset.catalog import CACHED_INDEX, reload_bundled
from iaclint.ruleset.files import RuleFile, find_files
from iaclint.ruleset.index import FORMAT, Entry, Index, IndexFile, encode, scan
from iaclint.ruleset.loader import Ruleset, load
from iaclint.ruleset.packed_tree import pack
from iaclint.syntax import tree
from iaclint.syntax.yaml import parse


def build_index(directory: Path) -> IndexFile:
    """Return the index of a directory, with exactly the types that its models have.

    Raises ``ValueError`` if its files have errors.
    """
    ruleset = load([directory])
    if ruleset.diagnostics:
        mistakes = (f"{mistake.span}: {mistake.message}" for mistake in ruleset.diagnostics)
        raise ValueError("\n".join(mistakes))
    files = find_files([directory])
    trees = {file.path: _tree(file) for file in files}
    ends = dict(zip(trees, accumulate(map(len, trees.values())), strict=True))
    places = {path: (ends[path] - len(packed), len(packed)) for path, packed in trees.items()}
    exact = (_exact(entry, _model_of(entry, ruleset)) for entry in scan(files).entries)
    # A rule on resource types adds fields to the model that it shares, so it is always read.
    named = ruleset.named_models()
    headers = {id_: h for id_, h in ruleset.rules.headers.items() if h.model in named}
    entries = (
        replace(entry, tree=places[entry.path], header=headers.get(entry.id)) for entry in exact
    )
    return IndexFile(Index(tuple(entries), FORMAT), b"".join(trees.values()))


def cache_index(directory: Path) -> None:
    """Write the index of the bundled rules in a checkout, for this run and later ones.

    Writes nothing where Python must not write bytecode, where the directory is not writable, and
    for rules with errors, which the run reports.
    """
    if sys.dont_write_bytecode or not os.access(directory, os.W_OK):
        return
    path = directory / CACHED_INDEX
    started = time.time()
    try:
        index = build_index(directory)
        path.parent.mkdir(exist_ok=True)
        _replace(path, encode(index), started)
    except (OSError, ValueError):
        return
    reload_bundled()


def _replace(path: Path, data: bytes, modified: float) -> None:
    """Write a file at once; a rule that is edited while the index is built is newer."""
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.utime(temporary, (modified, modified))
        os.replace(temporary, path)
    except OSError:
        os.unlink(temporary)
        raise


def _tree(file: RuleFile) -> bytes:
    node, _ = parse(file.head)
    return pack(node) if isinstance(node, tree.Mapping) else b""


def _model_of(entry: Entry, ruleset: Ruleset) -> Model | None:
    """Return the model of a file, or of a rule on resource types; None for other files."""
    if entry.kind == "rule" and not entry.needs:
        return ruleset.models[ruleset.rules[entry.id].model]
    return ruleset.models.get(entry.id) if entry.kind == "model" else None


def _exact(entry: Entry, model: Model | None) -> Entry:
    """Return an entry that was scanned with the types that the model has, in order."""
    types, reads = set(entry.types), set(entry.reads)
    if model is not None:
        mappings = model.mappings.values()
        types = {type_ for mapping in mappings for type_ in instance_types(mapping)}
        # The conditions of a rule can name types, too.
        named = filter(_can_be_type, entry.reads) if entry.kind == "rule" else ()
        reads = {type_ for mapping in mappings for type_ in read_types(mapping)}.union(named)
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
        yield from filter(_can_be_type, source.values or ())


def _can_be_type(word: str) -> bool:
    return "_" in word or "::" in word
