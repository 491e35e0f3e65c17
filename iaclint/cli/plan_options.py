"""Options for plans."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from iaclint.files.source_tree import SourceTree


def read_source(path: str | None) -> tuple[SourceTree, str] | None:
    """Return the folder of ``--source``. Raises ``UsageError`` if it does not exist."""
    from iaclint.files.trees import open_folder

    return None if path is None else open_folder(path, os.getcwd())
