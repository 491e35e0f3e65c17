"""Findings and errors in examples and tests, which are not deployed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial

from msgspec.structs import replace

from iaclint.files.deployed.example_folders import is_example
from iaclint.files.diagnostics import DECLARED_TWICE, Diagnostic, Level
from iaclint.judging.findings import Finding


def mark_examples(findings: Iterable[Finding], paths: Sequence[str], cwd: str) -> list[Finding]:
    """Return findings; those whose cause is in an example or a test are marked.

    The cause is where the value comes from: an argument in an example is the example's, a default
    in the module that it calls is the module's. What is deployed from elsewhere is no example,
    whatever folder it is in. Folders count below the ``paths`` that the user names: an example that
    is named itself is checked.
    """
    is_of_example = _recognizer(paths, cwd)
    return [
        replace(finding, is_example=True)
        if all(map(is_of_example, (_origin(finding), *finding.roots)))
        else finding
        for finding in findings
    ]


def relax_examples(
    diagnostics: Iterable[Diagnostic], paths: Sequence[str], cwd: str
) -> Iterator[Diagnostic]:
    """Yield diagnostics; a name that an example declares twice is no error.

    The files in a folder of examples are often alternatives.
    """
    is_of_example = _recognizer(paths, cwd)
    for found in diagnostics:
        span = found.span if found.code == DECLARED_TWICE else None
        is_relaxed = span is not None and is_of_example(span.file.display)
        yield replace(found, level=Level.WARNING) if is_relaxed else found


def _recognizer(paths: Sequence[str], cwd: str) -> Callable[[str], bool]:
    base = os.path.realpath(cwd)
    named = [os.path.normpath(os.path.join(base, path)) for path in paths]
    return cache(partial(_is_example, [*named, *map(os.path.realpath, named)], base))


def _origin(finding: Finding) -> str:
    """Return the file of the cause."""
    return (finding.span, *finding.cause)[-1].file.display


def _is_example(named: Sequence[str], cwd: str, origin: str) -> bool:
    full = os.path.normpath(os.path.join(cwd, origin))
    below = [os.path.relpath(full, path) for path in named if full.startswith(path + os.sep)]
    folders = os.path.dirname(min(below, key=len, default="")).split(os.sep)
    return is_example(folders)
