from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from iaclint.git import repository
from iaclint.git.deadline import DEADLINE
from iaclint.git.objects import ObjectReader
from iaclint.git.repository import GitError, Repository


@pytest.fixture
def limited() -> Iterator[None]:
    """Let the current run end in a second."""
    DEADLINE.begin(1)
    yield
    DEADLINE.clear()


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
    with pytest.raises(GitError, match=r"git ls-files takes more than 0\.2 seconds"):
        Repository(str(root)).ignored(".")
    assert Repository(str(root)).names("ls-files", "-z") == ("main.tf",)


@pytest.mark.usefixtures("limited")
def test_a_command_is_ended_before_the_time_of_the_run_is_up(root: Path) -> None:
    os.mkfifo(root / ".gitignore")
    with pytest.raises(GitError, match=r"git ls-files takes more than 0\.[0-9] seconds"):
        Repository(str(root)).ignored(".")
    assert not DEADLINE.is_up


@pytest.mark.usefixtures("limited")
def test_a_process_that_reads_objects_is_ended_when_time_is_up(root: Path) -> None:
    reader = ObjectReader(Repository(str(root)))
    reader._process.wait(timeout=60)
    with pytest.raises(GitError, match="git cat-file ended"):
        reader.read("0" * 40, 1)
    reader.close()


def test_an_object_is_not_cut_short(root: Path) -> None:
    (root / "main.tf").write_text("a" * 3_000_000)
    run(root, "add", "main.tf")
    (listed,) = Repository(str(root)).names("ls-files", "-z", "--stage")
    reader = ObjectReader(Repository(str(root)))
    assert reader._process.stdin is not None
    reader._process.stdin.write(listed.split()[1].encode() + b"\n")
    reader._process.stdin.flush()
    assert reader._process.stdout is not None
    reader._process.stdout.readline()
    reader._process.kill()
    with pytest.raises(GitError, match="git cat-file ended"):
        reader._next(3_000_000)
    reader.close()
