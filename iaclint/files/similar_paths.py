"""The path that a user may mean by one that does not exist."""

from __future__ import annotations

import os
from difflib import get_close_matches
from pathlib import Path


def similar_path(path: str, cwd: str) -> str | None:
    """Return an existing path like a misspelled one; None if there is none.

    Each name that does not exist is replaced by the most similar one in its folder.
    """
    found = ""
    for name in Path(os.path.normpath(path)).parts:
        folder = os.path.join(cwd, found)
        if os.path.lexists(os.path.join(folder, name)):
            found = os.path.join(found, name)
            continue
        close = get_close_matches(name, _names(folder), n=1)
        if not close:
            return None
        found = os.path.join(found, close[0])
    return found


def _names(folder: str) -> list[str]:
    try:
        return sorted(os.listdir(folder))
    except OSError:
        return []
