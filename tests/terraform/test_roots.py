"""Which folders are checked with their own values, whatever calls them."""

from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.request import Request, RuleChoice
from iaclint.runs import run
from tests.terraform.support import Files, lay_out

RULE = "aws-s3-public-access"
OPEN = """\
resource "aws_s3_bucket" "b" {
  bucket = "clinic"
}
resource "aws_s3_bucket_acl" "b" {
  bucket = aws_s3_bucket.b.id
  acl    = var.acl
}
variable "acl" {
  default = "public-read"
}
"""
REQUIRED = OPEN.replace('  default = "public-read"\n', "")
S3 = 'terraform {\n  backend "s3" {}\n}\n'
CLOUD = 'terraform {\n  cloud {\n    organization = "clinic"\n  }\n}\n'
OUTPUT = 'output "id" {\n  value = aws_s3_bucket.b.id\n}\n'
PROVIDER = 'provider "aws" {}\n'


def call(source: str, more: str = 'acl = "private"') -> str:
    return f'module "m" {{\n  source = "{source}"\n  {more}\n}}\n'


def verdicts(folder: Path, files: Files, *paths: str) -> set[str]:
    lay_out(folder, {".git/x": "", **files})
    found = run(Request(paths or (".",), str(folder), RuleChoice(ids=(RULE,)))).findings
    return {finding.verdict.value for finding in found if finding.verdict.value != "pass"}


@pytest.mark.parametrize(
    "files",
    [
        {"prod/main.tf": S3 + OPEN},
        {"prod/main.tf": CLOUD + OPEN},
        {"prod/main.tf": OPEN, "prod/b.tf.json": '{"terraform": {"backend": {"s3": {}}}}'},
        {"prod/main.tf": PROVIDER + OPEN, "prod/.terraform.lock.hcl": ""},
        {"prod/main.tf": REQUIRED, "prod/terraform.tfvars": 'acl = "public-read"\n'},
        {"prod/main.tf": OPEN, "prod/terraform.tfstate": "{}"},
        {"prod/main.tf": OPEN + 'import {\n  to = aws_s3_bucket.b\n  id = "clinic"\n}\n'},
        {"prod/main.tf": REQUIRED, "prod/x.auto.tfvars.json": '{"acl": "public-read"}'},
    ],
)
@pytest.mark.parametrize("caller", ["main.tf", "other/deep/main.tf"])
def test_a_root_fails_whatever_a_caller_passes(tmp_path: Path, files: Files, caller: str) -> None:
    up = "./" if caller == "main.tf" else "../../"
    files = {**files, caller: call(f"{up}prod")}
    assert verdicts(tmp_path, files) == {"fail"}


@pytest.mark.parametrize(
    "refused",
    [
        call("../prod", 'acl = "private"\n  other = 1'),
        call("../prod", 'acl = "private"\n  version = "1.0"'),
        call("../prod", 'acl = "private"\n  count = null'),
        call("../prod", 'acl = "private"\n  count = "x"'),
        call("../prod", 'acl = "private"\n  for_each = ["a"]'),
        call("../prod", 'acl = "private"\n  for_each = null'),
        call("../prod", 'acl = "private"\n  count = local.none'),
        call("../prod", 'acl = "private"\n  count = 1\n  for_each = toset(["a"])'),
        call("../prod", 'acl = "private"\n  provider {}'),
        call("../prod", 'acl = "private"\n  lifecycle {\n    prevent_destroy = true\n  }'),
        call("../prod").replace('"m"', '"9m"'),
    ],
)
def test_a_call_that_terraform_refuses_does_not_count(tmp_path: Path, refused: str) -> None:
    assert verdicts(tmp_path, {"prod/main.tf": OPEN, "c/main.tf": refused}) == {"fail"}


