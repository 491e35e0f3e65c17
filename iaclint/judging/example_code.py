"""Findings in examples and tests, which are not deployed: reported apart from the others."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from functools import cache, partial

from msgspec.structs import replace

from iaclint.judging.findings import Finding

FOLDERS = frozenset(
    ["example", "examples", "fixture", "fixtures", "snapshot", "snapshots", "test", "tests"]
)
"""Names of folders whose configurations are not deployed."""


def mark_examples(findings: Iterable[Finding], paths: Sequence[str], cwd: str) -> list[Finding]:
    """Return findings; those whose cause is in an example or a test are marked.

    The cause is where the value comes from: an argument in an example is the example's, a default
    in the module that it calls is the module's. Folders count below the ``paths`` that the user
    names: an example that is named itself is checked.
    """
    named = [os.path.realpath(os.path.join(cwd, path)) for path in paths]
    is_example = cache(partial(_is_example, named, cwd))
    return [
        replace(finding, is_example=True) if is_example(_origin(finding)) else finding
        for finding in findings
    ]


def _origin(finding: Finding) -> str:
    """Return the file of the cause."""
    return (finding.span, *finding.cause)[-1].file.display


def _is_example(named: Sequence[str], cwd: str, origin: str) -> bool:
    full = os.path.realpath(os.path.join(cwd, origin))
    below = [os.path.relpath(full, path) for path in named if full.startswith(path + os.sep)]
    folders = os.path.dirname(min(below, key=len, default="")).split(os.sep)
    return not FOLDERS.isdisjoint(folders)
