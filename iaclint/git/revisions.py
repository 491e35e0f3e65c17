"""The commit that a change is based on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from iaclint.errors import UsageError
from iaclint.git.repository import GitError

if TYPE_CHECKING:
    from iaclint.git.repository import Repository

_AMBIGUOUS: Final = re.compile(r"refname '(.*)' is ambiguous")
_NAME: Final = re.compile(r"[^~^:@{}\s]+")
"""A revision that can be fetched, unlike ``HEAD~2``."""


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
        raise UsageError(f"there is no commit '{revision}'", _find(repository, revision))
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


def ambiguous_name(repository: Repository, revision: str) -> str | None:
    """Return the name in a revision that several refs have, as a tag and a branch; else None."""
    arguments = ("rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}")
    found = map(_AMBIGUOUS.match, repository.warnings(*arguments))
    return next((match[1] for match in found if match), None)


def _fetch(repository: Repository, revision: str) -> str:
    """Return how to get a revision that is not there."""
    branch = f" {revision.removeprefix('origin/')}" if _NAME.fullmatch(revision) else ""
    if _is_shallow(repository):
        return (
            f"this is a shallow clone: run `git fetch --unshallow origin{branch}`, or set"
            " `fetch-depth: 0` for actions/checkout, `GIT_DEPTH: 0` for GitLab"
        )
    return f"run `git fetch origin{branch}`"


def _find(repository: Repository, revision: str) -> str:
    """Return how to name or get a revision that does not exist."""
    can_fetch = _NAME.fullmatch(revision) and repository.read("remote").strip()
    if can_fetch or _is_shallow(repository):
        return _fetch(repository, revision)
    return "name a branch, a tag or a commit of this repository"


def _is_shallow(repository: Repository) -> bool:
    return repository.read("rev-parse", "--is-shallow-repository").strip() == b"true"
