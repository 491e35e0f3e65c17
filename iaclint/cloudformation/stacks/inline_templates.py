"""Templates inside of templates: the text that a stack set has as its ``TemplateBody``."""

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
    """Return the template that a text holds, with the places of the text where it is written.

    The lines of a block of text are those of the file. Of any other text, such as one in
    quotes, all is where the text is.
    """
    outer = node.file
    block = _as_block(node.span, text)
    data = text.encode("utf-8", "replace") if block is None else block
    document = reader.embedded_document(outer, SourceFile(outer.path, data, outer.display))
    if block is not None:
        return document
    root = document.root
    moved = None if root is None else to_tree(to_plain(root), (), node.span)
    told = (replace(said, span=node.span.first_line()) for said in document.diagnostics)
    root = moved if isinstance(moved, Mapping) else None
    return replace(document, root=root, diagnostics=tuple(told))


def _as_block(span: Span, text: str) -> bytes | None:
    """Return a file in which the text stands at the lines of its block; None where it is none."""
    header, _, written = span.text.partition("\n")
    if not header.rpartition(" ")[2].startswith("|"):
        return None
    lines, raw = text.rstrip("\n").split("\n"), written.split("\n")
    first = next((line for line in raw if line.strip()), "")
    if len(lines) != len(raw):
        return None
    indent = first[: len(first) - len(first.lstrip(" "))]
    body = "\n".join(indent + line if line else "" for line in lines)
    # A template in JSON is told by how it begins.
    return ("\n" * span.start.line + body + "\n").encode("utf-8", "replace")
