"""Templates that only the manifest of a cloud assembly of the CDK leads to."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from iaclint.cloudformation.template.cdk_metadata import template_files
from iaclint.files.diagnostics import Diagnostic, Level
from iaclint.files.source import Span
from iaclint.files.source_tree import Unreadable

if TYPE_CHECKING:
    from iaclint.files.source import SourceFile
    from iaclint.files.source_tree import SourceTree


class Assembled(Struct, frozen=True):
    """The templates of a run, with those that manifests name."""

    trees: Mapping[SourceFile, SourceTree]
    """The tree of each template."""
    manifests: Mapping[SourceFile, Sequence[SourceFile]]
    """The manifests that lead to a template."""
    diagnostics: tuple[Diagnostic, ...]


def assemble(trees: Mapping[SourceFile, SourceTree]) -> Assembled:
    """Return the templates among files, and those that manifests among them name."""
    known = {(tree, file.path): file for file, tree in trees.items()}
    manifests: dict[SourceFile, list[SourceFile]] = {}
    told: list[Diagnostic] = []
    named = {file: paths for file in trees if (paths := template_files(file))}
    found = {file: tree for file, tree in trees.items() if file not in named}
    for manifest, paths in named.items():
        tree = trees[manifest]
        for path in paths:
            inside = posixpath.normpath(posixpath.join(posixpath.dirname(manifest.path), path))
            try:
                template = known.get((tree, inside)) or tree.source(inside)
            except Unreadable as error:
                level = Level.ERROR if error.is_refused else Level.WARNING
                start = Span(manifest, manifest.bom, manifest.bom)
                told.append(Diagnostic(level, "template-not-found", str(error), start))
                continue
            found[template] = tree
            manifests.setdefault(template, []).append(manifest)
    return Assembled(found, manifests, tuple(told))
