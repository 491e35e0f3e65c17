from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from iaclint.git import repository
from iaclint.git.repository import GitError, Repository


@pytest.fixture
def root(tmp_path: Path) -> Path:
    run(tmp_path, "init", "-q")
    (tmp_path / "main.tf").write_text("")
    run(tmp_path, "add", "main.tf")
    return tmp_path


def run(root: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=root, check=True)


def test_reads_names(root: Path) -> None:
    assert Repository(str(root)).names("ls-files", "-z") == ("main.tf",)


def test_a_failure_has_gits_message(root: Path) -> None:
    with pytest.raises(GitError, match="missing"):
        Repository(str(root)).read("cat-file", "-p", "missing")


def test_programs_in_the_configuration_do_not_run(root: Path) -> None:
    trace = root / "ran"
    run(root, "config", "core.fsmonitor", f"touch {trace}; false")
    run(root, "config", "core.pager", f"touch {trace}")
    Repository(str(root)).names("ls-files", "-z", "--others", "--exclude-standard")
    assert not trace.exists()


def test_a_command_that_waits_is_ended(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repository, "SECONDS", 0.2)
    os.mkfifo(root / ".gitignore")
    with pytest.raises(GitError, match="git ls-files takes more than 0 seconds"):
        Repository(str(root)).ignored(".")
    assert Repository(str(root)).names("ls-files", "-z") == ("main.tf",)
