"""Variable files: which of them apply to a root module, and which to none.

Terraform loads ``terraform.tfvars`` and ``*.auto.tfvars`` in the root module by itself ("Assigning
Values to Root Module Variables", Terraform documentation); any other must be named.
"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from iaclint.files.source_tree import Unreadable
from iaclint.syntax.hcl import parser as hcl
from iaclint.terraform.file_names import is_automatic

if TYPE_CHECKING:
    from iaclint.files.selection import Selection
    from iaclint.terraform.modules.root_context import RootContext


def named_values(
    selection: Selection, root: str, configured: Collection[str] = ()
) -> tuple[str, ...]:
    """Return the variable file among the paths to check that applies to a root module.

    It applies to the module in its folder, else to the closest one above. Of several, each is
    an environment of its own, so none applies: ``--env`` says which is which. Those that a
    configuration file names, relative to the root module, apply where that says.
    """
    others = {posixpath.normpath(f"{root}/{file}") for file in configured}
    found = [path for path in selection.named_values if path not in others]
    named = [path for path in found if root_of(selection, path) == root]
    other = [path for path in named if not is_automatic(posixpath.basename(path))]
    return tuple(other) if len(other) == 1 else ()


def root_of(selection: Selection, path: str) -> str | None:
    """Return the selected folder of a variable file, or the closest one above it."""
    folder = posixpath.dirname(path) or "."
    while folder not in selection.folders:
        if folder in ("", "."):
            return None
        folder = posixpath.dirname(folder) or "."
    return folder


def unapplied_values(selection: Selection, contexts: Sequence[RootContext]) -> Iterator[str]:
    """Yield the variable files that give no value to any root module."""
    roots = {posixpath.normpath(context.root) for context in contexts}
    named = {path for context in contexts for path in context.named_values}
    assigned = {
        os.path.realpath(assignment.text)
        for context in contexts
        for assignment in context.variables.assignments
        if assignment.variable is None and assignment.place is None
    }
    assigned |= {
        context.library.tree.full(f"{context.root}/{file}")
        for context in contexts
        for file in context.configured_files
    }
    for path in selection.values:
        folder, name = posixpath.split(path)
        loaded = is_automatic(name) and (folder or ".") in roots
        if loaded or path in named:
            continue
        is_named = assigned and _real(selection, path) in assigned
        if not is_named and not _is_of_backend(selection, path, contexts):
            yield path


def _is_of_backend(selection: Selection, path: str, contexts: Sequence[RootContext]) -> bool:
    """Return whether a file is for ``terraform init -backend-config``: it sets no variable."""
    if "backend" not in posixpath.basename(path):
        return False
    try:
        body, _ = hcl.parse(selection.tree.source(path))
    except Unreadable:
        return False
    modules = [context.library.module(context.root) for context in contexts]
    return all(body.attributes.keys().isdisjoint(module.variables) for module in modules)


def _real(selection: Selection, path: str) -> str:
    return os.path.realpath(os.path.join(selection.tree.root, path))
