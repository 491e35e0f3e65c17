"""``iaclint check --changed`` with files that are neither configurations nor variable files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.scratch import Scratch

pytestmark = pytest.mark.slow

RULE = ("--rules", "aws-s3-public-access")
BUCKET = """\
resource "aws_s3_bucket" "a" {
  bucket = "a"
  acl    = %s
}
"""
ACL = 'variable "acl" {\n  default = "private"\n}\n' + BUCKET % "var.acl"
TEMPLATE = """\
Resources:
  A:
    Type: AWS::S3::Bucket
    Properties:
      OwnershipControls: {Rules: [{ObjectOwnership: BucketOwnerPreferred}]}
      PublicAccessBlockConfiguration: {BlockPublicAcls: false, IgnorePublicAcls: false}
      %s
"""
PARAMETER = "Parameters: {Acl: {Type: String}}\n" + TEMPLATE % "AccessControl: !Ref Acl"
INCLUDING = TEMPLATE % "Fn::Transform: {Name: AWS::Include, Parameters: {Location: %s}}"
C = '{"f": "zz"}\n'
MANIFEST = ".terraform/modules/modules.json"
COMPUTED = 'locals {\n  p = "${path.module}/${1}.txt"\n}\n'
LIST = '"${path.module}/list", "**"'


def _private(text: str) -> str:
    return text.replace("public-read", "private").replace("PublicRead", "Private")


def _manifest(folder: str) -> str:
    return json.dumps({"Modules": [{"Key": "m", "Source": "acme/a/b", "Dir": folder}]})


def _fileset(arguments: str) -> str:
    return BUCKET % f'length(fileset({arguments})) > 1 ? "public-read" : "private"'


CASES: dict[str, tuple[Mapping[str, str], str, str]] = {
    "fileset": ({"r/main.tf": _fileset('path.module, "f/*"'), "r/f/0": ""}, "r/f/1", ""),
    "fileset of everything": ({"r/main.tf": _fileset(LIST), "r/list/0": ""}, "r/list/1", ""),
    "a computed path": (
        {"r/main.tf": COMPUTED + BUCKET % "file(local.p)"},
        "r/1.txt",
        "public-read",
    ),
    "a template": (
        {"r/main.tf": BUCKET % 'templatefile("${path.module}/${"a"}.tpl", {})'},
        "r/a.tpl",
        "public-read",
    ),
    "a path that a function computes": (
        {"r/main.tf": BUCKET % 'file("${path.module}/${lower("A")}")'},
        "r/a",
        "public-read",
    ),
    "a path of a function": (
        {"r/main.tf": BUCKET % 'file(strrev("txt.a"))'},
        "r/a.txt",
        "public-read",
    ),
    "a path with an escape": ({"r/main.tf": BUCKET % r'file("z\u007a")'}, "r/zz", "public-read"),
    "a path in JSON": (
        {
            "r/main.tf.json": json.dumps(
                {
                    "resource": {
                        "aws_s3_bucket": {"a": {"bucket": "a", "acl": '${file("z\\u007a")}'}}
                    }
                }
            ).replace("file", r"f\u0069le")
        },
        "r/zz",
        "public-read",
    ),
    "a path that another file has": (
        {"r/main.tf": BUCKET % 'file(jsondecode(file("${path.module}/c.json")).f)', "r/c.json": C},
        "r/zz",
        "public-read",
    ),
    "a path that a template has": (
        {
            "r/main.tf": BUCKET % 'trimspace(templatefile("${path.module}/t.tpl", {}))',
            "r/t.tpl": '${templatefile("u.tpl", {})}\n',
            "r/u.tpl": '${file("zz")}\n',
        },
        "r/zz",
        "public-read",
    ),
    "a path that the text of a template has": (
        {
            "r/main.tf": 'module "m" {\n  source = "./m"\n  t = file("${path.module}/t.txt")\n}\n',
            "r/m/main.tf": 'variable "t" {}\n' + BUCKET % "trimspace(templatestring(var.t, {}))",
            "r/t.txt": '${file("zz")}\n',
        },
        "r/zz",
        "public-read",
    ),
    "an include": ({"t.yaml": INCLUDING % "i.txt"}, "i.txt", "AccessControl: PublicRead\n"),
    "an include in a folder": (
        {"t/t.yaml": INCLUDING % "../x/i.inc"},
        "x/i.inc",
        "AccessControl: PublicRead\n",
    ),
    "a nested template with another suffix": (
        {
            "t.yaml": "Resources:\n  S:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n"
            "      TemplateURL: n.txt\n"
        },
        "n.txt",
        TEMPLATE % "AccessControl: PublicRead",
    ),
    "a configured parameter file": (
        {
            "t.yaml": PARAMETER,
            ".iaclint.yaml": "roots: [{path: t.yaml, parameter-files: [p.params]}]\n",
        },
        "p.params",
        '[{"ParameterKey": "Acl", "ParameterValue": "PublicRead"}]\n',
    ),
    "a configured variable file": (
        {"r/main.tf": ACL, ".iaclint.yaml": "roots: [{path: r, var-files: [p.vars]}]\n"},
        "r/p.vars",
        'acl = "public-read"\n',
    ),
    "a loaded module": (
        {
            "r/main.tf": 'module "m" {\n  source = "acme/a/b"\n}\n',
            f"r/{MANIFEST}": _manifest(".terraform/modules/m"),
        },
        "r/.terraform/modules/m/main.tf",
        BUCKET % '"public-read"',
    ),
    "a module that is recorded elsewhere": (
        {
            "r/main.tf": 'module "m" {\n  source = "acme/a/b"\n  acl = "public-read"\n}\n',
            "r/kept/main.tf": BUCKET % '"private"',
            f"r/{MANIFEST}": _manifest("kept"),
        },
        "r/kept/main.tf",
        'variable "acl" {\n  default = "private"\n}\n'
        + BUCKET % 'var.acl == "public-read" ? "public-read" : "private"',
    ),
}


@pytest.mark.parametrize("is_committed", [True, False], ids=["committed", "staged"])
@pytest.mark.parametrize("kind", CASES)
def test_what_reads_a_file_is_checked(tmp_path: Path, kind: str, is_committed: bool) -> None:
    files, path, text = CASES[kind]
    before = {} if "fileset" in kind else {path: _private(text)}
    _check(
        Scratch(tmp_path / "r", {**files, **before, "other/main.tf": ""}), path, text, is_committed
    )


@pytest.mark.parametrize("is_committed", [True, False], ids=["committed", "staged"])
def test_the_list_of_loaded_modules_affects_its_root(tmp_path: Path, is_committed: bool) -> None:
    files = {
        "r/main.tf": 'module "m" {\n  source = "acme/a/b"\n}\n',
        "r/private/main.tf": BUCKET % '"private"',
        "r/public/main.tf": BUCKET % '"public-read"',
        f"r/{MANIFEST}": _manifest("private"),
    }
    scratch = Scratch(tmp_path / "r", files)
    _check(scratch, f"r/{MANIFEST}", _manifest("public"), is_committed)


def test_a_variable_file_with_another_suffix_affects_every_root(tmp_path: Path) -> None:
    scratch = Scratch(tmp_path / "r", {"r/main.tf": ACL, "p.vars": 'acl = "private"\n'})
    _check(scratch, "p.vars", 'acl = "public-read"\n', True, "--var-file", "p.vars")


@pytest.mark.parametrize("is_committed", [True, False], ids=["committed", "staged"])
def test_what_reads_no_changed_file_is_not_shown(tmp_path: Path, is_committed: bool) -> None:
    files = {
        "r/main.tf": BUCKET % '"public-read"',
        "s/main.tf": BUCKET % '"public-read"' + 'output "o" {\n  value = file(var.p)\n}\n',
        "README.md": "",
    }
    scratch = Scratch(tmp_path / "r", files)
    scratch.write({"README.md": "new"})
    scratch.git("add", "-A")
    if is_committed:
        scratch.git("commit", "-qm", "change")
    assert scratch.report("--changed", *RULE, "README.md")["results"] == []


def test_only_the_module_that_reads_a_file_is_shown(tmp_path: Path) -> None:
    files = {
        "main.tf": 'module "m" {\n  source = "./m"\n}\n' + BUCKET % '"public-read"',
        "m/main.tf": BUCKET % 'file("${path.module}/acl.txt")',
    }
    scratch = Scratch(tmp_path / "r", {**files, "m/acl.txt": "private"})
    _check(scratch, "m/acl.txt", "public-read", is_committed=True)


def _check(scratch: Scratch, path: str, text: str, is_committed: bool, *options: str) -> None:
    scratch.write({path: text})
    scratch.git("add", "-Af")
    if is_committed:
        scratch.git("commit", "-qm", "change")
    report = scratch.report("--changed", *RULE, *options, path)
    assert len(report["results"]) == 1, report
