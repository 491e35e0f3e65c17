"""Templates and the files they refer to, each parsed once."""

from __future__ import annotations

import posixpath
import re
from contextlib import suppress
from functools import cached_property, partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from iaclint.cloudformation.template.detection import is_json, starts_with_brace
from iaclint.cloudformation.template.neighborhoods import Neighborhoods
from iaclint.cloudformation.template.template import looks_like_template, only_declares
from iaclint.files.diagnostics import Level
from iaclint.files.faults import attempt
from iaclint.files.source_tree import Unreadable
from iaclint.limits import MAX_SECTION_FILES
from iaclint.syntax.document import parse_document
from iaclint.syntax.errors import DUPLICATE_KEY, SEVERAL_DOCUMENTS
from iaclint.syntax.tree import Mapping

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Mapping as MappingABC

    from iaclint.files.diagnostics import Diagnostic
    from iaclint.files.source import SourceFile, Span
    from iaclint.files.source_tree import SourceTree
    from iaclint.syntax.tree import Entry, Node


_ENDINGS = (".yaml", ".yml", ".json", ".template")
_JINJA = re.compile(rb"\{%-?\s*\w|(?m::\s*|^\s*)\{\{-?\s*\w|\}\}-?\w*\{\{")
_JINJA_MESSAGE = "this is a Jinja template of a CloudFormation template"
_JINJA_HINT = "check the template that is rendered from it"


class Document(Struct, frozen=True, eq=False):
    """A parsed file."""

    source: SourceFile
    root: Mapping | None
    """None if the file cannot be parsed or is not a mapping."""
    diagnostics: tuple[Diagnostic, ...]

    @property
    def is_template(self) -> bool:
        """Whether its top level is that of a template."""
        return looks_like_template(self.root)

    def section(self, name: str) -> MappingABC[str, Entry]:
        """Return the entries of a section; none if there is no such mapping."""
        found = self.root.get(name) if self.root is not None else None
        return found.entries if isinstance(found, Mapping) else {}

    @property
    def failed(self) -> bool:
        """Whether it could not be parsed."""
        return self.root is None and bool(self.diagnostics)


class DocumentReader:
    """Reads the files of a run. ``trees`` maps a source to the folder that it may read from."""

    def __init__(
        self,
        sources: Sequence[SourceFile],
        trees: MappingABC[SourceFile, SourceTree],
        manifests: MappingABC[SourceFile, Sequence[SourceFile]] = MappingProxyType({}),
    ) -> None:
        self.manifests = manifests
        """The manifests of the CDK that lead to templates."""
        self._trees = dict(trees)
        self._selected = {(trees[s], s.path): s for s in sources if s in trees}
        self._documents: dict[SourceFile, Document] = {}

    @property
    def documents(self) -> tuple[Document, ...]:
        """All documents that were read."""
        return tuple(self._documents.values())

    @cached_property
    def neighborhoods(self) -> Neighborhoods:
        """The names that the templates read so far declare, by folder."""
        templates = (each for each in self._documents.values() if each.is_template)
        return Neighborhoods({each.source.path: each.root for each in templates if each.root})

    def sections_beside(self, source: SourceFile) -> Iterator[Mapping]:
        """Yield the documents in the folder of a template that only declare names for others."""
        tree, folder = self._trees.get(source), posixpath.dirname(source.path)
        with suppress(Unreadable):
            names = () if tree is None else tree.names(folder or ".")
            for name in names[:MAX_SECTION_FILES]:
                root = self._unread(source, name) if name.endswith(_ENDINGS) else None
                if root is not None and only_declares(root):
                    yield root

    def _unread(self, source: SourceFile, name: str) -> Mapping | None:
        """Return what is in a file beside a template; None if it cannot be read."""
        with suppress(Unreadable):
            found = self._trees[source].make_source(
                posixpath.join(posixpath.dirname(source.path), name)
            )
            return _parse(found, is_json(found)).root
        return None

    def document(self, source: SourceFile) -> Document:
        """Return the document in a file."""
        if source not in self._documents:
            found: list[Diagnostic] = []
            parse = partial(_parse, source, is_json(source))
            document = attempt(parse, found.append, source.display)
            self._documents[source] = document or Document(source, None, tuple(found))
        return self._documents[source]

    def relative_document(self, source: SourceFile, location: str) -> Document:
        """Return the document at a path relative to a file; raises ``Unreadable``."""
        return self.document(self.relative_source(source, location))

    def embedded_document(self, outer: SourceFile, source: SourceFile) -> Document:
        """Return the document in a string of the file ``outer``, given as a source of its own."""
        if outer in self._trees:
            self._trees[source] = self._trees[outer]
        return _parse(source, starts_with_brace(source))

    def relative_source(self, source: SourceFile, location: str) -> SourceFile:
        """Return the file at a path relative to another one; raises ``Unreadable``."""
        tree = self._trees.get(source)
        if tree is None or location.startswith("/"):
            raise Unreadable(f"'{location}' is outside of the scanned folder")
        path = posixpath.normpath(posixpath.join(posixpath.dirname(source.path), location))
        found = self._selected.get((tree, path)) or tree.source(path)
        self._trees[found] = tree
        return found


def _parse(source: SourceFile, as_json: bool) -> Document:
    root, diagnostics = parse_document(source, as_json)
    if root is None and _JINJA.search(source.data):
        diagnostics = (replace(diagnostics[0], message=_JINJA_MESSAGE, hint=_JINJA_HINT),)
    severe = tuple(_severe(d, root) for d in diagnostics)
    # The template may be a later document.
    is_other = not looks_like_template(root) and any(d.code == SEVERAL_DOCUMENTS for d in severe)
    read = root if isinstance(root, Mapping) and not is_other else None
    return Document(source, read, severe)


def _severe(diagnostic: Diagnostic, root: Node | None) -> Diagnostic:
    """Return a diagnostic as an error if a key or a document hides resources."""
    if diagnostic.code == SEVERAL_DOCUMENTS:
        return replace(diagnostic, level=Level.ERROR)
    if diagnostic.code != DUPLICATE_KEY or diagnostic.span is None:
        return diagnostic
    resources = root.entries.get("Resources") if isinstance(root, Mapping) else None
    if resources is None or not _is_in(diagnostic.span, resources):
        return diagnostic
    return replace(diagnostic, level=Level.ERROR, hint="only the last value is checked")


def _is_in(span: Span, entry: Entry) -> bool:
    return entry.key.start_byte <= span.start_byte < entry.value.end_byte
