"""Which templates are deployed on their own, and which are parts of others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iaclint.cloudformation.template.locations import local_path, written_location
from iaclint.files.source_tree import Unreadable
from iaclint.syntax.tree import Mapping

if TYPE_CHECKING:
    from iaclint.cloudformation.template.documents import Library
    from iaclint.files.source import SourceFile


def find_roots(library: Library, sources: list[SourceFile]) -> list[SourceFile]:
    """Return the templates that no other of the same run nests.

    Of templates that only nest each other, the first one counts as a root.
    """
    nests = {source: _nested_sources(library, source) for source in sources}
    nested = set().union(*nests.values()) if nests else set()
    order = {source: number for number, source in enumerate(sources)}
    roots: list[SourceFile] = []
    reached: set[SourceFile] = set()
    # Those that nothing nests come first: what they reach is no root.
    for source in sorted(sources, key=lambda source: source in nested):
        if source not in reached:
            roots.append(source)
            reached |= _reachable(source, nests)
    return sorted(roots, key=order.__getitem__)


def _reachable(start: SourceFile, nests: dict[SourceFile, set[SourceFile]]) -> set[SourceFile]:
    reached: set[SourceFile] = set()
    pending = [start]
    while pending:
        source = pending.pop()
        if source not in reached:
            reached.add(source)
            pending.extend(nests.get(source, ()))
    return reached


def _nested_sources(library: Library, source: SourceFile) -> set[SourceFile]:
    """Return the files that a template nests, as far as it says so in plain words."""
    document = library.document(source)
    resources = document.root.get("Resources") if document.root is not None else None
    found: set[SourceFile] = set()
    if not isinstance(resources, Mapping):
        return found
    for entry in resources.entries.values():
        path = local_path(written_location(entry))
        try:
            found |= {library.beside(source, path).source} if path is not None else set()
        except Unreadable:
            continue
    return found - {source}
