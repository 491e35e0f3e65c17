"""Options for Terraform: variables, environments, workspace."""

from __future__ import annotations

import json
from typing import Any

import pytest

MAIN = """\
variable "status" { default = "Enabled" }
variable "names" { type = set(string) }
resource "aws_s3_bucket" "b" {
  for_each = var.names
  bucket   = "${terraform.workspace}-${each.key}"
}
resource "aws_s3_bucket_versioning" "b" {
  for_each = var.names
  bucket   = aws_s3_bucket.b[each.key].id
  versioning_configuration { status = var.status }
}
"""
FILES = {
    "main.tf": MAIN,
    "bad.tfvars": 'status = "Suspended"\n',
    "good.tfvars": 'status = "Enabled"\n',
    "names.tfvars": 'names = ["a"]\n',
    "more.tfvars": 'names = ["a", "b"]\n',
}
RULE = ["check", "--rules", "aws-s3-versioning"]


def results(program: Any, *options: str, **more: Any) -> list[dict[str, Any]]:
    result = program(*RULE, *options, "--format", "json", "--show", "all", files=FILES, **more)
    assert result.returncode in (0, 1), result.stderr
    found: list[dict[str, Any]] = json.loads(result.stdout)["results"]
    return found


def verdicts(found: list[dict[str, Any]]) -> list[str]:
    return [result["verdict"] for result in found]


@pytest.mark.parametrize(
    ("options", "verdict"),
    [
        (["--var", "status=Suspended"], "fail"),
        (["--var-file", "bad.tfvars", "--var", "status=Enabled"], "pass"),
        (["--var", "status=Enabled", "--var-file", "bad.tfvars"], "fail"),
        (["--var-file", "good.tfvars", "--var-file", "bad.tfvars"], "fail"),
    ],
)
def test_later_settings_win(program: Any, options: list[str], verdict: str) -> None:
    assert verdicts(results(program, "--var", 'names=["a"]', *options)) == [verdict]


def test_tf_var_variables_need_an_option(program: Any) -> None:
    environment = {"TF_VAR_status": "Suspended", "TF_VAR_names": '["a"]', "TF_VAR_other": "x"}
    asked = results(program, "--tf-var-env", environment=environment)
    assert verdicts(asked) == ["fail"]
    over = results(program, "--tf-var-env", "--var-file", "good.tfvars", environment=environment)
    assert verdicts(over) == ["pass"]
    unasked = results(program, "--var", 'names=["a"]', environment=environment)
    assert verdicts(unasked) == ["pass"]


def test_the_workspace(program: Any) -> None:
    result = program("evaluate", ".", "--workspace", "staging", "--var", 'names=["a"]', files=FILES)
    assert "staging-a" in result.stdout


def test_a_finding_in_all_environments_is_reported_once(program: Any) -> None:
    options = [
        "--var",
        "status=Suspended",
        "--env",
        "dev=names.tfvars",
        "--env",
        "prod=more.tfvars",
    ]
    (found,) = results(program, *options)
    assert found["environments"] == []
    assert found["instances"] == ['aws_s3_bucket.b["a"]', 'aws_s3_bucket.b["b"]']


def test_a_finding_in_some_environments_names_them(program: Any) -> None:
    options = [
        *("--var-file", "names.tfvars"),
        *("--env", "dev=bad.tfvars", "--env", "test=bad.tfvars,good.tfvars"),
        *("--env", "prod=good.tfvars"),
    ]
    found = {tuple(result["environments"]): result for result in results(program, *options)}
    assert found["dev",]["verdict"] == "fail"
    assert found["test", "prod"]["verdict"] == "pass"
    assert len(found) == 2
    text = program(*RULE, *options).stdout
    assert "= only in: dev\n" in text
    assert "Found 1 problem" in text
    assert "1 resource checked" in text
    sarif = json.loads(program(*RULE, *options, "--format", "sarif").stdout)
    (result,) = sarif["runs"][0]["results"]
    assert "Only in dev." in result["message"]["text"]
    assert result["properties"]["environments"] == ["dev"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--var", "status"], "--var takes NAME=VALUE, not 'status'"),
        (["--env", "dev"], "--env takes NAME=FILE or NAME=FILE,FILE, not 'dev'"),
        (["--env", "dev="], "--env takes NAME=FILE"),
        (["--env", "dev=gone.tfvars"], "'gone.tfvars' cannot be read"),
        (["--var", "names=[a"], "the value of --var names cannot be parsed: [a"),
    ],
)
def test_invalid_options_are_rejected(program: Any, options: list[str], message: str) -> None:
    result = program(*RULE, *options, files=FILES)
    assert result.returncode == 2
    assert message in result.stderr


def test_undeclared_variables_are_reported(program: Any) -> None:
    result = program(
        *RULE,
        "--var",
        "statuss=x",
        "--var",
        "names=[]",
        files=FILES | {"terraform.tfvars": "x = 1"},
    )
    assert "value for undeclared variable 'statuss'" in result.stdout
    assert "did you mean 'status'?" in result.stdout
    assert "terraform.tfvars:1:5" in result.stdout
