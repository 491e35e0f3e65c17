"""Files that the user names to be written."""

from __future__ import annotations

import os

from iaclint.errors import UsageError
from iaclint.files.paths.work_tree import is_in_git, links_to


def check_written(path: str) -> None:
    """Raise ``UsageError`` for a file to write that is a link, behind one, or in ``.git``.

    Links to the folder of an absolute path count only in the checked tree: a system has its own.
    """
    if os.path.dirname(path) == "/dev":
        return
    is_absolute = os.path.isabs(path)
    behind = any(link.tree or not is_absolute for link in links_to(path, os.curdir))
    if behind or os.path.islink(path):
        raise UsageError(f"nothing is written through the link '{path}'", "name a new file")
    if is_in_git(os.path.realpath(path)):
        raise UsageError(f"nothing is written into the folder of git: '{path}'", "name a new file")
