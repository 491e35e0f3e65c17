"""Arguments of modules and values of variables."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terraform.support import configuration, messages

MODULE = """\
variable "needed" {}
variable "other" {}
variable "optional" { default = null }
variable "name" {
  default = "a"
  validation {
    condition     = length(var.name) < 4
    error_message = "At most three letters, not ${length(var.name)}."
  }
}
resource "aws_s3_bucket" "b" { bucket = var.name }
"""


def reported(folder: Path, arguments: str) -> list[str]:
    main = f'module "m" {{\n  source = "./m"\n{arguments}}}\n'
    return messages(configuration(folder, {"main.tf": main, "m/main.tf": MODULE}, "."))


def test_valid_arguments(tmp_path: Path) -> None:
    assert (
        reported(tmp_path, '  needed = 1\n  other = null\n  name = "abc"\n  depends_on = []\n')
        == []
    )


def test_missing_arguments(tmp_path: Path) -> None:
    assert reported(tmp_path, "") == [
        "main.tf:1:1: missing required argument of module.m: 'needed', 'other'"
    ]


def test_unknown_arguments(tmp_path: Path) -> None:
    given = "  needed = 1\n  other = 2\n  optoinal = 3\n"
    assert reported(tmp_path, given) == [
        "main.tf:5:3: unsupported argument 'optoinal': the module declares no such variable"
    ]


def test_invalid_values(tmp_path: Path) -> None:
    given = '  needed = 1\n  other = 2\n  name = "abcd"\n'
    assert reported(tmp_path, given) == [
        "main.tf:5:10: invalid value for variable 'name': At most three letters, not 4."
    ]


@pytest.mark.parametrize("value", ["var.unset", "aws_s3_bucket.x.id"])
def test_unknown_values_are_not_rejected(tmp_path: Path, value: str) -> None:
    files = {
        "main.tf": 'variable "unset" {}\nresource "aws_s3_bucket" "x" {}\nmodule "m" {\n'
        f'  source = "./m"\n  needed = 1\n  other = 1\n  name = {value}\n}}\n',
        "m/main.tf": MODULE,
    }
    assert messages(configuration(tmp_path, files, ".")) == []


def test_a_default_can_be_invalid(tmp_path: Path) -> None:
    files = {"main.tf": MODULE.replace('"a"', '"abcde"')}
    (message,) = messages(configuration(tmp_path, files))
    assert message.startswith("main.tf:5:13: invalid value for variable 'name'")


GUARDED = """terraform {
  required_version = "%s"
}
variable "policy" {
  default = null
  validation {
    condition     = (%s)
    error_message = "Must be a or b."
  }
}
resource "aws_s3_bucket" "b" { bucket = var.policy }
"""


@pytest.mark.parametrize(
    ("versions", "condition", "expected"),
    [
        (">= 1.3", 'var.policy == null || contains(["a", "b"], var.policy)', None),
        (">= 1.3", "var.policy == null || var.policy.a == null || var.policy.a > 2", None),
        (">= 1.3", "!(var.policy != null && length(var.policy) > 3)", "must not be null"),
        (">= 1.3", "var.policy != null && length(var.policy) > 3", None),
        (">= 1.3", "var.policy == null && length(var.policy) > 3", "must not be null"),
        ("~> 1.11.0", 'var.policy == null || contains(["a", "b"], var.policy)', "not be null"),
    ],
)
def test_validations_that_only_older_versions_of_terraform_refuse_are_valid(
    tmp_path: Path, versions: str, condition: str, expected: str | None
) -> None:
    found = messages(configuration(tmp_path, {"main.tf": GUARDED % (versions, condition)}))
    assert len(found) == (expected is not None)
    assert expected is None or expected in found[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('resource "a" {}\n', "main.tf:1:1: resource blocks have 2 labels (type, name)"),
        ('variable "a" "b" {}\n', "main.tf:1:1: variable blocks have 1 label (name), not 2"),
        ('locals "a" {}\n', "main.tf:1:1: locals blocks have no labels, not 1"),
        ('check "c" {\n}\n', "main.tf:1:1: check 'c' has no assert block"),
        (
            'terraform {\n  required_version = "=> 1.5"\n}\n',
            "main.tf:2:22: '=> 1.5' is not a version constraint",
        ),
        (
            'module "m" {\n  source  = "a/b/c"\n  version = "latest"\n}\n',
            "main.tf:3:13: 'latest' is not a version constraint",
        ),
        ('resorce "a" "b" {}\n', "main.tf:1:1: unsupported block type 'resorce'"),
        ("a = 1\n", "main.tf:1:1: unsupported argument 'a' outside of any block"),
        ("locals {\n  a = 1\n  a = 2\n}\n", "main.tf:3:3: duplicate argument 'a'"),
    ],
)
def test_invalid_declarations(tmp_path: Path, text: str, expected: str) -> None:
    (message,) = messages(configuration(tmp_path, {"main.tf": text}))
    assert message.startswith(expected)


TOLERATED = """\
moved {
  from = aws_s3_bucket.a
  to   = aws_s3_bucket.b
}
removed {
  from = aws_s3_bucket.c
  lifecycle { destroy = false }
}
import {
  to = aws_s3_bucket.b
  id = "b"
}
check "health" {
  data "http" "page" { url = "https://example.com" }
  assert {
    condition     = data.http.page.status_code == 200
    error_message = "down"
  }
}
provider "aws" {
  alias    = "each"
  for_each = toset(["eu-west-1"])
  region   = each.value
}
resource "aws_s3_bucket" "b" {
  provider = aws.each["eu-west-1"]
  bucket   = "b"
}
"""


def test_other_arguments_are_ignored(tmp_path: Path) -> None:
    loaded = configuration(tmp_path, {"main.tf": TOLERATED})
    assert [resource.body.get("bucket") for resource in loaded.resources] == ["b"]
    assert messages(loaded) == []


@pytest.mark.parametrize("default", ["null", "{}"])
@pytest.mark.parametrize(
    ("argument", "condition"),
    [
        ("var.given.name", "var.name != null"),
        ('"a"', "var.given != null"),
        ('"a"', "length(var.given.name) > 1"),
    ],
)
def test_values_that_a_variable_file_replaces_are_not_reported(
    tmp_path: Path, default: str, argument: str, condition: str
) -> None:
    given = f'variable "given" {{\n  default = {default}\n}}\n'
    call = f'module "m" {{\n  source = "./m"\n  given = var.given\n  name = {argument}\n}}\n'
    checked = (
        'variable "given" {}\nvariable "name" {\n  validation {\n'
        f'    condition = {condition}\n    error_message = "Set it."\n  }}\n}}\n'
        'resource "aws_s3_bucket" "b" { bucket = var.name }\n'
    )
    files = {"main.tf": given + call, "m/main.tf": checked}
    assert messages(configuration(tmp_path, files, ".")) == []


def test_a_value_of_the_configuration_itself_is_reported(tmp_path: Path) -> None:
    local = "locals {\n  given = null\n}\n"
    call = 'module "m" {\n  source = "./m"\n  name = local.given.name\n}\n'
    checked = (
        'variable "name" {\n  validation {\n    condition = var.name != ""\n'
        '    error_message = "Set it."\n  }\n}\n'
        'resource "aws_s3_bucket" "b" { bucket = var.name }\n'
    )
    files = {"main.tf": local + call, "m/main.tf": checked}
    (message,) = messages(configuration(tmp_path, files, "."))
    assert message.endswith("this value is null: it has no attribute 'name'")
