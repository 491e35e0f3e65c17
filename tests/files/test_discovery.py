from __future__ import annotations

import os
from pathlib import Path

import pytest

from iaclint.errors import UsageError
from iaclint.files.discovery import discover, discover_in
from iaclint.files.selection import Detector, Discovery, FileNames
from iaclint.files.source import SourceFile
from iaclint.files.source_tree import SourceTree, Unreadable
from iaclint.files.trees import open_trees
from iaclint.limits import MAX_FILE_BYTES
from tests.terraform.support import lay_out

TF = 'resource "aws_s3_bucket" "a" {}\n'


class Modules(Detector):
    name = "modules"
    file_names = FileNames(
        modules=(".tf", ".tf.json", ".tofu", ".tofu.json"), values=(".tfvars", ".tfvars.json")
    )


class Plans(Detector):
    name = "plans"
    file_names = FileNames(documents=(".json",), any_document=True)

    def claims(self, source: SourceFile) -> bool:
        return b"planned" in source.data


class Templates(Detector):
    name = "templates"
    file_names = FileNames(documents=(".yaml", ".yml", ".json", ".template"))

    def claims(self, source: SourceFile) -> bool:
        return b"Resources" in source.data


DETECTORS = (Modules(), Plans(), Templates())


def found(folder: Path, *paths: str) -> tuple[list[str], list[str]]:
    """Return the folders with modules, and the templates, of all trees."""
    discovery = discover(paths, str(folder), DETECTORS)
    return modules(discovery), documents(discovery, "templates")


def modules(discovery: Discovery) -> list[str]:
    return [path for s in discovery.selections.get("modules", ()) for path in s.folders]


def documents(discovery: Discovery, name: str) -> list[str]:
    return [file.path for s in discovery.selections.get(name, ()) for file in s.files]


@pytest.mark.parametrize(
    ("path", "text", "kind"),
    [
        ("a.json", "Resources", "templates"),
        ("a.yaml", "planned", None),
        ("a.yaml", "planned Resources", "templates"),
        ("a.tf.json", "planned", None),
        ("a.tfvars.json", "planned", None),
        ("plan.out", "planned", "plans"),
        ("plan.out", "Resources", None),
        ("plan", "planned", "plans"),
    ],
)
def test_a_document_belongs_to_the_one_that_claims_it(
    tmp_path: Path, path: str, text: str, kind: str | None
) -> None:
    lay_out(tmp_path, {path: text})
    discovery = discover([path], str(tmp_path), DETECTORS)
    for name in ("plans", "templates"):
        assert documents(discovery, name) == ([path] if kind == name else [])


def test_a_document_belongs_to_all_that_claim_it(tmp_path: Path) -> None:
    lay_out(tmp_path, {"a.json": "planned Resources"})
    discovery = discover(["."], str(tmp_path), DETECTORS)
    assert documents(discovery, "plans") == documents(discovery, "templates") == ["a.json"]


def test_a_document_with_another_suffix_must_be_named(tmp_path: Path) -> None:
    lay_out(tmp_path, {"plan.out": "planned"})
    assert discover(["."], str(tmp_path), DETECTORS).selections == {}
    assert documents(discover(["plan.out"], str(tmp_path), DETECTORS), "plans") == ["plan.out"]


def test_front_ends_without_files_have_no_selection(tree: Path) -> None:
    assert set(discover(["m"], str(tree), DETECTORS).selections) == {"modules"}
    assert set(discover(["."], str(tree), DETECTORS).selections) == {"modules", "templates"}


@pytest.mark.parametrize(
    ("folder", "is_below"), [(".", True), ("deep", True), ("deep/er", True), ("env", False)]
)
def test_selection_of_a_folder(tree: Path, folder: str, is_below: bool) -> None:
    discovery = discover(["."], str(tree), DETECTORS)
    assert discovery.has_below(str((tree / folder).resolve())) is is_below


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
            "package.json": "{}",
            "node_modules/x/stack.yaml": "Resources: {}",
        },
    )


def test_a_folder_is_searched(tree: Path) -> None:
    assert found(tree, ".") == ([".", "m", "t"], ["deep/er/stack.json", "stack.yaml"])


@pytest.mark.parametrize("name", ["infra", "deep/infra", "m/a/b"])
@pytest.mark.parametrize("target", ["node_modules/x", "node_modules"])
def test_a_link_into_a_folder_of_a_tool_is_another_name_of_it(
    tree: Path, name: str, target: str
) -> None:
    link = tree / name
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(tree / target)
    (tree / "node_modules/x/up").symlink_to("..")  # a ring
    (tree / ".terraform/modules/other").symlink_to("x")
    assert "node_modules/x/stack.yaml" in found(tree, ".")[1]
    assert ".terraform/modules/x" not in found(tree, ".")[0]


def test_a_link_that_has_the_name_of_a_tool_is_left_out(tree: Path) -> None:
    (tree / "m/package.json").write_text("{}")
    (tree / "m/node_modules").symlink_to("../node_modules")
    (tree / "git").symlink_to(".git")
    (tree / "nowhere").symlink_to("node_modules/nowhere")
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
        (["env/prod.tfvars"], ["."], []),
        (["m", "./m/", "m/../m", "m/a.tf.json"], ["m"], []),
        ([".", "m", "stack.yaml"], [".", "m", "t"], ["deep/er/stack.json", "stack.yaml"]),
        ([], [], []),
    ],
)
def test_selection_of_a_path(
    tree: Path, paths: list[str], modules: list[str], templates: list[str]
) -> None:
    assert found(tree, *paths) == (modules, templates)


