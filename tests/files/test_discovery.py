from __future__ import annotations

import os
from pathlib import Path

import pytest

from iaclint.errors import UsageError
from iaclint.files.discovery import (
    Discovery,
    SourceTree,
    Unreadable,
    discover,
)
from iaclint.files.source import SourceFile
from iaclint.limits import MAX_FILE_BYTES
from tests.terraform.support import lay_out

TF = 'resource "aws_s3_bucket" "a" {}\n'


def is_template(source: SourceFile) -> bool:
    return b"Resources" in source.data


def found(folder: Path, *paths: str) -> tuple[list[str], list[str]]:
    """Return the folders with modules, and the templates, of all trees."""
    discovery = discover(paths, str(folder), is_template)
    return modules(discovery), templates(discovery)


def modules(discovery: Discovery) -> list[str]:
    return [folder for selection in discovery.selections for folder in selection.modules]


def templates(discovery: Discovery) -> list[str]:
    return [file.path for selection in discovery.selections for file in selection.templates]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A work tree with a module, one below it, and templates among other files."""
    return lay_out(
        tmp_path / "tree",
        {
            ".git/config": "",
            "main.tf": TF,
            "m/a.tf.json": "{}",
            "t/a.tofu": TF,
            "t/b.tofu.json": "{}",
            "stack.yaml": "Resources: {}",
            "deep/er/stack.json": '{"Resources": {}}',
            "deep/er/package.json": "{}",
            "deep/values.yml": "a: 1",
            "env/prod.tfvars": "",
            "env/prod.tfvars.json": '{"Resources": 1}',
            ".terraform/modules/x/main.tf": TF,
            "node_modules/x/stack.yaml": "Resources: {}",
        },
    )


def test_a_folder_is_searched(tree: Path) -> None:
    assert found(tree, ".") == ([".", "m", "t"], ["deep/er/stack.json", "stack.yaml"])


@pytest.mark.parametrize(
    ("paths", "modules", "templates"),
    [
        (["m"], ["m"], []),
        (["deep"], [], ["deep/er/stack.json"]),
        (["main.tf"], ["."], []),
        (["t/b.tofu.json"], ["t"], []),
        (["stack.yaml"], [], ["stack.yaml"]),
        (["deep/values.yml"], [], []),
        (["env/prod.tfvars"], [], []),
        (["m", "./m/", "m/../m", "m/a.tf.json"], ["m"], []),
        ([".", "m", "stack.yaml"], [".", "m", "t"], ["deep/er/stack.json", "stack.yaml"]),
        ([], [], []),
    ],
)
def test_what_a_path_stands_for(
    tree: Path, paths: list[str], modules: list[str], templates: list[str]
) -> None:
    assert found(tree, *paths) == (modules, templates)


def test_a_variable_file_stands_for_the_module_beside_it(tree: Path) -> None:
    (tree / "prod.tfvars").write_text("")
    assert found(tree, "prod.tfvars") == (["."], [])


def test_the_work_tree_is_the_root(tree: Path) -> None:
    (selection,) = discover(["m"], str(tree), is_template).selections
    assert selection.tree.root == str(tree.resolve())
    assert selection.tree.source("main.tf").data == TF.encode()


def test_without_a_work_tree_a_path_is_its_own_root(tmp_path: Path) -> None:
    lay_out(tmp_path, {"a/main.tf": TF, "b/main.tf": TF})
    discovery = discover(["a", "b"], str(tmp_path), is_template)
    assert [selection.tree.root for selection in discovery.selections] == [
        str((tmp_path / name).resolve()) for name in "ab"
    ]
    with pytest.raises(Unreadable, match="outside of the scanned folder"):
        discovery.selections[0].tree.read("../b/main.tf")


def test_work_trees_of_their_own_are_kept_apart(tmp_path: Path) -> None:
    lay_out(tmp_path, {"a/.git": "gitdir: x", "a/main.tf": TF, "b/.git/HEAD": "", "b/x.tf": TF})
    discovery = discover(["b", "a"], str(tmp_path), is_template)
    assert [Path(s.tree.root).name for s in discovery.selections] == ["a", "b"]
    assert discovery.selections[0].tree.display("main.tf") == "a/main.tf"


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("nowhere", "there is no file or folder 'nowhere'"),
        ("dangling", "'dangling' is a link to something that does not exist"),
    ],
)
def test_paths_that_do_not_exist(tree: Path, path: str, message: str) -> None:
    (tree / "dangling").symlink_to("gone")
    with pytest.raises(UsageError, match=message):
        found(tree, path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_path_without_permission(tree: Path) -> None:
    (tree / "m").chmod(0)
    try:
        with pytest.raises(UsageError, match="'m' cannot be read"):
            found(tree, "m")
    finally:
        (tree / "m").chmod(0o755)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_template_without_permission_is_told(tree: Path) -> None:
    (tree / "stack.yaml").chmod(0)
    discovery = discover(["."], str(tree), is_template)
    assert [d.message for d in discovery.diagnostics] == [
        "'stack.yaml' cannot be read: Permission denied"
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_without_permission_is_told(tree: Path) -> None:
    (tree / "m").chmod(0)
    try:
        discovery = discover(["."], str(tree), is_template)
    finally:
        (tree / "m").chmod(0o755)
    assert [d.message for d in discovery.diagnostics] == ["'m' cannot be read: Permission denied"]


def test_links_to_folders_are_not_walked(tree: Path, tmp_path: Path) -> None:
    lay_out(tmp_path / "other", {"main.tf": TF})
    (tree / "out").symlink_to(tmp_path / "other")
    (tree / "circle").symlink_to(tree)
    assert found(tree, ".")[0] == [".", "m", "t"]


def test_a_link_out_of_the_tree_is_not_read(tree: Path, tmp_path: Path) -> None:
    lay_out(tmp_path, {"secret.yaml": "Resources: {}"})
    (tree / "link.yaml").symlink_to(tmp_path / "secret.yaml")
    discovery = discover(["."], str(tree), is_template)
    assert "link.yaml" not in templates(discovery)
    assert [d.message for d in discovery.diagnostics] == [
        "'link.yaml' is outside of the scanned folder"
    ]


def test_a_folder_by_a_link_is_the_folder(tree: Path, tmp_path: Path) -> None:
    (tmp_path / "alias").symlink_to(tree)
    assert found(tmp_path, "alias", "tree/m") == (
        [".", "m", "t"],
        ["deep/er/stack.json", "stack.yaml"],
    )


@pytest.mark.parametrize(
    ("path", "message", "is_missing"),
    [
        ("nope.tf", "there is no file 'nope.tf'", True),
        ("m", "'m' cannot be read: Is a directory", False),
        ("../x", "'../x' is outside of the scanned folder", False),
        ("/etc/hostname", "'/etc/hostname' is outside of the scanned folder", False),
        ("m/../../x", "'m/../../x' is outside of the scanned folder", False),
    ],
)
def test_the_gate(tree: Path, path: str, message: str, is_missing: bool) -> None:
    with pytest.raises(Unreadable) as caught:
        SourceTree(str(tree), str(tree)).read(path)
    assert (str(caught.value), caught.value.is_missing) == (message, is_missing)


def test_the_gate_is_not_opened_by_a_like_named_neighbour(tree: Path) -> None:
    lay_out(tree.parent, {"tree-secrets/a": "x"})
    with pytest.raises(Unreadable, match="outside"):
        SourceTree(str(tree), str(tree)).read("../tree-secrets/a")


def test_large_files_are_refused(tree: Path) -> None:
    with (tree / "big.tf").open("wb") as file:
        file.truncate(MAX_FILE_BYTES + 1)
    with pytest.raises(Unreadable, match="larger than 20 MB"):
        SourceTree(str(tree), str(tree)).read("big.tf")


def test_names_are_those_of_files(tree: Path) -> None:
    reader = SourceTree(str(tree), str(tree))
    assert reader.names("deep/er") == ("package.json", "stack.json")
    with pytest.raises(Unreadable, match="there is no folder 'nope'"):
        reader.names("nope")
    with pytest.raises(Unreadable, match="outside"):
        reader.names("..")


def test_a_file_is_read_once(tree: Path) -> None:
    reader = SourceTree(str(tree), str(tree))
    assert reader.source("m/../main.tf") is reader.source("main.tf")


def test_paths_are_shown_from_the_working_folder(tree: Path) -> None:
    root = str(tree)
    assert SourceTree(root, root).display("m/a.tf") == "m/a.tf"
    assert SourceTree(root, str(tree / "m")).display("m/a.tf") == "a.tf"
    assert SourceTree(root, str(tree / "m")).display("a.tf") == "../a.tf"
    absolute = SourceTree(root, str(tree / "m"), absolute=True)
    assert absolute.display("a.tf") == str((tree / "a.tf").resolve())
    assert absolute.display("m/a.tf") == "a.tf"
