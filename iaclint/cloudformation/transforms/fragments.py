"""Fragments of a template, which a tool such as ``rain merge`` joins before deployment.

A template without AWSTemplateFormatVersion is one if the other templates in its folder declare all
the names that it lacks.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from msgspec.structs import replace

from iaclint.cloudformation.checks.references import undefined_names
from iaclint.files.diagnostics import Diagnostic, Level

if TYPE_CHECKING:
    from iaclint.cloudformation.template.documents import Document, DocumentReader
    from iaclint.cloudformation.template.template import Template


def as_fragment(
    template: Template, document: Document, reader: DocumentReader
) -> tuple[Template, list[Diagnostic]]:
    """Return a template, as a partial one with a warning if it is a fragment."""
    if template.is_partial or document.root is None or _VERSION in document.root.entries:
        return template, []
    missing = undefined_names(template)
    if not missing or not missing <= reader.declared_beside(document.source):
        return template, []
    folder = posixpath.dirname(document.source.display) or "."
    message = f"templates in {folder} are fragments of one template: checked file by file"
    hint = "check the merged template to decide what depends on names of other files"
    warning = Diagnostic(Level.WARNING, "template-fragment", message, None, hint)
    return replace(template, is_partial=True), [warning]


_VERSION = "AWSTemplateFormatVersion"
