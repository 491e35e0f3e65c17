"""What ``fileset`` lists in a folder with links and folders of tools, as Terraform 1.11 does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from iaclint.files.source_tree import SourceTree
from iaclint.terraform.functions import CallRefused
from iaclint.terraform.modules.files import make_context

if TYPE_CHECKING:
    from pathlib import Path

FILES = ("a.txt", "b.txt", "c.txt", "!.txt", "sub/c.txt", "sub/deep/d.txt", ".git/config")

LISTED = [
    (".", "*.txt", "!.txt a.txt b.txt c.txt la.txt"),
    (".", "[!a]*.txt", "!.txt a.txt"),
    (".", "[^a]*.txt", "!.txt b.txt c.txt la.txt"),
    (".", "[b-a].txt", ""),
    (".", "[^b-a].txt", "!.txt a.txt b.txt c.txt"),
    (".", "/a.txt", "a.txt"),
    (".", "sub/../a.txt", "a.txt"),
    (".", "sub/**", "sub/c.txt sub/deep/d.txt"),
    (".", "sub/**/d.txt", "sub/deep/d.txt"),
    (".", "{a,b}.txt", "a.txt b.txt"),
    (".", r"\a.txt", "a.txt"),
    (".", r"[\]a].txt", "a.txt"),
    (".", "**.txt", "!.txt a.txt b.txt c.txt la.txt"),
    (".", "sub*", ""),
    (".", "x[+-9]c.txt", ""),
    ("linkd", "*", "c.txt"),
    ("linkd", "**", "c.txt deep/d.txt"),
    ("sub", "**/**/d.txt", "deep/d.txt"),
    ("nope", "*", ""),
]

UNKNOWN = [
    ".git/*",
    "*/config",
    "**",
    "**/c.txt",
    "linkd/*",
    "linkd/deep/d.txt",
    "*/d.txt",
    "../*",
    "{a,b{,x}}.txt",
    "{a,sub/c}.txt",
    "[a-].txt",
    "zzz/[",
    "a\\",
    "dangling*",
    "out*",
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "root"
    for name in FILES:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).touch()
    (tmp_path / "outside.txt").touch()
    (root / "la.txt").symlink_to("a.txt")
    (root / "linkd").symlink_to("sub")
    (root / "dangling").symlink_to("nowhere")
    (root / "out").symlink_to("../outside.txt")
    return root


@pytest.mark.parametrize(("start", "pattern", "names"), LISTED)
def test_listed(folder: Path, start: str, pattern: str, names: str) -> None:
    context = make_context(SourceTree(str(folder), str(folder)), ".")
    assert sorted(context.glob(start, pattern)) == names.split()


@pytest.mark.parametrize("pattern", UNKNOWN)
def test_what_is_not_read_may_match(folder: Path, pattern: str) -> None:
    context = make_context(SourceTree(str(folder), str(folder)), ".")
    with pytest.raises(CallRefused):
        context.glob(".", pattern)
