"""Apply the transforms of a template, in the order of CloudFormation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from iaclint import extras
from iaclint.cloudformation.checks.references import check
from iaclint.cloudformation.template.template import (
    Template,
    lacks_resources,
    no_resources,
    read_template,
    template_error,
)
from iaclint.cloudformation.transforms.foreach import expand_foreach
from iaclint.cloudformation.transforms.fragments import as_fragment
from iaclint.cloudformation.transforms.includes import include
from iaclint.cloudformation.transforms.sam_relevance import without_sam
from iaclint.cloudformation.transforms.sam_source_map import SAM
from iaclint.cloudformation.transforms.unexpanded import not_expanded, registry_modules

if TYPE_CHECKING:
    from collections.abc import Container

    from iaclint.cloudformation.eval.context import Deployment
    from iaclint.cloudformation.options import Options
    from iaclint.cloudformation.template.documents import Document, DocumentReader
    from iaclint.files.diagnostics import Diagnostic
    from iaclint.syntax.tree import Mapping


def apply_transforms(
    document: Document,
    reader: DocumentReader,
    options: Options,
    deployment: Deployment,
    wanted: Container[str] | None = None,
) -> tuple[Template, list[Diagnostic]]:
    """Return the transformed template of a stack, and its diagnostics.

    As in CloudFormation, files are included first, then loops are expanded, then SAM runs, if
    it matters to the ``wanted`` types (None: all).
    """
    root, diagnostics = include(document, reader)
    template, found = read_template(document.source, root)
    diagnostics += found
    template, found = expand_foreach(template, options, deployment)
    left_out = (*not_expanded(root), *registry_modules(template.resources))
    template = replace(template, not_expanded=left_out)
    diagnostics += found
    rejected: list[Diagnostic] = []
    is_partial = template.is_partial
    if SAM in template.transforms:
        plain = without_sam(template, root, wanted)
        if plain is not None:
            return plain, diagnostics
        if not extras.SAM.is_installed:
            template = replace(template, is_partial=True)
            found = [_not_installed(root), *check(template).diagnostics]
            return template, [*diagnostics, *found]
        from iaclint.cloudformation.transforms.sam import expand_sam

        template, rejected = expand_sam(template, root, options)
        is_partial = template.is_partial and not rejected
    # SAM rejects fragments without what others have, such as Globals.
    whole = replace(template, is_partial=is_partial)
    checked = check(whole)
    fragment, found = as_fragment(whole, checked.undefined, document, reader)
    if found:
        return fragment, [*diagnostics, *found, *check(fragment).diagnostics]
    diagnostics += rejected
    if lacks_resources(root):
        diagnostics.append(no_resources(root))
    if template.is_partial != is_partial:
        checked = check(template)
    return template, [*diagnostics, *checked.diagnostics]


def _not_installed(root: Mapping) -> Diagnostic:
    message = f"the SAM transform needs {extras.SAM.package}, which is not installed"
    place = root.entries["Transform"].key.span
    return template_error(place, message, extras.SAM.hint, "sam-transform")
