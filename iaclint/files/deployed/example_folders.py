"""Folders of examples and tests, which are not deployed, by their names."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from iaclint.files.tool_folders import NAMES

FOLDERS: Final = frozenset(["examples", "fixture", "fixtures", "snapshot", "snapshots", "tests"])
"""Names of folders whose configurations are not deployed."""
ENVIRONMENTS: Final = frozenset(["example", "test"])
"""Names of such folders that are environments or accounts in a folder of these."""
OF_ENVIRONMENTS: Final = frozenset(
    f"{name}{ending}"
    for name in ("account", "deployment", "env", "environment", "project", "region", "stack")
    for ending in ("", "s")
) | frozenset(["deploy", "infra", "infrastructure", "live", "organization", "stages", "terraform"])
"""Names of folders that have a folder for each environment or account."""


def is_example(folders: Sequence[str], above: str = "") -> bool:
    """Return whether one of nested folders is of examples or tests.

    ``above`` is the name of the folder that contains the first one.
    """
    return not FOLDERS.isdisjoint(folders) or any(
        name in ENVIRONMENTS and parent not in OF_ENVIRONMENTS
        for parent, name in pairwise([above, *folders])
    )


def is_trial(outer: str, inner: str) -> bool:
    """Return whether a folder only tries out what is in another one.

    It is a folder of examples, tests or tools, and the other one is not in the same. Both paths
    are relative to the root of the tree.
    """
    if outer == inner:
        return False
    shared = posixpath.commonpath([f"/{outer}", f"/{inner}"])
    below = posixpath.relpath(f"/{outer}", shared).split("/")
    if below == ["."]:
        return False
    is_tool = any(name.startswith(".") or name in NAMES for name in below)
    return is_tool or is_example(below, posixpath.basename(shared))
