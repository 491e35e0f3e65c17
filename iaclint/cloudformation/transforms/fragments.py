"""Fragments of a template, which a tool such as ``rain merge`` joins before deployment.

A template is one if other templates declare all the names that it lacks: those in its folder and
below it, or in and below a folder above that has a template itself. One with
AWSTemplateFormatVersion is whole if it lacks a single name, which is probably misspelled. Files
in its folder that have only parameters, mappings or conditions declare names too. A template
without resources is a fragment if a template in its folder uses names that it declares.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from iaclint.cloudformation.template.neighborhoods import declared_names, generators
from iaclint.cloudformation.template.template import lacks_resources
from iaclint.files.diagnostics import Diagnostic, Level

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from iaclint.cloudformation.template.documents import Document, DocumentReader
    from iaclint.cloudformation.template.template import Template
    from iaclint.syntax.tree import Mapping

_WORD = re.compile(r"[A-Za-z0-9]+")
_VERSION = "AWSTemplateFormatVersion"


def as_fragment(
    template: Template, missing: Collection[str], document: Document, reader: DocumentReader
) -> tuple[Template, list[Diagnostic]]:
    """Return a template, as a partial one with a warning if it is a fragment.

    ``missing`` has the names that it refers to and does not declare.
    """
    root = document.root
    if template.is_partial or root is None:
        return template, []
    if lacks_resources(root):
        folder = posixpath.dirname(document.source.path)
        serves = any(_uses(other, root) for other in _in_folder(reader, folder))
        found = [_warning(document, folder)] if serves else []
        return replace(template, is_partial=serves), found
    own = generators(template.resources)
    others = [name for name in missing if not name.startswith(own)]
    if not others or len(missing) < (2 if _VERSION in root.entries else 1):
        return template, []
    beside = {n for found in reader.sections_beside(document.source) for n in declared_names(found)}
    others = [name for name in others if name not in beside]
    for folder, names in reader.neighborhoods.of(document.source.path, root):
        if all(map(names.has, others)):
            return replace(template, is_partial=True), [_warning(document, folder)]
    return template, []


def _in_folder(reader: DocumentReader, folder: str) -> Iterator[Document]:
    return (d for d in reader.documents if posixpath.dirname(d.source.path) == folder)


def _uses(other: Document, root: Mapping) -> bool:
    """Return whether a template with resources uses names that only a document declares."""
    if other.root is None or "Resources" not in other.root.entries:
        return False
    names = set(declared_names(root)) - set(declared_names(other.root))
    words = set(_WORD.findall(other.source.data.decode("utf-8", "replace")))
    return not names.isdisjoint(words)


def _warning(document: Document, path: str) -> Diagnostic:
    below = document.source.path.removeprefix(path).lstrip("/")
    folder = document.source.display.removesuffix(below).rstrip("/") or "."
    message = f"templates in {folder} are fragments of one template: checked file by file"
    hint = "check the merged template to decide what depends on names of other files"
    return Diagnostic(Level.WARNING, "template-fragment", message, None, hint)
