"""The files that Terraform itself writes: functions see them, but no commit decides them."""

from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.terraform.errors import Refused
from tests.terraform.support import Root, lay_out, outline, root

MAIN = """\
terraform {
  backend "local" {
    path          = ("state/clinic.tfstate")
    workspace_dir = "spaces"
  }
}
"""


@pytest.fixture
def opened(tmp_path: Path) -> Root:
    files = {"main.tf": MAIN, "a.json": "{}", "sub/b.json": "{}", ".terraform.lock.hcl": ""}
    lay_out(tmp_path, files)
    (tmp_path / "link").symlink_to(".terraform/providers")
    (tmp_path / "here").symlink_to(".")
    return root(tmp_path, files)


@pytest.mark.parametrize(
    "expression",
    [
        'file(".terraform.lock.hcl")',
        'fileexists(".terraform.lock.hcl")',
        'fileexists("${path.cwd}/terraform.tfstate")',
        'fileexists(".terraform/modules/modules.json")',
        'fileexists(".terraform.tfstate.lock.info")',
        'fileexists("sub/../terraform.tfstate.d/x/terraform.tfstate")',
        'fileexists("state/clinic.tfstate")',
        'fileexists("state/.clinic.tfstate.lock.info")',
        'fileexists("here/errored.tfstate")',
        'fileexists("link/x")',
        'fileset(".", "**")',
        'fileset(".", ".terraform*")',
        'fileset("here", ".terraform.lock.hcl")',
        'fileset(".terraform/providers", "**")',
        'fileset("link", "*")',
        'fileset("spaces", "*")',
    ],
)
def test_what_terraform_writes_is_unknown(opened: Root, expression: str) -> None:
    with pytest.raises(Refused):
        opened.evaluate(f'try({expression}, "none")')


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ('fileset(".", "*.json")', "['a.json']"),
        ('fileset(".", "su[a-c]/*.json")', "['sub/b.json']"),
        ('fileset("sub", "**")', "['b.json']"),
        ('fileexists("terraform.tfvars")', "False"),
        ('fileexists("sub/terraform.tfstate")', "False"),
        ('fileexists("state/terraform.tfstate")', "False"),
    ],
)
def test_other_files_are_read(opened: Root, expression: str, value: str) -> None:
    assert outline(opened.evaluate(expression)) == value


WRITERS = {
    "plain.tf": 'resource "local_file" "f" {\n  filename = "out/acl.txt"\n}\n',
    "module.tf": 'resource "local_file" "f" {\n  filename = "${path.module}/out/acl.txt"\n}\n',
    "archive.tf": 'data "archive_file" "f" {\n  output_path = "./out/acl.txt"\n}\n',
    "unknown.tf": 'resource "local_file" "f" {\n  filename = var.name\n}\n',
    "provisioner.tf": 'resource "null_resource" "n" {\n  provisioner "local-exec" {}\n}\n',
    "external.tf": 'data "external" "e" {}\n',
    "called.tf": 'module "m" {\n  source = "./m"\n}\n',
}
CALLED = 'resource "local_file" "f" {\n  filename = "${path.module}/../out/acl.txt"\n}\n'


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize(
    "expression",
    ['fileexists("out/acl.txt")', 'file("out/acl.txt")', 'length(fileset("out", "*")) > 0'],
)
def test_what_the_configuration_writes_is_unknown(
    tmp_path: Path, name: str, expression: str
) -> None:
    opened = root(tmp_path, {name: WRITERS[name], "m/main.tf": CALLED, "out/deep/x": ""})
    with pytest.raises(Refused):
        opened.evaluate(f'try({expression}, "none")')


def test_what_it_writes_elsewhere_is_read(tmp_path: Path) -> None:
    files = {"main.tf": WRITERS["plain.tf"], "other/acl.txt": "private", "out/x/y": ""}
    opened = root(tmp_path, files)
    assert opened.evaluate('file("other/acl.txt")') == "private"
    assert opened.evaluate('fileexists("other/none.txt")') is False


def test_a_file_that_is_there_is_read_beside_programs(tmp_path: Path) -> None:
    opened = root(tmp_path, {"main.tf": WRITERS["external.tf"], "acl.txt": "private"})
    assert opened.evaluate('file("acl.txt")') == "private"
