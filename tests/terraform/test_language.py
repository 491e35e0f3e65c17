"""Corners of Terraform's language, as Terraform 1.11.4 and 1.12 read them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terraform.support import root, verdicts


@pytest.mark.parametrize("index", range(-7, 7))
def test_element_counts_from_either_end_of_a_list(tmp_path: Path, index: int) -> None:
    module = root(tmp_path, {"main.tf": 'variable "l" {\n  default = ["a", "b", "c"]\n}\n'})
    assert module.evaluate(f"element(tolist(var.l), {index})") == "abc"[index % 3]


def test_a_negative_index_of_a_tuple_is_refused(tmp_path: Path) -> None:
    module = root(tmp_path, {"main.tf": ""})
    assert module.evaluate('element(["a", "b"], -2)') == "a"
    assert "negative" in str(module.refused('element(["a", "b"], -1)'))


VALIDATED = """\
variable "name" {
  type    = string
  default = null
}
"""


@pytest.mark.parametrize("constraint", [">= 1.12", "~> 1.12", "1.13.2", ">= 1.3, >= 1.14"])
def test_operators_short_circuit_where_terraform_1_12_is_required(
    tmp_path: Path, constraint: str
) -> None:
    settings = f'terraform {{\n  required_version = "{constraint}"\n}}\n'
    module = root(tmp_path, {"main.tf": settings + VALIDATED})
    assert module.evaluate("var.name == null || length(var.name) > 2") is True
    assert module.evaluate("var.name != null && length(var.name) > 2") is False
    assert "null" in str(module.refused("var.name == null && length(var.name) > 2"))


@pytest.mark.parametrize("constraint", [">= 1.3", "~> 1.11.0", "< 1.12", ">= 1.0, < 2.0"])
def test_operators_evaluate_both_sides_where_an_older_terraform_is_allowed(
    tmp_path: Path, constraint: str
) -> None:
    settings = f'terraform {{\n  required_version = "{constraint}"\n}}\n'
    module = root(tmp_path, {"main.tf": settings + VALIDATED})
    assert "null" in str(module.refused("var.name == null || length(var.name) > 2"))


@pytest.mark.parametrize(("constraint", "short"), [(">= 1.10", True), (">= 1.9", False)])
def test_operators_short_circuit_where_opentofu_1_10_is_required(
    tmp_path: Path, constraint: str, short: bool
) -> None:
    settings = 'terraform {\n  required_version = "%s"\n}\n'
    files = {"main.tf": VALIDATED, "v.tf": settings % ">= 1.3", "v.tofu": settings % constraint}
    module = root(tmp_path, files)
    guarded = "var.name == null || length(var.name) > 2"
    assert (module.evaluate(guarded) if short else not module.refused(guarded)) is short


def test_types_in_json_have_object_attributes(tmp_path: Path) -> None:
    declared = (
        '{"variable": {"v": {"type": "list(object({ a = string, b = optional(number, 2) }))",'
        ' "default": [{"a": "x"}, {"a": "y", "b": "3"}]}}}'
    )
    module = root(tmp_path, {"main.tf.json": declared})
    assert module.evaluate("var.v") == ({"a": "x", "b": 2}, {"a": "y", "b": 3})


def test_a_quoted_attribute_of_a_type_is_refused(tmp_path: Path) -> None:
    module = root(tmp_path, {"main.tf": 'variable "v" {\n  type = object({ "a" = string })\n}\n'})
    assert "quotes" in str(module.refused("var.v"))


def test_an_invalid_escape_fails_its_file_only(tmp_path: Path) -> None:
    files = {
        "odd.tf": 'resource "aws_s3_bucket" "odd" {\n  bucket = "\\ud800"\n}\n',
        "main.tf": 'resource "aws_efs_file_system" "data" {\n  encrypted = false\n}\n',
    }
    assert verdicts(tmp_path, files, "aws-efs-encryption") == {"aws_efs_file_system.data": "fail"}


def test_a_byte_order_mark_and_carriage_returns_are_read(tmp_path: Path) -> None:
    base = 'resource "aws_efs_file_system" "data" {\n  encrypted = true\n}\n'
    override = base.replace("true", "false")
    template = '{"Resources": {"Scans": {"Type": "AWS::EFS::FileSystem", "Properties": %s}}}'
    files = {
        "main.tf": "\ufeff" + base.replace("\n", "\r\n"),
        "scans.json": "\ufeff" + template % '{"Encrypted": true}',
    }
    assert set(verdicts(tmp_path / "a", files, "aws-efs-encryption").values()) == {"pass"}
    files["main_override.tf"] = "\ufeff" + override
    assert verdicts(tmp_path / "b", files, "aws-efs-encryption") == {
        "aws_efs_file_system.data": "fail",
        "Scans": "pass",
    }