@pytest.mark.parametrize(
    "more", ["count = 1", 'for_each = toset(["a"])', "depends_on = [data.x.y]"]
)
def test_a_module_with_providers_is_called_once(tmp_path: Path, more: str) -> None:
    configured = OPEN + 'provider "aws" {\n  region = "eu-west-1"\n}\n'
    several = call("../prod", f'acl = "private"\n  {more}')
    for folder, module, caller, expected in (
        ("a", configured, several, {"fail"}),
        ("b", configured, call("../prod"), set()),
        ("c", PROVIDER + OPEN, several, set()),
    ):
        files = {"prod/main.tf": module, "c/main.tf": caller}
        assert verdicts(tmp_path / folder, files) == expected


def test_a_recorded_folder_is_called_in_place_of_the_written_one(tmp_path: Path) -> None:
    record = '{"Modules": [{"Key": "m", "Source": "../prod", "Dir": "x"}]}'
    files = {
        "prod/main.tf": OPEN,
        "c/main.tf": call("../prod"),
        "c/x/main.tf": 'variable "acl" {}\n',
        "c/.terraform/modules/modules.json": record,
    }
    assert verdicts(tmp_path, files) == {"fail"}


def test_a_module_that_is_called_has_the_values_that_it_is_given(tmp_path: Path) -> None:
    files = {"main.tf": call("./m"), "m/main.tf": OPEN, "m/.terraform.lock.hcl": ""}
    assert verdicts(tmp_path, files) == set()


@pytest.mark.parametrize(
    ("caller", "called", "source"),
    [
        ("tests/main.tf", ".", "../"),
        ("examples/a/main.tf", ".", "../.."),
        ("prod/examples/a/main.tf", "prod", "../.."),
        (".ci/main.tf", "prod", "../prod"),
        ("test/main.tf", "prod", "../prod"),
    ],
)
@pytest.mark.parametrize("text", [OPEN, PROVIDER + OPEN + OUTPUT])
def test_callers_in_examples_do_not_count(
    tmp_path: Path, caller: str, called: str, source: str, text: str
) -> None:
    files = {f"{called}/main.tf": text, caller: call(source)}
    assert verdicts(tmp_path, files) == {"fail"}
    assert verdicts(tmp_path, files, called) == {"fail"}


def test_what_a_root_calls_through_an_example_is_called(tmp_path: Path) -> None:
    files = {
        "main.tf": 'module "m" {\n  source = "./tests/m"\n}\n',
        "tests/m/main.tf": call("../../m"),
        "m/main.tf": OPEN,
    }
    assert verdicts(tmp_path, files) == set()


def test_what_only_examples_call_may_be_published_if_it_has_outputs(tmp_path: Path) -> None:
    files = {"main.tf": OPEN + OUTPUT, "examples/a/main.tf": call("../../")}
    assert verdicts(tmp_path, files) == {"unknown"}


def test_a_root_with_a_state_is_a_caller(tmp_path: Path) -> None:
    files = {"m/main.tf": OPEN, "test/main.tf": S3 + call("../m")}
    assert verdicts(tmp_path, files) == set()


def test_environments_called_test_are_callers(tmp_path: Path) -> None:
    files = {"m/main.tf": OPEN, "environments/test/main.tf": call("../../m")}
    assert verdicts(tmp_path, files) == set()


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("count = 0", {"fail"}),
        ("count = local.off", {"fail"}),
        ("for_each = {}", {"fail"}),
        ("for_each = toset([])", {"fail"}),
        ("count = var.on ? 1 : 0", set()),
        ("count = 1", set()),
    ],
)
def test_calls_that_make_no_instance_do_not_count(
    tmp_path: Path, more: str, expected: set[str]
) -> None:
    given = 'variable "on" {\n  default = false\n}\nlocals {\n  off = 1 - 1\n}\n'
    main = given + call("./m", f'acl = "private"\n  {more}')
    assert verdicts(tmp_path, {"main.tf": main, "m/main.tf": OPEN}) == expected
