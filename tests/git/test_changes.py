"""What git says is changed: in the index, and between two commits."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from iaclint.git.changes import Change, changes_between, staged_changes, staged_objects
from iaclint.git.repository import GitError, Repository
from tests.scratch import Scratch

LONG = "".join(f"# line {number}\n" for number in range(20))


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    """Return a repository with a commit of three files."""
    return Scratch(tmp_path / "r", {"a/main.tf": LONG, "b/ü ñ.tf": "b\n", "c.tf": "c\n"})


def _former(scratch: Scratch, path: str) -> str:
    return scratch.git("rev-parse", f"HEAD:{path}").strip()


def test_the_index_counts_and_the_work_tree_does_not(scratch: Scratch) -> None:
    scratch.write({"a/main.tf": "changed\n", "new.tf": "new\n"})
    scratch.delete("b/ü ñ.tf")
    scratch.git("add", "-A")
    scratch.write({"c.tf": "not staged\n", "untracked.tf": ""})
    assert staged_changes(Repository(str(scratch.root))) == (
        Change("a/main.tf", former=_former(scratch, "a/main.tf")),
        Change("b/ü ñ.tf", is_deleted=True, former=_former(scratch, "b/ü ñ.tf")),
        Change("new.tf"),
    )


@pytest.mark.parametrize("target", ["a/main.tf.disabled", "b/main.tf"])
def test_a_renamed_file_is_deleted(scratch: Scratch, target: str) -> None:
    scratch.git("mv", "a/main.tf", target)
    changes = staged_changes(Repository(str(scratch.root)))
    assert set(changes) == {
        Change("a/main.tf", is_deleted=True, former=_former(scratch, "a/main.tf")),
        Change(target),
    }


def test_before_the_first_commit_everything_staged_is_new(tmp_path: Path) -> None:
    scratch = Scratch(tmp_path / "r")
    scratch.write({"main.tf": ""})
    scratch.git("add", "-A")
    assert staged_changes(Repository(str(scratch.root))) == (Change("main.tf"),)


def test_a_range_starts_at_the_merge_base(scratch: Scratch) -> None:
    scratch.git("checkout", "-q", "-b", "feature")
    scratch.delete("c.tf")
    scratch.commit()
    scratch.git("checkout", "-q", "main")
    scratch.write({"a/main.tf": "changed on main\n"})
    scratch.commit()
    changes = changes_between(Repository(str(scratch.root)), "main", "feature")
    former = _former(scratch, "c.tf")
    assert changes == (Change("c.tf", is_deleted=True, former=former),)


def test_a_link_has_no_former_file(scratch: Scratch) -> None:
    (scratch.root / "link").symlink_to("c.tf")
    scratch.commit()
    scratch.delete("link")
    scratch.git("add", "-A")
    changes = staged_changes(Repository(str(scratch.root)))
    assert changes == (Change("link", is_deleted=True, was_link=True),)


def test_files_in_the_index_have_ids(scratch: Scratch) -> None:
    found = staged_objects(Repository(str(scratch.root)), ["b/ü ñ.tf", "none.tf"])
    assert found == {"b/ü ñ.tf": _former(scratch, "b/ü ñ.tf")}


def test_a_revision_is_never_an_option(scratch: Scratch) -> None:
    with pytest.raises(GitError):
        changes_between(Repository(str(scratch.root)), "--output=x", "HEAD")
    assert not (scratch.root / "x").exists()


def test_without_a_repository_git_fails(tmp_path: Path) -> None:
    with pytest.raises(GitError):
        staged_changes(Repository(str(tmp_path)))


def test_nothing_that_the_repository_configures_runs(scratch: Scratch) -> None:
    script = scratch.root / "evil.sh"
    script.write_text(f"#!/bin/sh\ntouch {scratch.root}/ran\ncat\n", encoding="utf-8")
    script.chmod(0o755)
    scratch.write({".gitattributes": "*.tf diff=evil filter=evil\n"})
    for key in ("diff.external", "diff.evil.textconv", "diff.evil.command", "core.fsmonitor"):
        scratch.git("config", key, str(script))
    scratch.write({"a/main.tf": "changed\n"})
    subprocess.run(["git", "-c", "core.fsmonitor=false", "add", "-A"], cwd=scratch.root, check=True)
    scratch.git("config", "filter.evil.clean", str(script))
    (scratch.root / "ran").unlink(missing_ok=True)
    changes = staged_changes(Repository(str(scratch.root)))
    assert "a/main.tf" in [change.path for change in changes]
    assert not (scratch.root / "ran").exists()


def test_a_link_that_changes_was_one(scratch: Scratch) -> None:
    (scratch.root / "l").symlink_to("a")
    (scratch.root / "f").write_text("")
    scratch.commit()
    for name in ("l", "f", "new"):
        (scratch.root / name).unlink(missing_ok=True)
        (scratch.root / name).symlink_to("b")
    scratch.git("add", "-A")
    changes = {
        change.path: change.was_link for change in staged_changes(Repository(str(scratch.root)))
    }
    assert changes == {"l": True, "f": False, "new": False}
