from __future__ import annotations

import json

import pytest

MAIN = """\
locals {
  name = "${var.name}-${random_id.this.hex}"
  tags = { team = var.team }
}

resource "random_id" "this" {
  byte_length = 2
}

resource "aws_s3_bucket" "this" {
  bucket = local.name
}

resource "aws_s3_bucket_acl" "this" {
  bucket = aws_s3_bucket.this.id
  acl    = var.acl
}

resource "aws_budgets_budget" "this" {
  name = "budget"
  tags = local.tags
}

module "logs" {
  source = "./modules/logs"
}

module "tags" {
  source = "./modules/tags"
}
"""
VARIABLES = """\
variable "name" {
  type = string
}

variable "acl" {
  default = "private"
}

variable "team" {
  type = string
}
"""
OUTPUTS = """\
output "id" {
  value = aws_s3_bucket.this.id
}

output "budget" {
  value = aws_budgets_budget.this.id
}
"""
FILES = {
    "bucket/main.tf": MAIN,
    "bucket/variables.tf": VARIABLES,
    "bucket/outputs.tf": OUTPUTS,
    "bucket/modules/logs/main.tf": 'resource "aws_s3_bucket" "logs" {}\n',
    "bucket/modules/tags/main.tf": 'output "tags" {\n  value = {}\n}\n',
}
SOURCE = ("--source", "acme/bucket/aws", "--version", "2.1.0")
STUB = "stubs/acme/bucket/aws/2.x"


def test_a_stub_has_what_checked_resources_depend_on(program, tmp_path) -> None:
    result = program("stub", "bucket", *SOURCE, files=FILES)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith(f"Wrote {STUB}: 4 resources.\n")
    names = {
        path.relative_to(tmp_path / STUB).as_posix() for path in tmp_path.glob("stubs/**/*.tf")
    }
    assert names == {"main.tf", "variables.tf", "outputs.tf", "iaclint.tf", "modules/logs/main.tf"}
    kept = (tmp_path / STUB / "main.tf").read_text()
    assert "aws_budgets_budget" not in kept
    assert "modules/tags" not in kept
    assert kept.count("locals {") == 1
    assert 'bucket = local.name\n}\n\nresource "aws_s3_bucket_acl"' in kept


def test_what_is_left_out_is_open(program, tmp_path) -> None:
    program("stub", "bucket", *SOURCE, files=FILES)
    variables = (tmp_path / STUB / "variables.tf").read_text()
    assert 'variable "team" {\n  default = null\n}' in variables
    outputs = (tmp_path / STUB / "outputs.tf").read_text()
    assert "value = aws_s3_bucket.this.id" in outputs
    assert "value = data.iaclint_unknown.output.budget" in outputs


def test_a_call_is_checked_with_the_derived_stub(program) -> None:
    program("stub", "bucket", *SOURCE, files=FILES)
    call = 'module "m" {\n  source = "acme/bucket/aws"\n  name = "m"\n  acl = "public-read"\n}\n'
    rules = ("--rules", "aws-s3-public-access", "--stubs", "stubs", "--format", "json")
    result = program("check", "live", *rules, files={"live/main.tf": call})
    (found,) = json.loads(result.stdout)["results"]
    assert (found["stub"], found["location"]["start"]["line"]) == ("acme/bucket/aws 2.x", 4)


def test_an_address_is_that_of_a_loaded_call(program, tmp_path) -> None:
    manifest = {
        "Modules": [
            {
                "Key": "m.inner",
                "Source": "registry.terraform.io/acme/bucket/aws//modules/logs",
                "Version": "3.4.0",
                "Dir": "bucket/modules/logs",
            }
        ]
    }
    files = FILES | {".terraform/modules/modules.json": json.dumps(manifest)}
    result = program("stub", "module.m.module.inner", "--folder", "infra", files=files)
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "infra/acme/bucket/aws/3.x/modules/logs/main.tf").exists()


@pytest.mark.parametrize(
    "text",
    [
        "[" * 5_000,
        '{"Modules": [{"Key": "m"}]}',
        '{"Modules": [{"Key": "m", "Source": "a/b/c", "Dir": "../outside"}]}',
    ],
)
def test_a_call_that_a_manifest_does_not_place_is_not_loaded(program, text: str) -> None:
    result = program("stub", "module.m", files={".terraform/modules/modules.json": text})
    assert (result.returncode, "is not loaded" in result.stderr) == (2, True)


def test_a_stub_is_not_overwritten(program) -> None:
    program("stub", "bucket", *SOURCE, files=FILES)
    result = program("stub", "bucket", *SOURCE)
    assert result.returncode == 2
    assert "already exists" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("bucket",), "missing option --source"),
        (("bucket", "--source", "acme/bucket/aws"), "missing option --version"),
        (("bucket", "--source", "acme/bucket/aws", "--version", "new"), "invalid value 'new'"),
        (("bucket", "--source", "./bucket", "--version", "1.x"), "neither in a registry nor"),
        (("bucket", "--source", "a/b/c//s3", "--version", "1.x"), "does not end with 's3'"),
        (("module.m",), "module.m is not loaded"),
        (("nowhere", *SOURCE), "there is no folder 'nowhere'"),
        (("bucket/modules/tags", *SOURCE), "is one that rules check"),
    ],
)
def test_mistakes(program, arguments: tuple[str, ...], message: str) -> None:
    result = program("stub", *arguments, files=FILES)
    assert result.returncode == 2
    assert message in result.stderr


def test_json_is_not_kept(program) -> None:
    files = {"bucket/main.tf.json": '{"resource": {"aws_s3_bucket": {"this": {}}}}'}
    result = program("stub", "bucket", *SOURCE, files=files)
    assert "write the stub by hand" in result.stderr
