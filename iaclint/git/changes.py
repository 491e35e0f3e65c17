"""The files that the next commit, or a range of commits, changes."""

from __future__ import annotations

import os
from collections.abc import Iterator

from msgspec import Struct

from iaclint.git.repository import GitError, Repository
from iaclint.git.revisions import find_commit

# The setting diff.ignoreSubmodules can be in the repository. Renames would need the contents of
# files, which a partial clone lacks: a renamed file is deleted and added.
_LISTED = ("-z", "--raw", "--no-renames", "--ignore-submodules=none", "--no-ext-diff")
_LINK = b":120000"
"""The start of what ``--raw`` prints for a symbolic link before the change."""


class Change(Struct, frozen=True):
    """A file or submodule that is added, changed or deleted."""

    path: str
    """Relative to the root of the work tree."""
    is_deleted: bool = False
    was_link: bool = False
    """Whether it was a symbolic link before."""


def staged_changes(repository: Repository, since: str = "HEAD") -> tuple[Change, ...]:
    """Return what the next commit changes since a commit or tree. Raises ``GitError``."""
    try:
        listed = repository.read("diff-index", "--cached", *_LISTED, since, "--")
    except GitError:
        # There is no commit yet, or no repository: the latter fails here, too.
        return tuple(Change(path) for path in repository.names("ls-files", "-z"))
    return tuple(_changes(listed))


def changes_between(repository: Repository, start: str, end: str) -> tuple[Change, ...]:
    """Return what ``end`` changes since the merge base of both. Raises ``GitError``."""
    first, last = (_commit(repository, revision) for revision in (start, end))
    try:
        base = repository.read("merge-base", first, last).decode().strip()
    except GitError:
        base = first
    return tuple(_changes(repository.read("diff-tree", "-r", *_LISTED, base, last, "--")))


def _commit(repository: Repository, revision: str) -> str:
    found = find_commit(repository, revision)
    if found is None:
        raise GitError(f"there is no commit '{revision}'")
    return found


def _changes(listed: bytes) -> Iterator[Change]:
    """Yield the changes in the output of ``--raw -z``."""
    parts = iter(listed.split(b"\0"))
    for entry in parts:
        if not entry:
            return
        modes, _, status = entry.rpartition(b" ")
        yield Change(os.fsdecode(next(parts)), status == b"D", modes.startswith(_LINK))
