"""Patterns of paths."""

from __future__ import annotations

import posixpath
import shutil
import subprocess
from pathlib import Path

import pytest

from iaclint.files.globs import Exclusion, PathPattern, exclude_folder

PATHS = (
    "main.tf",
    "a/main.tf",
    "a/b/main.tf",
    "a/x.gen.tf",
    "a/keep.gen.tf",
    "build/a.tf",
    "a/build/a.tf",
    "docs/a.yaml",
    "docs/b/a.yaml",
    "a/legacy/x/y.tf",
    "[1]/a.tf",
    "1/a.tf",
)


@pytest.mark.parametrize(
    "lines",
    [
        ["main.tf"],
        ["/main.tf"],
        ["*.gen.tf", "!keep.gen.tf"],
        ["build/"],
        ["/build/"],
        ["build"],
        ["docs/*.yaml"],
        ["docs/**/*.yaml"],
        ["**/legacy/**"],
        ["a/**/main.tf"],
        ["**/main.tf"],
        ["a/*"],
        ["?.tf"],
        ["[ab]/*.tf"],
        ["[!a]/*.tf"],
        ["[^a]/*.tf"],
        [r"\[1\]/"],
        ["a/**"],
        ["**"],
    ],
)
def test_patterns_match_as_in_gitignore(lines: list[str], tmp_path: Path) -> None:
    assert shutil.which("git")
    for path in PATHS:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).touch()
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    (tmp_path / ".git/info/exclude").write_text("\n".join(lines) + "\n", encoding="utf-8")
    listed = subprocess.run(
        ["git", "check-ignore", "--no-index", "--", *PATHS],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ).stdout.splitlines()
    exclusion = Exclusion(tuple(lines), str(tmp_path))
    assert [path for path in PATHS if _is_left_out(exclusion, path)] == listed


def _is_left_out(exclusion: Exclusion, path: str) -> bool:
    """Return whether a file or a folder around it is left out."""
    parts = path.split("/")
    below = ["/".join(parts[:n]) for n in range(1, len(parts) + 1)]
    return any(exclusion.leaves_out(f"{exclusion.folder}/{p}", p != path) for p in below)


def test_paths_outside_of_the_folder_are_kept() -> None:
    assert not Exclusion(("**",), "/r/a").leaves_out("/r/b", False)
    assert not Exclusion(("**",), "/r/a").leaves_out("/r/a", True)


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("infra/*", "infra/a", True),
        ("infra/*", "infra", False),
        ("infra/*", "infra/a/b", False),
        ("./infra/a/", "infra/a", True),
        ("infra/**", "infra", True),
        ("infra/**", "infra/a/b", True),
        ("stacks/**/*.yaml", "stacks/a.yaml", True),
        (".", ".", True),
        (".", "a", False),
        ("**", ".", True),
        ("../b", "../b", False),
        ("a", "x/a", False),
    ],
)
def test_patterns_of_roots_match_whole_paths(pattern: str, path: str, expected: bool) -> None:
    folder = "/r/x"
    full = posixpath.normpath(f"{folder}/{path}")
    assert PathPattern(pattern, folder).matches(full) is expected


@pytest.mark.parametrize("name", ["stubs", "a*b", "[ab]", "!a", "#a", "a?", "a\\b", "**"])
def test_a_folder_is_excluded_by_its_name(name: str) -> None:
    found = exclude_folder(f"/repo/infra/{name}")
    assert found.leaves_out(f"/repo/infra/{name}", True)
    for other in (f"/repo/{name}", f"/repo/infra/x/{name}", "/repo/infra/axb", "/repo/infra/a"):
        assert not found.leaves_out(other, True)


def test_many_stars_are_fast() -> None:
    assert not PathPattern("/".join(["**", "*a*a*a*a*a*a*b"] * 9), "/").matches("/" + "a" * 200)
