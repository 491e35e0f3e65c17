"""What a folder deploys: root modules with their environments, and templates."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from msgspec import Struct

from iaclint.cloudformation.stacks.roots import find_roots as find_templates
from iaclint.cloudformation.template.documents import DocumentReader
from iaclint.files.discovery import discover
from iaclint.files.selection import Discovery, Selection
from iaclint.frontends import front_ends
from iaclint.syntax.tree import Mapping as MappingNode
from iaclint.syntax.tree import Node, items
from iaclint.terraform.config.library import Library
from iaclint.terraform.file_names import VARIABLE_ENDINGS, is_automatic
from iaclint.terraform.modules.value_files import root_of
from iaclint.terraform.roots import find_roots

_COMMON: Final = frozenset(["all", "base", "common", "default", "defaults", "global", "shared"])
"""Names of variable files that apply to all environments."""
_PLAIN: Final = frozenset(["terraform", "terragrunt", "variables", "vars", "values", "main"])
"""Names of variable files that do not say which environment they are for."""


class Module(Struct, frozen=True):
    """A root module with the variable files that Terraform does not load automatically."""

    folder: str
    common: tuple[str, ...] = ()
    """Variable files of all environments, relative to the folder."""
    environments: Mapping[str, tuple[str, ...]] = {}
    """Variable files by environment."""


class Template(Struct, frozen=True):
    """A template with the parameters that have no default."""

    path: str
    parameters: tuple[str, ...] = ()


class Inventory(Struct, frozen=True):
    """The root modules and the templates in a folder; paths are relative to it."""

    modules: tuple[Module, ...]
    templates: tuple[Template, ...]


def take_inventory(folder: str) -> Inventory:
    """Return what is in a folder."""
    discovery = discover(["."], folder, front_ends())
    return Inventory(
        tuple(_modules(discovery.selections.get("terraform", ()))), tuple(_templates(discovery))
    )


def _modules(found: Iterable[Selection]) -> Iterator[Module]:
    for selection in found:
        library = Library(selection.tree)
        roots = find_roots(library, selection)
        for root in roots:
            below = [path for path in selection.values if root_of(selection, path) == root]
            loaded = [p for p in below if is_automatic(posixpath.basename(p)) and _is_in(p, root)]
            # Files of backends are for `terraform init -backend-config`.
            other = [p for p in below if p not in loaded and "backend" not in posixpath.basename(p)]
            files = [posixpath.relpath(path, root) for path in other]
            common, environments = _group(files)
            yield Module(selection.tree.display(root), common, environments)


def _is_in(path: str, folder: str) -> bool:
    return (posixpath.dirname(path) or ".") == folder


def _group(files: Iterable[str]) -> tuple[tuple[str, ...], dict[str, tuple[str, ...]]]:
    """Return variable files of all environments, and the others by environment.

    An environment has the name of its file: ``env/prod.tfvars``; where several folders have files
    of this name, that of the folder: ``prod/network.tfvars``.
    """
    folders: dict[str, set[str]] = defaultdict(set)
    for file in files:
        folders[_stem(file)].add(posixpath.dirname(file))
    common: list[str] = []
    environments: dict[str, list[str]] = defaultdict(list)
    for file in files:
        stem, folder = _stem(file), posixpath.basename(posixpath.dirname(file))
        if folder and (len(folders[stem]) > 1 or stem in _PLAIN):
            environments[folder].append(file)
        elif stem in _COMMON:
            common.append(file)
        elif stem not in _PLAIN:
            environments[stem].append(file)
    return tuple(common), {name: tuple(files) for name, files in environments.items()}


def _stem(file: str) -> str:
    name = posixpath.basename(file)
    return next(name[: -len(ending)] for ending in VARIABLE_ENDINGS if name.endswith(ending))


def _templates(discovery: Discovery) -> Iterator[Template]:
    found = discovery.selections.get("cloudformation", ())
    trees = {file: selection.tree for selection in found for file in selection.files}
    reader = DocumentReader(tuple(trees), trees)
    sources = [source for source in trees if reader.document(source).is_template]
    for source in find_templates(reader, sources):
        root = reader.document(source).root
        declared = items(root.get("Parameters") if root is not None else None)
        names = tuple(name for name, node in declared if not _has_default(node))
        yield Template(source.display, names)


def _has_default(node: Node) -> bool:
    return isinstance(node, MappingNode) and "Default" in node.entries
