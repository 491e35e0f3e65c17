"""Fragments of a template, which a tool such as ``rain merge`` joins before deployment.

A template is one if other templates declare all the names that it lacks: those in its folder and
below it, or in and below a folder above that has a template itself. One with
AWSTemplateFormatVersion is whole if it lacks a single name, which is probably misspelled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from iaclint.cloudformation.checks.references import undefined_names
from iaclint.cloudformation.template.neighborhoods import generators
from iaclint.files.diagnostics import Diagnostic, Level

if TYPE_CHECKING:
    from iaclint.cloudformation.template.documents import Document, DocumentReader
    from iaclint.cloudformation.template.template import Template

_VERSION = "AWSTemplateFormatVersion"


def as_fragment(
    template: Template, document: Document, reader: DocumentReader
) -> tuple[Template, list[Diagnostic]]:
    """Return a template, as a partial one with a warning if it is a fragment."""
    root = document.root
    if template.is_partial or root is None:
        return template, []
    missing = undefined_names(template)
    own = generators(template.resources)
    others = [name for name in missing if not name.startswith(own)]
    if not others or len(missing) < (2 if _VERSION in root.entries else 1):
        return template, []
    for folder, names in reader.neighborhoods.of(document.source.path, root):
        if all(map(names.has, others)):
            return replace(template, is_partial=True), [_warning(document, folder)]
    return template, []


def _warning(document: Document, path: str) -> Diagnostic:
    below = document.source.path.removeprefix(path).lstrip("/")
    folder = document.source.display.removesuffix(below).rstrip("/") or "."
    message = f"templates in {folder} are fragments of one template: checked file by file"
    hint = "check the merged template to decide what depends on names of other files"
    return Diagnostic(Level.WARNING, "template-fragment", message, None, hint)
