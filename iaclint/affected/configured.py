"""Which modules and templates a configuration file gives a file to."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from iaclint.files.file_index import folder_of

if TYPE_CHECKING:
    from iaclint.options import Options, RootOptions


def modules_given(
    path: str, modules: Iterable[str], roots: Sequence[RootOptions], tree: str
) -> Iterator[str]:
    """Yield the modules in a tree that options give a variable file to."""
    for module in modules:
        found = (_values(root.options) for root in roots if _matches(root, module, tree))
        if any(_has(files, module, path) for files in found):
            yield module


def templates_given(
    path: str, templates: Iterable[str], roots: Sequence[RootOptions], tree: str
) -> Iterator[str]:
    """Yield the templates in a tree that options give a parameter file to."""
    for template in templates:
        found = (_parameters(root.options) for root in roots if _matches(root, template, tree))
        if any(_has(files, folder_of(template), path) for files in found):
            yield template


def _matches(root: RootOptions, place: str, tree: str) -> bool:
    return root.pattern.matches(posixpath.normpath(f"{tree}/{place}"))


def _has(files: Iterable[str], folder: str, path: str) -> bool:
    """Return whether files relative to a folder include a path."""
    return any(posixpath.normpath(f"{folder}/{file}") == path for file in files)


def _values(options: Options) -> list[str]:
    return [each.text for each in options.variables.assignments if each.place is not None]


def _parameters(options: Options) -> list[str]:
    return [file.path for file in options.parameter_files]
