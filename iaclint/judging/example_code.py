"""Findings and errors in examples and tests, which are not deployed."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cache

from msgspec.structs import replace

from iaclint.files.deployed.example_folders import is_example
from iaclint.files.diagnostics import DECLARED_TWICE, Diagnostic, Level
from iaclint.judging.findings import Finding


class Examples:
    """Which files are examples and tests."""

    def __init__(
        self,
        paths: Sequence[str],
        cwd: str,
        deployed: Collection[str] = (),
        links: Callable[[], Iterable[tuple[str, str]]] = tuple,
    ) -> None:
        """Folders count below the ``paths`` that the user names: a named example is checked.

        ``deployed`` are the folders of root modules that have a state, as they are shown. ``links``
        returns the links to folders, and the folders; it is called where there are examples.
        """
        self._cwd = os.path.realpath(cwd)
        named = [os.path.normpath(os.path.join(self._cwd, path)) for path in paths]
        self._named = [*named, *map(os.path.realpath, named)]
        self._deployed = frozenset(deployed)
        self._links = cache(lambda: tuple(links()))
        self.contain = cache(self._contain)
        """Return whether a file, as it is shown, is in an example or a test."""

    def _contain(self, shown: str) -> bool:
        full = os.path.normpath(os.path.join(self._cwd, shown))
        folder = os.path.dirname(shown) or "."
        if folder in self._deployed or not self._is_below(full):
            return False
        aliases = (
            link + full[len(target) :]
            for link, target in self._links()
            if full.startswith(target + os.sep)
        )
        return all(map(self._is_below, aliases))

    def _is_below(self, full: str) -> bool:
        below = [
            os.path.relpath(full, path) for path in self._named if full.startswith(path + os.sep)
        ]
        return is_example(os.path.dirname(min(below, key=len, default="")).split(os.sep))

    def mark(self, findings: Iterable[Finding]) -> list[Finding]:
        """Return findings; those whose cause is in an example or a test are marked.

        The cause is where the value comes from: an argument in an example is the example's, a
        default in the module that it calls is the module's. What is deployed from elsewhere is no
        example, whatever folder it is in.
        """
        return [
            replace(finding, is_example=True)
            if all(map(self.contain, (_origin(finding), *finding.roots)))
            else finding
            for finding in findings
        ]

    def relax(self, diagnostics: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
        """Yield diagnostics; a name that an example declares twice is no error.

        The files in a folder of examples are often alternatives.
        """
        for found in diagnostics:
            span = found.span if found.code == DECLARED_TWICE else None
            is_relaxed = span is not None and self.contain(span.file.display)
            yield replace(found, level=Level.WARNING) if is_relaxed else found


def _origin(finding: Finding) -> str:
    """Return the file of the cause."""
    return (finding.span, *finding.cause)[-1].file.display
