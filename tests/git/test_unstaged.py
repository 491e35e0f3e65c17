"""Which files of a work tree are not as in the index."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from iaclint.git.repository import Repository
from iaclint.git.unstaged import unstaged_files
from tests.scratch import Scratch


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    """Return a repository of some files with the same content."""
    names = ("changed", "ü\nñ", "gone", "large", "lines", "staged", "touched", "unwanted")
    return Scratch(tmp_path / "r", dict.fromkeys(names, "a\n") | {"b/changed": "a\n"})


def _found(scratch: Scratch, folder: str = ".") -> list[str]:
    repository = Repository(str(scratch.root))
    return list(unstaged_files(repository, folder, lambda path: path != "unwanted", 100))


def test_files_that_are_not_staged(scratch: Scratch) -> None:
    assert _found(scratch) == []
    scratch.write({"staged": "b\n"})
    scratch.git("add", "-A")
    changed = dict.fromkeys(("changed", "b/changed", "ü\nñ", "unwanted", "untracked"), "b\n")
    scratch.write({**changed, "large": "b" * 101, "lines": "a\r\n"})
    scratch.delete("gone")
    os.utime(scratch.root / "touched", (1, 1))
    assert _found(scratch) == ["b/changed", "changed", "ü\nñ"]
    assert _found(scratch, "b") == ["b/changed"]


def test_no_filter_of_the_repository_runs(scratch: Scratch) -> None:
    scratch.write({".gitattributes": "* filter=f\n", "changed": "b\n"})
    scratch.git("config", "filter.f.clean", "touch ran; cat")
    assert "changed" in _found(scratch)
    assert not (scratch.root / "ran").exists()
