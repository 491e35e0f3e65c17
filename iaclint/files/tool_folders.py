"""Folders of tools, which are not searched: by their name, and if they look like it.

A name alone would be a place to hide a module in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import Final

NAMES: Final = frozenset(
    [
        ".git",
        ".hg",
        ".mypy_cache",
        ".pytest_cache",
        ".ruff_cache",
        ".svn",
        ".terraform",
        ".terragrunt-cache",
        ".tox",
        ".venv",
        "__pycache__",
        "node_modules",
        "venv",
    ]
)
"""The names of all such folders."""

_CACHE: Final = frozenset(["CACHEDIR.TAG"])
_VENV: Final = frozenset(["pyvenv.cfg"])
_MARKS: Final = {
    ".hg": frozenset(["requires", "store"]),
    ".mypy_cache": _CACHE,
    ".pytest_cache": _CACHE,
    ".ruff_cache": _CACHE,
    ".svn": frozenset(["wc.db", "entries"]),
    ".terraform": frozenset(
        ["modules", "providers", "plugins", "plugin_path", "terraform.tfstate", "environment"]
    ),
    ".tox": _CACHE,
    ".venv": _VENV,
    "venv": _VENV,
}
"""What a folder has in it, one of each, if it is what its name says."""

_HASH: Final = r"[A-Za-z0-9_-]{20,}"
"""The names of the folders in ``.terragrunt-cache``."""


def is_tool_folder(name: str, inside: Collection[str], beside: Collection[str]) -> bool:
    """Return whether a folder is one of a tool, by the names in it and beside it.

    Git does not track anything in ``.git``.
    """
    if name == ".git":
        return True
    if name == "node_modules":
        return "package.json" in beside
    if name == "__pycache__":
        return all(each.endswith(".pyc") for each in inside)
    if name == ".terragrunt-cache":
        return all(re.fullmatch(_HASH, each) for each in inside)
    return not _MARKS[name].isdisjoint(inside)


def is_in_tool_folder(path: str, names: Callable[[str], Collection[str]]) -> bool:
    """Return whether a folder of a tree is one of a tool, or in one.

    ``names`` returns what is in a folder of the tree.
    """
    parts = path.split("/")
    found = (n for n, part in enumerate(parts) if part in NAMES)
    return any(
        is_tool_folder(parts[n], names("/".join(parts[: n + 1])), names("/".join(parts[:n]) or "."))
        for n in found
    )
