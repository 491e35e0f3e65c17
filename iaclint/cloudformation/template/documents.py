"""Files as trees, each read once: templates, and what they bring in from beside them."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from msgspec import Struct

from iaclint.cloudformation.template.detection import is_json, starts_with_brace
from iaclint.cloudformation.template.template import looks_like_template
from iaclint.files.source_tree import Unreadable
from iaclint.syntax.tree import Mapping

if TYPE_CHECKING:
    from collections.abc import Mapping as MappingABC
    from collections.abc import Sequence

    from iaclint.files.diagnostics import Diagnostic
    from iaclint.files.source import SourceFile
    from iaclint.files.source_tree import SourceTree


class Document(Struct, frozen=True, eq=False):
    """A file that could be read, or not: then it has no root."""

    source: SourceFile
    root: Mapping | None
    """None where the file cannot be read, or holds no mapping."""
    diagnostics: tuple[Diagnostic, ...]

    @property
    def is_template(self) -> bool:
        """Whether it is a template, now that its top level is known."""
        return looks_like_template(self.root)

    @property
    def failed(self) -> bool:
        """Whether it could not be read."""
        return self.root is None and bool(self.diagnostics)


class Library:
    """The files of a run. ``trees`` tells where files may be read beside a source."""

    def __init__(
        self, sources: Sequence[SourceFile], trees: MappingABC[SourceFile, SourceTree]
    ) -> None:
        self._trees = dict(trees)
        self._selected = {(trees[s], s.path): s for s in sources if s in trees}
        self._documents: dict[SourceFile, Document] = {}

    @property
    def documents(self) -> tuple[Document, ...]:
        """All that was read."""
        return tuple(self._documents.values())

    def document(self, source: SourceFile) -> Document:
        """Return what a file holds."""
        if source not in self._documents:
            self._documents[source] = _parse(source, is_json(source))
        return self._documents[source]

    def beside(self, source: SourceFile, location: str) -> Document:
        """Return what the file at a relative path holds; raises ``Unreadable``."""
        return self.document(self.source_beside(source, location))

    def inside(self, outer: SourceFile, source: SourceFile) -> Document:
        """Return what a text holds that is a part of a file, and is read as if it were one."""
        if outer in self._trees:
            self._trees[source] = self._trees[outer]
        return _parse(source, starts_with_brace(source))

    def source_beside(self, source: SourceFile, location: str) -> SourceFile:
        """Return the file at a path relative to another one; raises ``Unreadable``."""
        tree = self._trees.get(source)
        if tree is None or location.startswith("/"):
            raise Unreadable(f"'{location}' is outside of the scanned folder")
        path = posixpath.normpath(posixpath.join(posixpath.dirname(source.path), location))
        found = self._selected.get((tree, path)) or tree.source(path)
        self._trees[found] = tree
        return found


def _parse(source: SourceFile, as_json: bool) -> Document:
    if as_json:
        from iaclint.syntax.json import parse
    else:
        from iaclint.syntax.yaml import parse
    root, diagnostics = parse(source)
    return Document(source, root if isinstance(root, Mapping) else None, tuple(diagnostics))
