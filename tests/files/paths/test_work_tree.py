from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.files.paths.work_tree import path_in, tree_left


@pytest.fixture(params=[True, False], ids=["git", "no git"])
def tree(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """Return a working directory with links, beside a git repository."""
    tree, outside = tmp_path / "tree", tmp_path / "outside"
    (tree / "inner").mkdir(parents=True)
    (outside / ".git").mkdir(parents=True)
    (outside / "inner").mkdir()
    if request.param:
        (tree / ".git").mkdir()
    for name, target in {
        "out": outside,
        "relative": "../outside",
        "file": outside / "main.tf",
        "through": "out/inner",
        "inner/up": "../inner",
        "again": "inner/up",
        "git": ".git/config",
        "loop": "loop",
        "missing": "/nowhere",
    }.items():
        (tree / name).symlink_to(target)
    return tree


@pytest.mark.parametrize(
    "path",
    [
        "out",
        "out/",
        "./out",
        "out/inner/a.tf",
        "out/../secret",
        "inner/../out/a.tf",
        "relative/x",
        "file",
        "through",
        "through/a.tf",
        "inner/up/../out",
        "git",
        "missing",
    ],
)
def test_links_that_lead_out(tree: Path, path: str) -> None:
    assert tree_left(path, str(tree)) == str(tree)
    assert tree_left(str(tree / path), str(tree)) == str(tree)


@pytest.mark.parametrize(
    "path",
    ["inner", "inner/up", "again/a.tf", "loop", "../outside/inner", "none/a.tf", "out/../tree"],
)
def test_paths_that_stay_or_have_no_link(tree: Path, path: str) -> None:
    assert tree_left(path, str(tree)) is None


def test_links_around_the_tree_are_those_of_the_user(tree: Path) -> None:
    alias = tree.parent / "alias"
    alias.symlink_to(tree)
    assert tree_left(str(alias / "inner"), str(tree)) is None
    assert tree_left("inner", str(alias)) is None
    assert tree_left(str(alias / "out"), str(tree)) == str(tree)


def test_a_link_in_another_repository_does_not_leave_it(tree: Path) -> None:
    (tree.parent / "outside/back").symlink_to(tree)
    assert tree_left("../outside/back", str(tree)) == str(tree.parent / "outside")


@pytest.mark.parametrize(
    ("path", "inside"),
    [
        ("tree", "."),
        ("tree/inner/a.tf", "inner/a.tf"),
        ("tree/again/a.tf", "again/a.tf"),
        ("tree/inner/../again", "again"),
        ("alias/again/a.tf", "again/a.tf"),
        ("tree/again/../a.tf", "a.tf"),
        ("tree/through/../a.tf", "../outside/a.tf"),
        ("tree/missing", "missing"),
        ("outside/a.tf", "../outside/a.tf"),
    ],
)
def test_paths_in_a_folder_keep_their_links(tree: Path, path: str, inside: str) -> None:
    (tree.parent / "alias").symlink_to("tree")
    assert path_in(str(tree), str(tree.parent / path)) == inside
