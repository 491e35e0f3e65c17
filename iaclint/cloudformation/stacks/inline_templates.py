"""Inline templates: the ``TemplateBody`` of a stack set, the text in another language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from iaclint.cloudformation.transforms.canonical_form import to_plain, to_tree
from iaclint.files.source import SourceFile, Span
from iaclint.syntax.tree import Mapping

if TYPE_CHECKING:
    from iaclint.cloudformation.template.documents import Document, DocumentReader
    from iaclint.syntax.tree import Node


def inline_template(node: Node, text: str, reader: DocumentReader) -> Document:
    """Return the template in a string, with spans in the file that contains the string.

    In a literal block, lines are those of the file. In any other string, such as a quoted one,
    every span is that of the string.
    """
    outer = node.file
    block = _as_block(node.span, text)
    data = text.encode("utf-8", "replace") if block is None else block
    document = reader.embedded_document(outer, SourceFile(outer.path, data, outer.display))
    return document if block is not None else _at(node.span, document)


def template_at(place: Span, text: str, reader: DocumentReader) -> Document:
    """Return the template in a text that any language has at a place: every span is the place."""
    data = text.encode("utf-8", "replace")
    outer = place.file
    return _at(place, reader.embedded_document(outer, SourceFile(outer.path, data, outer.display)))


def _at(place: Span, document: Document) -> Document:
    root = document.root
    relocated = None if root is None else to_tree(to_plain(root), (), place)
    diagnostics = (replace(d, span=place.first_line()) for d in document.diagnostics)
    root = relocated if isinstance(relocated, Mapping) else None
    return replace(document, root=root, diagnostics=tuple(diagnostics))


def _as_block(span: Span, text: str) -> bytes | None:
    """Return a file with a text at the lines of its literal block; None for other strings."""
    header, _, written = span.text.partition("\n")
    if not header.rpartition(" ")[2].startswith("|"):
        return None
    lines, raw = text.rstrip("\n").split("\n"), written.split("\n")
    first = next((line for line in raw if line.strip()), "")
    if len(lines) != len(raw):
        return None
    indent = first[: len(first) - len(first.lstrip(" "))]
    body = "\n".join(indent + line if line else "" for line in lines)
    # JSON is detected by the first character of a template.
    return ("\n" * span.start.line + body + "\n").encode("utf-8", "replace")