def test_a_variable_file_selects_its_module(tree: Path) -> None:
    (tree / "prod.tfvars").write_text("")
    assert found(tree, "prod.tfvars") == (["."], [])


def test_a_file_that_a_tree_does_not_have_selects_a_module_and_gives_it_no_values(
    tree: Path,
) -> None:
    paths = ("m/new.tfvars", "m/new.tf", "m/terraform.tfvars")
    (tree / "m/terraform.tfvars").write_text("")
    (selection,) = discover_in(open_trees(paths, str(tree)), DETECTORS).selections["modules"]
    assert selection.folders == ("m",)
    assert selection.values == selection.named_values == ("m/terraform.tfvars",)


def test_the_work_tree_is_the_root(tree: Path) -> None:
    (selection,) = discover(["m"], str(tree), DETECTORS).selections["modules"]
    assert selection.tree.root == str(tree.resolve())
    assert selection.tree.source("main.tf").data == TF.encode()


def test_without_a_work_tree_a_path_is_its_own_root(tmp_path: Path) -> None:
    lay_out(tmp_path, {"a/main.tf": TF, "b/main.tf": TF})
    selections = discover(["a", "b"], str(tmp_path), DETECTORS).selections["modules"]
    assert [selection.tree.root for selection in selections] == [
        str((tmp_path / name).resolve()) for name in "ab"
    ]
    assert selections[0].tree.read("../b/main.tf") == TF.encode()


@pytest.mark.parametrize("path", ["../../c", "../link", "../b/.git/config"])
def test_without_a_work_tree_nothing_outside_of_the_working_directory_is_read(
    tmp_path: Path, path: str
) -> None:
    lay_out(tmp_path, {"d/a/main.tf": TF, "c": "", "d/b/.git/config": ""})
    (tmp_path / "d" / "link").symlink_to("../c")
    (selection,) = discover(["a"], str(tmp_path / "d"), DETECTORS).selections["modules"]
    with pytest.raises(Unreadable, match=r"outside of the scanned folder|folder of git"):
        selection.tree.read(path)


@pytest.mark.parametrize("cwd", ["home", "elsewhere"])
def test_without_a_work_tree_other_folders_are_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cwd: str
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    lay_out(tmp_path, {"home/a/main.tf": TF, "home/b": "", "elsewhere/x": ""})
    discovery = discover([str(tmp_path / "home/a")], str(tmp_path / cwd), DETECTORS)
    (selection,) = discovery.selections["modules"]
    with pytest.raises(Unreadable, match="outside of the scanned folder"):
        selection.tree.read("../b")


def test_separate_work_trees_have_separate_roots(tmp_path: Path) -> None:
    lay_out(tmp_path, {"a/.git": "gitdir: x", "a/main.tf": TF, "b/.git/HEAD": "", "b/x.tf": TF})
    selections = discover(["b", "a"], str(tmp_path), DETECTORS).selections["modules"]
    assert [Path(s.tree.root).name for s in selections] == ["a", "b"]
    assert selections[0].tree.display("main.tf") == "a/main.tf"


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
def test_an_unreadable_template_is_reported(tree: Path) -> None:
    (tree / "stack.yaml").chmod(0)
    discovery = discover(["."], str(tree), DETECTORS)
    assert [d.message for d in discovery.diagnostics] == [
        "'stack.yaml' cannot be read: Permission denied"
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_folder_is_reported(tree: Path) -> None:
    (tree / "m").chmod(0)
    try:
        discovery = discover(["."], str(tree), DETECTORS)
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
    discovery = discover(["."], str(tree), DETECTORS)
    assert "link.yaml" not in documents(discovery, "templates")
    assert [d.message for d in discovery.diagnostics] == [
        "'link.yaml' is outside of the scanned folder"
    ]


def test_a_link_to_a_file_that_does_not_exist_is_no_template(tree: Path) -> None:
    (tree / "link.yaml").symlink_to("submodule/stack.yaml")
    discovery = discover(["."], str(tree), DETECTORS)
    assert "link.yaml" not in documents(discovery, "templates")
    assert not discovery.diagnostics


def test_a_linked_folder_is_resolved(tree: Path, tmp_path: Path) -> None:
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
def test_files_outside_of_the_tree_are_not_read(
    tree: Path, path: str, message: str, is_missing: bool
) -> None:
    with pytest.raises(Unreadable) as caught:
        SourceTree(str(tree), str(tree)).read(path)
    assert (str(caught.value), caught.value.is_missing) == (message, is_missing)


def test_a_sibling_with_the_same_prefix_is_outside(tree: Path) -> None:
    lay_out(tree.parent, {"tree-secrets/a": "x"})
    with pytest.raises(Unreadable, match="outside"):
        SourceTree(str(tree), str(tree)).read("../tree-secrets/a")


def test_large_files_are_rejected(tree: Path) -> None:
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


def test_paths_are_relative_to_the_working_directory(tree: Path) -> None:
    root = str(tree)
    assert SourceTree(root, root).display("m/a.tf") == "m/a.tf"
    assert SourceTree(root, str(tree / "m")).display("m/a.tf") == "a.tf"
    assert SourceTree(root, str(tree / "m")).display("a.tf") == "../a.tf"
    absolute = SourceTree(root, str(tree / "m"), absolute=True)
    assert absolute.display("a.tf") == str((tree / "a.tf").resolve())
    assert absolute.display("m/a.tf") == "a.tf"
