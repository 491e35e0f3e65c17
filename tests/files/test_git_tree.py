"""The files at a commit: the same answers as from a checkout of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from iaclint.files.git_tree import GitTree
from iaclint.files.source_tree import SourceTree, Unreadable
from iaclint.git.repository import Repository
from iaclint.limits import MAX_FILE_BYTES
from iaclint.terraform.config.module import load_module
from tests.scratch import Scratch

FILES = {
    "main.tf": "a",
    "modules/a/main.tf": "b",
    "modules/a/deep/er/x.tf": "c",
    "modules/z.tf": "d",
    "node_modules/skipped.tf": "e",
    "web/package.json": "{}",
    "web/node_modules/skipped.tf": "e",
    "web/node_modules/linked/in/x.tf": "g",
    "with space/ü.tf": "f",
}


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    scratch = Scratch(tmp_path / "r")
    scratch.write(FILES)
    (tmp_path / "secret").write_text("secret")
    links = {
        "link.tf": "main.tf",
        "folder": "modules",
        "modules/up": "../modules/a",
        "broken.tf": "nowhere",
        "outside.tf": "../secret",
        "odd/tool": "../web/node_modules/linked",
        "web/node_modules/linked/in/up": "../../linked",
        "odd/out": "../..",
        "odd/loop": "loop",
    }
    (scratch.root / "odd").mkdir()
    for name, target in links.items():
        (scratch.root / name).symlink_to(target)
    scratch.commit()
    return scratch


def trees(scratch: Scratch) -> tuple[SourceTree, GitTree]:
    """Return the checkout, and the same files from git in a repository without a checkout."""
    bare = scratch.root.parent / "bare/r"
    shutil.copytree(scratch.root / ".git", bare / ".git")
    root = str(bare)
    tree = GitTree(SourceTree(root, root), Repository(root), "HEAD")
    return SourceTree(str(scratch.root), str(scratch.root)), tree


def answer(function: Callable[[str], object], path: str) -> object:
    try:
        return function(path)
    except Unreadable as error:
        return str(error), error.is_missing


PATHS = [
    *FILES,
    "link.tf",
    "folder",
    "folder/a/main.tf",
    "modules/up/deep/er/x.tf",
    "outside.tf",
    "odd/out/secret",
    "../secret",
    "missing.tf",
    "modules/missing/main.tf",
    "modules/a",
    "modules/./a/../a/main.tf",
]


@pytest.mark.parametrize("path", PATHS)
def test_reads_as_from_a_checkout(scratch: Scratch, path: str) -> None:
    checkout, commit = trees(scratch)
    assert answer(commit.read, path) == answer(checkout.read, path)
    commit.close()


@pytest.mark.parametrize(
    "path", [".", "modules", "folder", "modules/up", "missing", "..", "odd", "odd/out"]
)
def test_lists_as_from_a_checkout(scratch: Scratch, path: str) -> None:
    checkout, commit = trees(scratch)
    assert answer(commit.names, path) == answer(checkout.names, path)
    every = answer(partial(checkout.names, folders=True), path)
    if isinstance(every, tuple) and ".git" in every:
        every = tuple(name for name in every if name != ".git")
    assert answer(partial(commit.names, folders=True), path) == every
    for ask in ("exists", "is_folder"):
        inside = path not in ("..", "odd/out")
        assert getattr(commit, ask)(path) == (getattr(checkout, ask)(path) and inside)
    commit.close()


@pytest.mark.parametrize("path", ["modules", "folder", "with space"])
def test_walks_as_in_a_checkout(scratch: Scratch, path: str) -> None:
    checkout, commit = trees(scratch)
    assert list(commit.walk(path)) == list(checkout.walk(path))
    commit.close()


@pytest.mark.parametrize("path", ["broken.tf", "odd/loop"])
def test_a_link_to_nothing_cannot_be_read(scratch: Scratch, path: str) -> None:
    _, commit = trees(scratch)
    with pytest.raises(Unreadable):
        commit.read(path)
    assert not commit.exists(path)
    commit.close()


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("nowhere", "there is no file 'x.tf'"),
        ("../../secret", "'x.tf' is outside of the scanned folder"),
        ("x.tf", "'x.tf' is outside of the scanned folder"),
        ("modules", "'x.tf' cannot be read: Is a directory"),
    ],
)
def test_a_link_to_no_file_is_an_error_of_its_module(
    tmp_path: Path, target: str, message: str
) -> None:
    scratch = Scratch(tmp_path / "r")
    scratch.write({"main.tf": "", "modules/y.tf": ""})
    (scratch.root / "x.tf").symlink_to(target)
    scratch.commit()
    _, commit = trees(scratch)
    assert commit.names(".") == ("main.tf", "x.tf")
    module = load_module(commit, ".")
    assert ([d.message for d in module.diagnostics], module.unparsed) == ([message], ["x.tf"])
    commit.close()


def test_a_large_file_is_passed_over(scratch: Scratch) -> None:
    scratch.write({"big.tf": "x" * (MAX_FILE_BYTES + 1)})
    scratch.commit()
    _, commit = trees(scratch)
    with pytest.raises(Unreadable, match="larger than"):
        commit.read("big.tf")
    assert commit.read("main.tf") == b"a"
    commit.close()


def test_equal_files_are_the_same_source(scratch: Scratch) -> None:
    root = str(scratch.root)
    work = SourceTree(root, root)
    scratch.write({"modules/z.tf": "changed"})
    sources = {path: work.source(path) for path in ("main.tf", "modules/z.tf")}
    commit = GitTree(work, Repository(root), "HEAD")
    assert commit.source("main.tf") is sources["main.tf"]
    assert commit.source("modules/z.tf").data == b"d"
    commit.close()


def test_a_submodule_at_the_same_commit_is_that_of_the_work_tree(tmp_path: Path) -> None:
    inner = Scratch(tmp_path / "inner", {"main.tf": "inner"})
    outer = Scratch(tmp_path / "r", {"main.tf": "outer"})
    outer.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(inner.root), "sub")
    outer.commit()
    root = str(outer.root)
    commit = GitTree(SourceTree(root, root), Repository(root), "HEAD")
    assert commit.read("sub/main.tf") == b"inner"
    assert ("sub", ("main.tf",)) in [
        (f, tuple(n for n in names if n != ".git")) for f, names in commit.walk(".")
    ]
    inner.write({"main.tf": "newer"})
    inner.commit()
    (outer.root / "sub/main.tf").write_text("newer")
    sub = Scratch(outer.root / "sub")
    sub.commit()
    staged = GitTree(SourceTree(root, root), Repository(root), "HEAD")
    assert not staged.exists("sub/main.tf")
    outer.commit()
    before = GitTree(SourceTree(root, root), Repository(root), "HEAD~1")
    assert not before.exists("sub/main.tf")
    assert [folder for folder, _ in before.walk(".")] == ["."]


def test_sha256_repositories(tmp_path: Path) -> None:
    scratch = Scratch(tmp_path / "r")
    scratch.delete(".git")
    scratch.git("init", "-q", "--object-format=sha256", "-b", "main", ".")
    scratch.write({"main.tf": "a"})
    scratch.commit()
    root = str(scratch.root)
    work = SourceTree(root, root)
    source = work.source("main.tf")
    assert GitTree(work, Repository(root), "HEAD").source("main.tf") is source


NOT_AT_THE_BASE = [
    ".terraform/modules/m/main.tf",
    ".terraform/modules/modules.json",
    ".terraform/environment",
    "live/.terraform/modules/m/main.tf",
    "terraform.tfvars",
    "secret/values.json",
    "cdk.out/t.template.json",
    "plain/main.tf",
]
IGNORED = "terraform.tfvars\nsecret\ncdk.out\n"


@pytest.mark.parametrize("path", NOT_AT_THE_BASE)
@pytest.mark.parametrize("ignored", [IGNORED, IGNORED + ".terraform\n", "!.terraform\n"])
@pytest.mark.parametrize("state", ["untracked", "staged", "committed"])
def test_only_untracked_files_are_those_of_the_work_tree(
    tmp_path: Path, path: str, ignored: str, state: str
) -> None:
    scratch = Scratch(tmp_path / "r", {"live/main.tf": "", ".gitignore": ignored})
    scratch.write({path: "a", f"{path}.other": "b"})
    if state != "untracked":
        scratch.git("add", "-f", path)
    if state == "committed":
        scratch.git("commit", "-q", "-m", "change")
    base = git_tree(scratch, "HEAD~1" if state == "committed" else "HEAD")
    names = ignored.split()
    is_ignored = ".terraform" in path or any(path.startswith(name) for name in names)
    is_kept = state == "untracked" and is_ignored
    folder, name = path.rpartition("/")[::2]
    assert base.exists(path) is is_kept
    assert (answer(base.read, path) == b"a") is is_kept
    assert (name in _names(base, folder or ".")) is is_kept
    assert base.is_versioned(str(scratch.root / path)) is not is_kept
    is_folder_ignored = ".terraform" in path or folder in names
    assert (f"{name}.other" in _names(base, folder or ".")) is is_folder_ignored
    base.close()


def _names(tree: GitTree, folder: str) -> tuple[str, ...]:
    try:
        return tree.names(folder)
    except Unreadable:
        return ()


def test_a_link_leads_where_it_led_at_the_commit(tmp_path: Path) -> None:
    ignored = {".gitignore": "*.tfvars\n.terraform\n"}
    scratch = Scratch(tmp_path / "r", {"a/main.tf": "a", "b/main.tf": "b", **ignored})
    files = {"a": "a", "b": "b"}
    scratch.write({f"{name}/x.tfvars": text for name, text in files.items()})
    scratch.write({f"{name}/.terraform/modules/m/m.tf": text for name, text in files.items()})
    link = scratch.root / "live"
    link.symlink_to("a")
    scratch.commit()
    link.unlink()
    link.symlink_to("b")
    base = git_tree(scratch, "HEAD")
    for path in ("live/main.tf", "live/x.tfvars", "live/.terraform/modules/m/m.tf"):
        assert base.work is not None
        assert base.work.source(path).data == b"b"
        assert base.source(path).data == b"a"
        assert base.read_named(path) == b"a"
    assert base.relative(str(link)) == "a"
    assert base.real("live/.terraform") == "a/.terraform"
    base.close()


def test_a_link_is_not_the_same_as_a_file_with_its_target(tmp_path: Path) -> None:
    scratch = Scratch(tmp_path / "r", {"{}": "a"})
    (scratch.root / "x.json").symlink_to("{}")
    scratch.commit()
    (scratch.root / "x.json").unlink()
    scratch.write({"x.json": "{}"})
    base = git_tree(scratch, "HEAD")
    assert base.work is not None
    assert (base.work.source("x.json").data, base.source("x.json").data) == (b"{}", b"a")
    base.close()


def git_tree(scratch: Scratch, revision: str) -> GitTree:
    root = str(scratch.root)
    return GitTree(SourceTree(root, root), Repository(root), revision)
