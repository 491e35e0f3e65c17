"""``AWS::Include``: the content of files is inserted into a template."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iaclint.cloudformation.template.function_calls import literal_text
from iaclint.cloudformation.template.locations import local_path
from iaclint.files.diagnostics import REACHED, Diagnostic, Level
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

INCLUDE: Final = "AWS::Include"

_TRANSFORM = "Fn::Transform"


def include(document: Document, reader: DocumentReader) -> tuple[Mapping, list[Diagnostic]]:
    """Return a template with its included files, where they are local.

    Includes in an included file are kept: CloudFormation does not process them
    (documentation page "AWS::Include transform").
    """
    assert document.root is not None
    if INCLUDE.encode() not in document.source.data:
        return document.root, []
    includer = _Includer(document, reader)
    return includer.root(document.root), includer.diagnostics


class _Includer:
    """Inserts included files into a tree."""

    def __init__(self, document: Document, reader: DocumentReader) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._source = document.source
        self._reader = reader
        self._budget = MAX_INCLUDED_ENTRIES

    def root(self, root: Mapping) -> Mapping:
        """Return the whole template; at its top level ``Transform`` includes sections."""
        transforms = root.get("Transform")
        items = transforms.items if isinstance(transforms, Sequence) else (transforms,)
        entries = dict(self._entries(root.entries))
        if transforms is None or not any(_location(item) for item in items):
            return _like(root, entries)
        left: list[Node] = []
        for item in items:
            included = self._read(item)
            entries = {**(included or {}), **entries}
            left += [item] if included is None and item is not None else []
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
        transform = entries.get(_TRANSFORM)
        included = self._read(transform.value) if transform is not None else None
        result: dict[str, Entry] = {**included} if included is not None else {}
        for key, entry in entries.items():
            if key != _TRANSFORM or included is None:
                value = self._node(entry.value)
                result[key] = entry if value is entry.value else Entry(entry.key, value)
        same = len(result) == len(entries) and all(result.get(k) is e for k, e in entries.items())
        return entries if same else result

    def _read(self, transform: Node | None) -> MappingABC[str, Entry] | None:
        """Return the entries that a transform includes; None for others and unreadable files."""
        location = _location(transform)
        path = local_path(literal_text(location)) if location is not None else None
        if location is None or path is None:
            return None
        try:
            included = self._reader.relative_document(self._source, path)
        except Unreadable as error:
            level = Level.ERROR if error.is_failure else Level.WARNING
            self._warn(f"{INCLUDE}: {error}", location, level)
            return None
        self.diagnostics.extend(included.diagnostics)
        if included.root is None:
            self._warn(f"{INCLUDE}: '{path}' is not a mapping", location)
            return None
        self._budget -= len(included.root.entries)
        if self._budget < 0:
            message = f"{INCLUDE}: included files are too large"
            place = location.span.first_line()
            self.diagnostics.append(Diagnostic(Level.ERROR, REACHED, message, place))
            return None
        return included.root.entries

    def _warn(self, message: str, node: Node, level: Level = Level.WARNING) -> None:
        self.diagnostics.append(
            Diagnostic(level, "template-not-found", message, node.span.first_line())
        )


def _location(transform: Node | None) -> Node | None:
    """Return the location of ``AWS::Include``; None for any other transform."""
    name = transform.get("Name") if isinstance(transform, Mapping) else None
    if not isinstance(transform, Mapping) or name is None or literal_text(name) != INCLUDE:
        return None
    parameters = transform.get("Parameters")
    return parameters.get("Location") if isinstance(parameters, Mapping) else None


def _like(node: Mapping, entries: MappingABC[str, Entry]) -> Mapping:
    return Mapping(entries, node.file, node.start_byte, node.end_byte, node.tag)
