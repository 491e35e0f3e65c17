"""The commit that a revision names."""

from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.errors import UsageError
from iaclint.git.repository import Repository
from iaclint.git.revisions import ambiguous_name, find_base
from tests.scratch import Scratch


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    """Return a repository in which a tag has the name of a branch, and a commit behind it."""
    scratch = Scratch(tmp_path / "r", {"main.tf": "a\n"})
    scratch.git("branch", "base")
    scratch.git("update-ref", "refs/remotes/origin/base", "HEAD")
    scratch.write({"main.tf": "b\n"})
    scratch.commit()
    scratch.git("tag", "base")
    scratch.git("tag", "origin/base")
    scratch.git("config", "core.warnAmbiguousRefs", "false")
    return scratch


@pytest.mark.parametrize(
    ("revision", "name"),
    [
        ("base", "base"),
        ("base~0", "base"),
        ("base^{commit}", "base"),
        ("origin/base", "origin/base"),
        ("refs/heads/base", None),
        ("heads/base", None),
        ("main", None),
        ("HEAD", None),
    ],
)
def test_a_name_of_several_refs_is_ambiguous(
    scratch: Scratch, revision: str, name: str | None
) -> None:
    assert ambiguous_name(Repository(str(scratch.root)), revision) == name


@pytest.mark.parametrize("revision", ["base", "base~0", "origin/base", "tags/base", "heads/base"])
def test_a_revision_is_resolved_as_git_does(scratch: Scratch, revision: str) -> None:
    expected = scratch.git("rev-parse", revision).strip()
    assert find_base(Repository(str(scratch.root)), revision) == expected


@pytest.mark.parametrize(
    "revision",
    ["", "--", "--all", "--help", "-q", "base base", "base..main", ":main.tf", "^base", "base\n"],
)
def test_no_revision_is_an_option_or_a_range(scratch: Scratch, revision: str) -> None:
    with pytest.raises(UsageError, match="commit"):
        find_base(Repository(str(scratch.root)), revision)
