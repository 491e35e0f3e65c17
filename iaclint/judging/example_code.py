"""Findings and errors in examples and tests, which are not deployed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from itertools import pairwise

from msgspec.structs import replace

from iaclint.files.diagnostics import DECLARED_TWICE, Diagnostic, Level
from iaclint.judging.findings import Finding

FOLDERS = frozenset(["examples", "fixture", "fixtures", "snapshot", "snapshots", "tests"])
"""Names of folders whose configurations are not deployed."""
ENVIRONMENTS = frozenset(["example", "test"])
"""Names of such folders that are environments or accounts in a folder of these."""
OF_ENVIRONMENTS = frozenset(
    f"{name}{ending}"
    for name in ("account", "deployment", "env", "environment", "project", "region", "stack")
    for ending in ("", "s")
) | frozenset(["deploy", "infra", "infrastructure", "live", "organization", "stages", "terraform"])
"""Names of folders that have a folder for each environment or account."""


def mark_examples(findings: Iterable[Finding], paths: Sequence[str], cwd: str) -> list[Finding]:
    """Return findings; those whose cause is in an example or a test are marked.

    The cause is where the value comes from: an argument in an example is the example's, a default
    in the module that it calls is the module's. What is deployed from elsewhere is no example,
    whatever folder it is in. Folders count below the ``paths`` that the user names: an example that
    is named itself is checked.
    """
    is_example = _recognizer(paths, cwd)
    return [
        replace(finding, is_example=True)
        if all(map(is_example, (_origin(finding), *finding.roots)))
        else finding
        for finding in findings
    ]


def relax_examples(
    diagnostics: Iterable[Diagnostic], paths: Sequence[str], cwd: str
) -> Iterator[Diagnostic]:
    """Yield diagnostics; a name that an example declares twice is no error.

    The files in a folder of examples are often alternatives.
    """
    is_example = _recognizer(paths, cwd)
    for found in diagnostics:
        span = found.span if found.code == DECLARED_TWICE else None
        is_relaxed = span is not None and is_example(span.file.display)
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
    return not FOLDERS.isdisjoint(folders) or any(
        name in ENVIRONMENTS and parent not in OF_ENVIRONMENTS
        for parent, name in pairwise(["", *folders])
    )
