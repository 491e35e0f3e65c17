"""``AWS::Include``: the content of files is inserted into a template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iaclint.cloudformation.template.function_calls import literal_text
from iaclint.cloudformation.template.locations import local_path
from iaclint.cloudformation.template.template import TRANSFORM, items_of, name_of_transform
from iaclint.cloudformation.transforms.unexpanded import (
    INCLUDE,
    adding_transforms,
    location_of,
)
from iaclint.files.diagnostics import REACHED, Diagnostic, Level
from iaclint.files.escapes import unescaped
from iaclint.files.source_tree import Unreadable
from iaclint.limits import MAX_INCLUDED_ENTRIES
from iaclint.syntax.tree import (
    Entry,
    Mapping,
    Node,
    Scalar,
    Sequence,
)

if TYPE_CHECKING:
    from collections.abc import Mapping as MappingABC

    from iaclint.cloudformation.template.documents import Document, DocumentReader
    from iaclint.files.source import SourceFile


def include(document: Document, reader: DocumentReader) -> tuple[Mapping, list[Diagnostic]]:
    """Return a template with its included files, where they are local.

    Includes in an included file are kept: CloudFormation does not process them
    (documentation page "AWS::Include transform").
    """
    assert document.root is not None
    if INCLUDE.encode() not in unescaped(document.source.data):
        return document.root, []
    includer = _Includer(document.root, document.source, reader)
    return includer.root(document.root), includer.diagnostics


class _Includer:
    """Inserts included files into a tree."""

    def __init__(self, root: Mapping, source: SourceFile, reader: DocumentReader) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._source = source
        self._adding = tuple(adding_transforms(root))
        self._reader = reader
        self._budget = MAX_INCLUDED_ENTRIES

    def root(self, root: Mapping) -> Mapping:
        """Return the whole template; at its top level ``Transform`` includes sections."""
        transforms = root.get("Transform")
        items = items_of(transforms)
        entries = dict(self._entries(root.entries))
        if transforms is None or not any(name_of_transform(item) == INCLUDE for item in items):
            return _like(root, entries)
        left: list[Node] = []
        for item in items:
            included = self._read(item)
            entries = {**(included or {}), **entries}
            left += [item] if included is None else []
        kept = Sequence(tuple(left), transforms.file, transforms.start_byte, transforms.end_byte)
        return _like(root, {**entries, "Transform": Entry(root.entries["Transform"].key, kept)})

    def _node(self, node: Node) -> Node:
        if isinstance(node, Scalar):
            return node
        if isinstance(node, Sequence):
            items = tuple([self._node(item) for item in node.items])
            same = all(new is old for new, old in zip(items, node.items, strict=True))
            place = node.file, node.start_byte, node.end_byte, node.tag
            return node if same else Sequence(items, *place)
        entries = self._entries(node.entries)
        return node if entries is node.entries else _like(node, entries)

    def _entries(self, entries: MappingABC[str, Entry]) -> MappingABC[str, Entry]:
        """Return entries and the entries they include; the same object if there are none."""
        transform = entries.get(TRANSFORM)
        included = self._read(transform.value) if transform is not None else None
        result: dict[str, Entry] = {**included} if included is not None else {}
        for key, entry in entries.items():
            if key != TRANSFORM or included is None:
                value = self._node(entry.value)
                result[key] = entry if value is entry.value else Entry(entry.key, value)
        same = len(result) == len(entries) and all(result.get(k) is e for k, e in entries.items())
        return entries if same else result

    def _read(self, transform: Node) -> MappingABC[str, Entry] | None:
        """Return the entries that a transform includes; None for others and unreadable files.

        A file that may have resources, and is not read, is an error.
        """
        if name_of_transform(transform) != INCLUDE:
            return None
        adds = any(transform is node for node in self._adding)
        location = location_of(transform)
        path = local_path(literal_text(location)) if location is not None else None
        if location is None or path is None:
            if adds:
                message = "the file that it includes is not read: its resources are not checked"
                self._report(message, location or transform, Level.ERROR)
            return None
        try:
            included = self._reader.relative_document(self._source, path)
        except Unreadable as error:
            is_error = adds or error.is_refused
            self._report(str(error), location, Level.ERROR if is_error else Level.WARNING)
            return None
        self.diagnostics.extend(included.diagnostics)
        if included.root is None:
            level = Level.ERROR if adds else Level.WARNING
            self._report(f"'{path}' is not a mapping", location, level)
            return None
        return self._within_limit(included.root.entries, location)

    def _within_limit(
        self, entries: MappingABC[str, Entry], location: Node
    ) -> MappingABC[str, Entry] | None:
        self._budget -= len(entries)
        if self._budget < 0:
            self._report("included files are too large", location, Level.ERROR, REACHED)
            return None
        return entries

    def _report(
        self, message: str, node: Node, level: Level, code: str = "template-not-found"
    ) -> None:
        place = node.span.first_line()
        self.diagnostics.append(Diagnostic(level, code, f"{INCLUDE}: {message}", place))


def _like(node: Mapping, entries: MappingABC[str, Entry]) -> Mapping:
    return Mapping(entries, node.file, node.start_byte, node.end_byte, node.tag)
