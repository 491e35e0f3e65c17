"""Files that are not checked in folders."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from iaclint.files.discovery import discover
from iaclint.files.globs import Exclusion
from iaclint.files.selection import Discovery
from iaclint.terraform import FRONT_END
from tests.terraform.support import lay_out

FILES = {
    ".gitignore": "build/\n*_local.tf\n",
    "a/main.tf": "",
    "a/x_local.tf": "",
    "b/y_local.tf": "",
    "build/main.tf": "",
    "build/notes.md": "",
    "legacy/c/main.tf": "",
}


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    lay_out(tmp_path, FILES)
    git(tmp_path, "init", "--quiet")
    return tmp_path


def find(folder: Path, *paths: str, exclude: tuple[str, ...] = ()) -> Discovery:
    return discover(paths, str(folder), [FRONT_END], [Exclusion(exclude, str(folder))])


def folders(discovery: Discovery) -> list[str]:
    return [path for s in discovery.selections.get("terraform", ()) for path in s.folders]


def test_untracked_files_that_git_ignores_are_left_out(repository: Path) -> None:
    found = find(repository, ".")
    assert folders(found) == ["a", "legacy/c"]
    assert found.left_out == 3


def test_tracked_files_are_checked_even_if_gitignore_names_them(repository: Path) -> None:
    git(repository, "add", "--force", "build/main.tf", "b/y_local.tf")
    found = find(repository, ".")
    assert folders(found) == ["a", "b", "build", "legacy/c"]
    assert found.left_out == 1


def test_a_named_path_is_checked(repository: Path) -> None:
    assert folders(find(repository, "build")) == ["build"]
    assert folders(find(repository, "b/y_local.tf")) == ["b"]
    assert folders(find(repository, "legacy", exclude=("legacy",))) == ["legacy/c"]
    assert folders(find(repository, "legacy/c/main.tf", exclude=("legacy",))) == ["legacy/c"]


def test_a_gitignore_above_the_named_folder_counts(repository: Path) -> None:
    assert find(repository, "a").left_out == 1


def test_excluded_folders_and_files_are_left_out_and_counted(repository: Path) -> None:
    found = find(repository, ".", exclude=("legacy", "a/main.tf"))
    assert folders(found) == []
    assert found.left_out == 5


def test_files_of_a_folder_without_git_are_all_checked(tmp_path: Path) -> None:
    lay_out(tmp_path, FILES)
    assert folders(find(tmp_path, ".")) == ["a", "b", "build", "legacy/c"]


def test_a_broken_repository_ignores_nothing(tmp_path: Path) -> None:
    lay_out(tmp_path, {**FILES, ".git": "gitdir: nowhere\n"})
    assert folders(find(tmp_path, ".")) == ["a", "b", "build", "legacy/c"]
