"""Defaults of variables that several instances of a module have."""

from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.syntax.hcl.blocks import Block
from iaclint.terraform.modules import argument_checks
from iaclint.terraform.modules.interface import Instance
from tests.terraform.support import configuration, messages

OTHER = 'variable "limit" {\n  default = 9\n}\n'
BUCKET = 'resource "aws_s3_bucket" "b" { bucket = var.name }\n'


def reported(folder: Path, module: str, *calls: str) -> list[str]:
    main = "".join(
        f'module "m{n}" {{\n  source = "./m"\n{arguments}}}\n' for n, arguments in enumerate(calls)
    )
    files = {"main.tf": main, "m/main.tf": module + BUCKET}
    return messages(configuration(folder, files, "."))


def variable(condition: str, default: str = '"abc"') -> str:
    return (
        f'variable "name" {{\n  default = {default}\n  validation {{\n'
        f'    condition     = {condition}\n    error_message = "No."\n  }}\n}}\n'
    )


@pytest.mark.parametrize(
    "condition",
    [
        "length(var.name) <= var.limit",
        "length(var.name) <= local.limit",
        'alltrue([for n in [var.name] : length(n) <= var["limit"]])',
        "alltrue([for limit in [var.limit] : length(var.name) <= limit])",
    ],
)
def test_a_default_may_be_valid_in_some_instances_only(tmp_path: Path, condition: str) -> None:
    module = variable(condition) + OTHER + "locals {\n  limit = var.limit\n}\n"
    assert len(reported(tmp_path, module, "", "", "", "  limit = 2\n")) == 1


def test_an_argument_is_validated_after_defaults(tmp_path: Path) -> None:
    module = variable("length(var.name) < 4")
    calls = ["", "", "", '  name = "abcd"\n', ""]
    assert reported(tmp_path, module, *calls) == [
        "main.tf:12:10: invalid value for variable 'name': No."
    ]


def test_an_invalid_default_is_reported_once(tmp_path: Path) -> None:
    module = variable("alltrue([for c in [var.name] : length(c) < 3])")
    assert reported(tmp_path, module, "", "", "") == [
        "m/main.tf:2:13: invalid value for variable 'name': No."
    ]


def test_what_a_validation_cannot_evaluate_is_reported(tmp_path: Path) -> None:
    module = variable("length(var.nmae) < 3")
    (message,) = reported(tmp_path, module, "", "", "")
    assert "undeclared input variable 'nmae'" in message


def in_roots(folder: Path, *modules: str) -> list[str]:
    files = {f"r{n}/main.tf": module + BUCKET for n, module in enumerate(modules)}
    return messages(configuration(folder, files, "."))


def test_a_default_is_validated_once_for_modules_with_a_copy_of_its_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    validated: list[str] = []
    validate = argument_checks._validate

    def count(instance: Instance, name: str, variable: Block, validation: Block) -> bool:
        validated.append(instance.module.folder)
        return validate(instance, name, variable, validation)

    monkeypatch.setattr(argument_checks, "_validate", count)
    assert in_roots(tmp_path, *[variable("length(var.name) < 4")] * 5) == []
    assert validated == ["r0", "r1"]


def test_a_copy_may_be_invalid_in_an_older_version(tmp_path: Path) -> None:
    module = variable("var.name == null || length(var.name) < 4", "null")
    old = 'terraform {\n  required_version = "~> 1.5.0"\n}\n'
    (message,) = in_roots(tmp_path, module, module, module, module + old)
    assert message.startswith("r3/main.tf:4:")


def test_a_copy_with_other_locals_may_be_invalid(tmp_path: Path) -> None:
    module = variable("length(var.name) < local.limit")
    limits = (f"locals {{\n  limit = {n}\n}}\n" for n in (4, 5, 6, 3))
    (message,) = in_roots(tmp_path, *(module + limit for limit in limits))
    assert message == "r3/main.tf:2:13: invalid value for variable 'name': No."
