"""Which templates are root templates, and which are nested in others."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from iaclint.cloudformation.options import Options
from iaclint.cloudformation.stacks.hierarchy import Stacks
from iaclint.cloudformation.stacks.nested_stacks import existence
from iaclint.cloudformation.template.cdk_metadata import cdk_artifacts
from iaclint.cloudformation.template.locations import local_path, written_location
from iaclint.files.deployed.call_graph import find_uncalled
from iaclint.files.deployed.example_folders import is_trial
from iaclint.files.faults import attempt
from iaclint.files.source_tree import Unreadable
from iaclint.syntax.tree import Mapping

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from iaclint.cloudformation.eval.context import Stack
    from iaclint.cloudformation.template.documents import Document, DocumentReader
    from iaclint.files.source import SourceFile
    from iaclint.syntax.tree import Entry


def find_roots(reader: DocumentReader, sources: list[SourceFile]) -> list[SourceFile]:
    """Return the templates that no other template of the run deploys, or that a manifest does.

    A nested stack whose condition is false for any parameters deploys nothing.
    """
    nests = {source: nested_sources(reader, source)[0] - {source} for source in sources}
    roots = find_uncalled(
        nests,
        lambda outer, inner: is_trial(posixpath.dirname(outer.path), posixpath.dirname(inner.path)),
        lambda source: bool(reader.document(source).section("Parameters")),
    )
    return [source for source in sources if source in roots or cdk_artifacts(source, reader)]


def nested_sources(
    reader: DocumentReader, source: SourceFile
) -> tuple[set[SourceFile], set[SourceFile]]:
    """Return the templates that a template nests, and those that it nests in no case.

    Only literal locations count.
    """
    document = reader.document(source)
    found = list(_nested(reader, document))
    conditional = any("Condition" in _keys(entry) for _, entry in found)
    stacks = _for_any_parameters(reader, document) if conditional else ()
    made = {
        nested
        for nested, entry in found
        if not stacks or any(existence(stack, entry)[1] is not False for stack in stacks)
    }
    return made, {nested for nested, _ in found} - made


def _nested(reader: DocumentReader, document: Document) -> Iterator[tuple[SourceFile, Entry]]:
    for entry in document.section("Resources").values():
        path = local_path(written_location(entry))
        if path is not None:
            try:
                yield reader.relative_document(document.source, path).source, entry
            except Unreadable:
                continue


def _keys(entry: Entry) -> set[str]:
    return set(entry.value.entries) if isinstance(entry.value, Mapping) else set()


def _for_any_parameters(reader: DocumentReader, document: Document) -> Sequence[Stack]:
    """Return the stacks of a template with all of its parameters unknown; none if that fails."""
    options = Options(parameters=dict.fromkeys(document.section("Parameters")))
    stacks = Stacks(reader)
    opened = attempt(
        lambda: list(stacks.roots(document, options)), lambda fault: None, document.source.display
    )
    return opened or ()
