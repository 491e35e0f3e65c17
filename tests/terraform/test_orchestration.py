"""Files of Terragrunt and Terraform Stacks: what the report says about them."""

from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.report.wording import kinds_not_loaded
from tests.terraform.support import check

MODULE = 'variable "acl" {\n  default = "private"\n}\nresource "aws_s3_bucket" "b" {}\n'
CALL = 'module "m" {\n  source = "./mod"\n}\n'
COMPONENT = 'component "c" {\n  source = "./mod"\n  inputs = {\n    acl = "public-read"\n  }\n}\n'
IN_JSON = '{"component": {"c": {\n"source": "./mod",\n"inputs": {"acl": "public-read"}}}}'


def titles(report) -> list[str]:
    return [title for title, _, _ in kinds_not_loaded(report.coverage)]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("terragrunt.hcl", "inputs = {\n  acl = 1\n}\n"),
        ("live/terragrunt.hcl", 'generate "x" {\n}\n'),
        ("live/terragrunt.stack.hcl", 'unit "x" {\n}\n'),
        ("terragrunt.hcl.json", '{\n"inputs": {"acl": 1}}'),
    ],
)
def test_terragrunt_is_not_evaluated(tmp_path: Path, name: str, text: str) -> None:
    report = check(tmp_path, {"main.tf": MODULE, name: text})
    assert titles(report) == ["1 Terragrunt file not evaluated"]
    assert report.coverage.not_loaded == (f"{name} (Terragrunt)",)
    assert not report.has_errors


def test_terragrunt_without_values_is_not_mentioned(tmp_path: Path) -> None:
    files = {"main.tf": MODULE, "terragrunt.hcl": 'terraform {\n  source = "../mod"\n}\n'}
    assert titles(check(tmp_path, files)) == []


@pytest.mark.parametrize("name", ["x.tfstack.hcl", "x.tfcomponent.hcl", "x.tfcomponent.json"])
def test_a_module_that_only_a_component_calls_is_an_error(tmp_path: Path, name: str) -> None:
    text = IN_JSON if name.endswith("json") else COMPONENT
    report = check(tmp_path, {"mod/main.tf": MODULE, name: text})
    assert titles(report) == ["1 Terraform Stacks file not evaluated"]
    (found,) = [d for d in report.diagnostics if d.code == "not-evaluated"]
    assert (found.level.name, str(found.span)) == (
        "ERROR",
        f"{name}:2:{13 if 'hcl' in name else 12}",
    )
    assert found.message == "'mod' is checked without the inputs of this component"


@pytest.mark.parametrize(
    ("name", "text", "written"),
    [
        ("x.tfcomponent.hcl", COMPONENT, r".\u002fmod"),
        ("x.tfcomponent.json", IN_JSON, r".\/m\u006fd"),
    ],
)
def test_a_source_with_escapes_is_that_of_the_same_module(
    tmp_path: Path, name: str, text: str, written: str
) -> None:
    files = {"mod/main.tf": MODULE, name: text.replace("./mod", written)}
    found = [d.message for d in check(tmp_path, files).diagnostics if d.code == "not-evaluated"]
    assert found == ["'mod' is checked without the inputs of this component"]


@pytest.mark.parametrize(
    "files",
    [
        {"mod/main.tf": MODULE, "main.tf": CALL},
        {"main.tf": MODULE},  # the module of the component is elsewhere
    ],
)
def test_another_component_is_no_error(tmp_path: Path, files: dict[str, str]) -> None:
    report = check(tmp_path, {**files, "x.tfcomponent.hcl": COMPONENT})
    assert titles(report) == ["1 Terraform Stacks file not evaluated"]
    assert not report.has_errors
