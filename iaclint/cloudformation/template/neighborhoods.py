"""The names that templates near each other declare."""

from __future__ import annotations

import posixpath
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from iaclint.cloudformation.template.template import type_of
from iaclint.syntax.tree import Mapping

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping as MappingABC

    from iaclint.syntax.tree import Entry

_SERVERLESS: Final = "AWS::Serverless::"


class Names(Struct, frozen=True):
    """Names that templates declare; SAM adds those that begin with ``generators``."""

    declared: frozenset[str]
    generators: tuple[str, ...]

    def has(self, name: str) -> bool:
        """Return whether a name is declared, or may be one that SAM generates."""
        return name in self.declared or name.startswith(self.generators)


def generators(resources: MappingABC[str, Entry]) -> tuple[str, ...]:
    """Return the names of resources from which SAM generates others."""
    return tuple(n for n, entry in resources.items() if type_of(entry).startswith(_SERVERLESS))


class Neighborhoods:
    """The folders of templates, given by path."""

    def __init__(self, templates: MappingABC[str, Mapping]) -> None:
        self._folders = {posixpath.dirname(path) for path in templates}
        self._declared: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._generators: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for path, root in templates.items():
            for folder in _above(path):
                self._declared[folder].update(declared_names(root))
                self._generators[folder].update(generators(_entries(root, "Resources")))

    def of(self, path: str, root: Mapping) -> Iterator[tuple[str, Names]]:
        """Yield the folder of a template, then those above it that have templates themselves.

        Each comes with the names that other templates in it and below it declare.
        """
        declared = Counter(declared_names(root))
        generating = Counter(generators(_entries(root, "Resources")))
        for folder in _above(path):
            if folder in self._folders:
                names = frozenset((self._declared[folder] - declared).keys())
                yield folder, Names(names, tuple(self._generators[folder] - generating))


def _above(path: str) -> Iterator[str]:
    """Yield the folders that a file is in, from the inside."""
    while path:
        path = posixpath.dirname(path)
        yield path


def declared_names(root: Mapping) -> list[str]:
    """Return the names of a template's parameters, mappings, conditions and resources."""
    sections = ("Parameters", "Mappings", "Conditions", "Resources")
    return [name for each in sections for name in _entries(root, each)]


def _entries(root: Mapping, section: str) -> MappingABC[str, Entry]:
    node = root.get(section)
    return node.entries if isinstance(node, Mapping) else {}
