"""The commit that a change is based on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iaclint.errors import UsageError
from iaclint.git.repository import GitError

if TYPE_CHECKING:
    from iaclint.git.repository import Repository


def find_base(repository: Repository, revision: str) -> str:
    """Return the commit on which the work tree and a revision last agreed: their merge base.

    It is the revision itself if ``HEAD`` has no commit yet, and without any commit the empty tree.
    Raises ``UsageError`` for a revision that does not exist, or whose merge base is not fetched.
    """
    head = find_commit(repository, "HEAD")
    if head is None and revision == "HEAD":
        return repository.read("hash-object", "-t", "tree", "--stdin").decode().strip()
    if head is not None and revision == "HEAD":
        return head
    other = find_commit(repository, revision)
    if other is None:
        raise UsageError(f"there is no commit '{revision}'", _fetch(repository, revision))
    if head is None:
        return other
    try:
        return repository.read("merge-base", other, head).decode().strip()
    except GitError:
        message = f"no common commit of HEAD and '{revision}'"
        raise UsageError(message, _fetch(repository, revision)) from None


def find_commit(repository: Repository, revision: str) -> str | None:
    """Return the commit that a revision names; None if there is none."""
    name = f"{revision}^{{commit}}"
    try:
        found = repository.read("rev-parse", "--verify", "--quiet", "--end-of-options", name)
    except GitError as error:
        if not error.is_failure:
            raise
        return None
    return found.decode().strip().splitlines()[-1]


def _fetch(repository: Repository, revision: str) -> str:
    """Return how to get a revision that is not there."""
    branch = revision.removeprefix("origin/")
    if repository.read("rev-parse", "--is-shallow-repository").strip() == b"true":
        return (
            f"this is a shallow clone: run `git fetch --unshallow origin {branch}`, or set"
            " `fetch-depth: 0` for actions/checkout, `GIT_DEPTH: 0` for GitLab"
        )
    return f"run `git fetch origin {branch}`"
