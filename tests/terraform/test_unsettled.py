"""A critical check that depends on what no input of the root settles makes a run fail."""

from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.judging.exit_policy import ExitPolicy
from tests.terraform.support import check

TEXT = """\
variable "u" {}
resource "aws_s3_bucket" "x" {
  acl = %s
}
resource "terraform_data" "t" {}
resource "terraform_data" "now" {
  input = timestamp()
}
resource "random_id" "r" {
  byte_length = 4
}
resource "aws_vpc" "v" {}
"""


def unsettled(folder: Path, acl: str) -> list[str]:
    shown = ExitPolicy().shown(check(folder, {"main.tf": TEXT % acl}, "aws-s3-public-access"))
    return [d.message for d in shown.diagnostics if d.code == "unsettled-check"]


OPEN = '"public-read" : "private"'
CLOSED = '"private" : "public-read"'


@pytest.mark.parametrize(
    ("acl", "cause"),
    [
        (f'startswith(terraform_data.t.id, "a") ? {OPEN}', "terraform_data.t.id"),
        (f'substr(random_id.r.hex, 0, 1) == "a" ? {OPEN}', "random_id.r.hex"),
        (f'terraform_data.now.output == "a" ? {OPEN}', "timestamp()"),
    ],
)
def test_a_random_value(tmp_path: Path, acl: str, cause: str) -> None:
    (message,) = unsettled(tmp_path, acl)
    assert message.endswith(f": no input can settle {cause}")


@pytest.mark.parametrize(
    ("acl", "where"),
    [
        (f'terraform.workspace == "default" ? {OPEN}', "default"),
        (f'"x-${{terraform.workspace}}" == "x-default" ? {OPEN}', "default"),
        ('lookup({ default = "public-read" }, terraform.workspace, "private")', "default"),
        (f'contains(["default", "a"], terraform.workspace) ? {OPEN}', "default or a"),
        (f'terraform.workspace == "a" ? "public-read" : terraform.workspace == "default" ? {OPEN}',
         "default"),
        (f'terraform.workspace == "a" ? {CLOSED}', "other than a"),
        (f'contains(["a", "b"], terraform.workspace) ? {CLOSED}', "other than a and b"),
    ],
)  # fmt: skip
def test_a_failure_in_the_default_workspace(tmp_path: Path, acl: str, where: str) -> None:
    (message,) = unsettled(tmp_path, acl)
    place = f" in workspace{'s' if where.startswith('other') else ''} {where}"
    end = ": Terraform uses the workspace default if none is selected"
    assert message.endswith(place + end)


@pytest.mark.parametrize(
    "acl",
    [
        f'terraform.workspace == "a" ? {OPEN}',
        f'terraform.workspace == "default" ? {CLOSED}',
        f'terraform.workspace == "a" || terraform.workspace == "default" ? {CLOSED}',
        f'terraform.workspace == "default" && var.u == "a" ? {OPEN}',
        f'aws_vpc.v.id == "a" ? {OPEN}',
        f'var.u == "a" ? {OPEN}',
    ],
)
def test_an_input_can_settle_it(tmp_path: Path, acl: str) -> None:
    assert not unsettled(tmp_path, acl)


STORAGE = """\
terraform {
  required_providers {
    azurerm = { source = "hashicorp/azurerm", version = "%s" }
  }
}
resource "azurerm_storage_account" "x" {
  name = "x"
}
resource "azurerm_storage_container" "x" {
  name                  = "c"
  storage_account_id    = azurerm_storage_account.x.id
  container_access_type = "%s"
}
"""


@pytest.mark.parametrize(
    ("version", "access", "verdict"),
    [
        (">= 4.9", "container", "unsettled"),
        (">= 3.0, < 6.0", "blob", "unsettled"),
        (">= 4.9", "private", "none"),
        ("~> 4.9", "container", "fail"),
        (">= 5.0", "container", "none"),
    ],
)
def test_a_default_of_some_versions(
    tmp_path: Path, version: str, access: str, verdict: str
) -> None:
    files = {"main.tf": STORAGE % (version, access)}
    shown = ExitPolicy().shown(check(tmp_path, files, "azure-storage-public-blob"))
    found = ["fail" for finding in shown.open]
    found += ["unsettled" for d in shown.diagnostics if d.code == "unsettled-check"]
    assert found == ([] if verdict == "none" else [verdict])
