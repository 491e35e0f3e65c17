from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.files.diagnostics import REACHED
from iaclint.files.source_tree import SourceTree
from iaclint.terraform.config.module import Module, load_module
from tests.terraform.support import Files, configuration, lay_out, messages


def loaded(folder: Path, files: Files) -> Module:
    lay_out(folder, files)
    return load_module(SourceTree(str(folder), str(folder)), ".")


def test_what_blocks_declare(tmp_path: Path) -> None:
    module = loaded(
        tmp_path,
        {
            "a.tf": 'variable "v" {}\nlocals {\n  a = 1\n}\nresource "r" "x" {}\nterraform {}\n'
            'provider "aws" {}\nmoved {}\ncheck "c" {\n  assert {}\n}\n',
            "b.tf": 'data "d" "x" {}\nephemeral "e" "x" {}\nmodule "m" {\n  source = "./m"\n}\n'
            'output "o" {}\nlocals {\n  b = 2\n}\nimport {}\nremoved {}\n',
            "c.tf.json": '{"resource": {"r": {"y": {}}}}',
            "readme.md": "",
        },
    )
    assert list(module.variables) == ["v"]
    assert list(module.locals) == ["a", "b"]
    assert list(module.resources) == [("r", "x"), ("r", "y")]
    assert list(module.data) == [("d", "x")]
    assert list(module.ephemeral) == [("e", "x")]
    assert list(module.outputs) == ["o"]
    assert len(module.imports) == 1
    assert module.source_of("m") == "./m"
    assert (module.files, module.failed, module.diagnostics) == (3, 0, [])


@pytest.mark.parametrize("source", ["", "source = var.s", 'source = "${var.s}"', "source = []"])
def test_a_source_that_is_not_constant(tmp_path: Path, source: str) -> None:
    module = loaded(tmp_path, {"main.tf": f'module "m" {{\n  {source}\n}}\n'})
    assert module.source_of("m") is None


@pytest.mark.parametrize(
    ("block", "named"),
    [
        ('resource "r" "x" {}', "resource 'r.x'"),
        ('data "r" "x" {}', "data 'r.x'"),
        ('variable "x" {}', "variable 'x'"),
        ('output "x" {}', "output 'x'"),
        ('module "x" { source = "./m" }', "module 'x'"),
    ],
)
def test_declared_twice(tmp_path: Path, block: str, named: str) -> None:
    module = loaded(tmp_path, {"a.tf": f"{block}\n", "b.tf": f"\n{block}\n"})
    (diagnostic,) = module.diagnostics
    assert str(diagnostic.span) == "b.tf:2:1"
    assert diagnostic.message == f"{named} was already declared at a.tf:1:1"


@pytest.mark.parametrize(
    "block", ['resource "r" {}', "variable {}", 'output "a" "b" {}', 'data "a" "b" "c" {}']
)
def test_blocks_with_the_wrong_labels_declare_nothing(tmp_path: Path, block: str) -> None:
    module = loaded(tmp_path, {"a.tf": f"{block}\n"})
    declared = (module.resources, module.variables, module.outputs, module.data)
    assert not any(declared)


def test_a_broken_file_leaves_the_others(tmp_path: Path) -> None:
    module = loaded(tmp_path, {"a.tf": 'resource "r" "x" {\n', "b.tf": 'resource "r" "y" {}\n'})
    assert list(module.resources) == [("r", "y")]
    assert (module.files, module.failed) == (2, 1)
    assert [diagnostic.code for diagnostic in module.diagnostics] == ["syntax-error"]


def test_a_file_outside_of_the_tree(tmp_path: Path) -> None:
    lay_out(
        tmp_path, {"tree/.git/x": "", "tree/b.tf": 'resource "r" "y" {}\n', "secret.tf": "a = 1\n"}
    )
    (tmp_path / "tree" / "a.tf").symlink_to(tmp_path / "secret.tf")
    found = configuration(tmp_path / "tree", {})
    assert messages(found) == ["'a.tf' is outside of the scanned folder"]
    assert (found.files, found.failed) == (2, 1)
    assert [resource.address for resource in found.resources] == ["r.y"]


def test_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    module = load_module(SourceTree(str(tmp_path), str(tmp_path)), "nope")
    assert [d.message for d in module.diagnostics] == ["there is no folder 'nope'"]


@pytest.mark.parametrize(
    "block", ['module "m" {{\n  source = {}\n}}\n', 'variable "v" {{\n  nullable = {}\n}}\n']
)
def test_a_constant_that_takes_too_many_steps_is_an_error(tmp_path: Path, block: str) -> None:
    long = f"[for n in [{', '.join(['1'] * 1_001)}] : n][0]"
    module = loaded(tmp_path, {"main.tf": block.format(long)})
    assert [diagnostic.code for diagnostic in module.diagnostics] == [REACHED]
