"""The files that the next commit, or a range of commits, changes."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from msgspec import Struct

from iaclint.git.repository import GitError, Repository
from iaclint.git.revisions import find_commit

# The setting diff.ignoreSubmodules can be in the repository. Renames would need the contents of
# files, which a partial clone lacks: a renamed file is deleted and added.
_LISTED = (
    "-z",
    "--raw",
    "--no-abbrev",
    "--no-renames",
    "--ignore-submodules=none",
    "--no-ext-diff",
)
_FILE = "10"
"""How the mode of a regular file starts; links and submodules have others."""
_LINK = "120000"
"""The mode of a symbolic link."""


class Change(Struct, frozen=True):
    """A file or submodule that is added, changed or deleted."""

    path: str
    """Relative to the root of the work tree."""
    is_deleted: bool = False
    former: str = ""
    """The id of what a regular file had before; empty for any other."""
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


def staged_objects(repository: Repository, paths: Sequence[str]) -> dict[str, str]:
    """Return the ids of regular files in the index, by path. Raises ``GitError``."""
    listed = repository.names("ls-files", "--stage", "-z", "--", *paths) if paths else ()
    entries = (entry.partition("\t") for entry in listed)
    return {path: head.split()[1] for head, _, path in entries if head.startswith(_FILE)}


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
    """Yield the changes in the output of ``--raw -z``: ``:modes ids status`` and a path."""
    parts = iter(listed.split(b"\0"))
    for described in parts:
        if not described:
            return
        mode, _, former, _, status = described.decode().removeprefix(":").split()
        is_file = mode.startswith(_FILE)
        path = os.fsdecode(next(parts))
        yield Change(path, status == "D", former if is_file else "", mode == _LINK)
