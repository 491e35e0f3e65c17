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


LITERAL = {
    "plain.tf": 'resource "local_file" "f" {\n  filename = "out/acl.txt"\n}\n',
    "module.tf": 'resource "local_file" "f" {\n  filename = "${path.module}/out/acl.txt"\n}\n',
    "archive.tf": 'data "archive_file" "f" {\n  output_path = "./out/acl.txt"\n}\n',
    "called.tf": 'module "m" {\n  source = "./m"\n}\n',
}
CALLED = 'resource "local_file" "f" {\n  filename = "${path.module}/../out/acl.txt"\n}\n'
COMPUTED = {
    "unknown.tf": 'resource "local_file" "f" {\n  filename = var.name\n}\n',
    "ending.tf": 'resource "local_file" "f" {\n  filename = "${var.name}l.txt"\n}\n',
    "provisioner.tf": 'resource "null_resource" "f" {\n  provisioner "local-exec" {}\n}\n',
    "external.tf": 'data "external" "f" {}\n',
}
EXPRESSIONS = (
    'fileexists("out/acl.txt")',
    'file("out/acl.txt")',
    'length(fileset("out", "*.txt")) > 0',
)


@pytest.mark.parametrize("name", LITERAL)
@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_what_the_configuration_writes_is_unknown(
    tmp_path: Path, name: str, expression: str
) -> None:
    opened = root(tmp_path, {name: LITERAL[name], "m/main.tf": CALLED, "out/deep/x": ""})
    with pytest.raises(Refused):
        opened.evaluate(f'try({expression}, "none")')


@pytest.mark.parametrize("name", COMPUTED)
@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_what_it_may_write_is_unknown(tmp_path: Path, name: str, expression: str) -> None:
    opened = root(tmp_path, {name: COMPUTED[name], "out/deep/x": ""})
    value = opened.evaluate(f'try({expression}, "none")')
    blocker = outline(value).lstrip("(")
    assert blocker.startswith(("?data.external.f", "?local_file.f", "?null_resource.f"))


def test_what_has_another_ending_is_absent(tmp_path: Path) -> None:
    opened = root(tmp_path, {"main.tf": COMPUTED["ending.tf"], "out/deep/x": ""})
    assert opened.evaluate('fileexists("acl.yaml")') is False
    assert outline(opened.evaluate('fileset("out", "*.yaml")')) == "[]"


def test_what_it_writes_elsewhere_is_read(tmp_path: Path) -> None:
    files = {"main.tf": LITERAL["plain.tf"], "other/acl.txt": "private", "out/x/y": ""}
    opened = root(tmp_path, files)
    assert opened.evaluate('file("other/acl.txt")') == "private"
    assert opened.evaluate('fileexists("other/none.txt")') is False


def test_a_file_that_is_there_is_read_beside_programs(tmp_path: Path) -> None:
    opened = root(tmp_path, {"main.tf": COMPUTED["external.tf"], "acl.txt": "private"})
    assert opened.evaluate('file("acl.txt")') == "private"
