"""The workspace: given, fixed by the settings of the root module, or unknown."""

from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.files.source_tree import SourceTree
from iaclint.options import Assignment, Variables
from iaclint.terraform.config.library import Library
from iaclint.terraform.modules.workspace import fixed_workspace
from tests.terraform.support import lay_out, outline, root, verdicts

CLOUD = (
    'terraform {\n  cloud {\n    organization = "acme"\n    workspaces {\n      %s\n    }\n  }\n}\n'
)
BACKEND = 'terraform {\n  backend "%s" {\n    %s\n  }\n}\n'
UNKNOWN = "?terraform.workspace@./terraform.workspace"


@pytest.mark.parametrize(
    ("settings", "fixed"),
    [
        ("", None),
        ("terraform {}", None),
        (CLOUD % 'name = "live"', "live"),
        (CLOUD % 'tags = ["web"]', None),
        (CLOUD % "name = var.name", None),
        (BACKEND % ("s3", 'bucket = "state"'), None),
        (BACKEND % ("local", ""), None),
        (BACKEND % ("http", 'address = "https://state"'), "default"),
        (BACKEND % ("remote", 'workspaces { name = "live" }'), "default"),
        (BACKEND % ("remote", 'workspaces { prefix = "live-" }'), None),
    ],
)
def test_settings_that_fix_it(tmp_path: Path, settings: str, fixed: str | None) -> None:
    lay_out(tmp_path, {"main.tf": settings})
    module = Library(SourceTree(str(tmp_path), str(tmp_path))).module(".")
    assert fixed_workspace(module) == fixed


@pytest.mark.parametrize(
    ("settings", "variables", "value"),
    [
        ("", Variables(), UNKNOWN),
        ("", Variables(workspace="live"), "'live'"),
        (CLOUD % 'name = "live"', Variables(), "'live'"),
        (CLOUD % 'name = "live"', Variables(workspace="dev"), "'dev'"),
        ("", Variables((Assignment("a.tfvars", None, "dev"),)).of(""), UNKNOWN),
    ],
)
def test_value(tmp_path: Path, settings: str, variables: Variables, value: str) -> None:
    opened = root(tmp_path, {"main.tf": settings}, variables)
    assert outline(opened.evaluate("terraform.workspace")) == value


def test_an_environment_has_a_workspace_of_its_name() -> None:
    given = Variables((Assignment("a.tfvars", None, "dev"),))
    assert given.of("dev").workspace == "dev"
    assert Variables(given.assignments, "live").of("dev").workspace == "live"


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ('terraform.workspace == "live" ? 1 : 2', "(1 | 2 by ?terraform.workspace)"),
        ("{ live = 1, dev = 2 }[terraform.workspace]", "(2 | 1 by ?terraform.workspace)"),
        ("{ live = 1 }[terraform.workspace]", "1"),
        ("lookup({ live = 1 }, terraform.workspace, 0)", "(1 | 0 by ?terraform.workspace)"),
        (
            'contains(["a", "b"], terraform.workspace) ? 1 : 0',
            "(1 | 0 by ?terraform.workspace)",
        ),
        ('"acme-${terraform.workspace}"', f"'acme-' + {UNKNOWN}"),
    ],
)
def test_what_depends_on_it(tmp_path: Path, expression: str, value: str) -> None:
    assert outline(root(tmp_path, {}).evaluate(expression)) == value


STATUS = """\
variable "stage" { default = "dev" }
locals {
  is_live = terraform.workspace == "live"
  keep    = { live = "Enabled", dev = "Suspended" }
}
resource "aws_s3_bucket" "b" {
  count = %s
}
resource "aws_s3_bucket_versioning" "b" {
  count  = %s
  bucket = aws_s3_bucket.b[count.index].id
  versioning_configuration {
    status = %s
  }
}
"""


@pytest.mark.parametrize(
    ("bucket", "companion", "status", "verdict"),
    [
        ("1", "1", 'local.is_live ? "Enabled" : "Suspended"', "unknown"),
        ("1", "1", "local.keep[terraform.workspace]", "unknown"),
        # What holds in every workspace in which there is a bucket is certain.
        ("local.is_live ? 1 : 0", "local.is_live ? 1 : 0", '"Enabled"', "pass"),
        ("local.is_live ? 1 : 0", "1", "local.keep[terraform.workspace]", "pass"),
        ('terraform.workspace == "dev" ? 1 : 0', "1", "local.keep[terraform.workspace]", "fail"),
        ("local.is_live ? 1 : 0", 'terraform.workspace == "live" ? 1 : 0', '"Enabled"', "pass"),
        ("local.is_live ? 0 : 1", "local.is_live ? 1 : 0", '"Enabled"', "fail"),
        ("1", "local.is_live ? 1 : 0", '"Enabled"', "unknown"),
    ],
)
def test_verdicts(tmp_path: Path, bucket: str, companion: str, status: str, verdict: str) -> None:
    files = {"main.tf": STATUS % (bucket, companion, status)}
    assert verdicts(tmp_path, files, "aws-s3-versioning")["aws_s3_bucket.b[0]"] == verdict
