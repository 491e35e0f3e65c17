"""Defaults of variables that several instances of a module have."""

from __future__ import annotations

from pathlib import Path

import pytest

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
