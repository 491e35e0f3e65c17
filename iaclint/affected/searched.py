"""The folders that a change adds to those that are searched.

A folder of a tool is searched once it no longer looks like one, or once a link leads into it. No
file in it needs to change for that.
"""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from iaclint.errors import UsageError
from iaclint.files.git_tree import GitTree
from iaclint.files.tool_folders import NAMES
from iaclint.git.revisions import find_base

if TYPE_CHECKING:
    from iaclint.files.file_index import FileIndex
    from iaclint.git.repository import Repository


def newly_searched(index: FileIndex, repository: Repository, revision: str) -> frozenset[str]:
    """Return the folders that are searched, and were not at the base revision, but existed."""
    # Discovery leaves out no other folders.
    searched = [f for f in index.folders if not NAMES.isdisjoint(f.split("/"))]
    if not searched:
        return frozenset()
    try:
        base = GitTree(index.tree, repository, find_base(repository, revision))
    except UsageError:  # without a base, no finding is compared
        return frozenset()
    with closing(base):
        before = {folder for folder, _ in base.walk(".")}
        return frozenset(f for f in searched if f not in before and base.is_folder(f))
