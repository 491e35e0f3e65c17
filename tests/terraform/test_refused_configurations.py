"""A check that is undecided because Terraform refuses the configuration makes a run fail."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from iaclint.judging.exit_policy import Action, ExitPolicy
from iaclint.judging.findings import BaselineState
from iaclint.ruleset.rule import Severity
from tests.terraform.support import Files, check

RULE = "aws-s3-public-access"
BUCKET = 'resource "aws_s3_bucket" "b" {\n  bucket = "x"\n}\n'
ACL = 'resource "aws_s3_bucket_acl" "b" {{\n  {0}\n  bucket = aws_s3_bucket.b.id\n  acl = {1}\n}}\n'
PUBLIC = '"public-read"'
GRANT = """\
resource "aws_s3_bucket" "b" {{
  bucket = "x"
}}
resource "aws_s3_bucket_acl" "b" {{
  bucket = aws_s3_bucket.b.id
  access_control_policy {{
    dynamic "grant" {{
      {0}
    }}
  }}
}}
"""

CONTENT = """\
content {
  permission = "READ"
  grantee {
    type = "Group"
    uri  = "http://acs.amazonaws.com/groups/global/AllUsers"
  }
}
"""


def fails(folder: Path, files: Files, policy: ExitPolicy | None = None) -> bool:
    policy = policy or ExitPolicy()
    return policy.fails(policy.shown(check(folder, files, RULE)))


def acl(value: str = PUBLIC, first: str = "") -> str:
    return BUCKET + ACL.format(first, value)


REFUSED = {
    "count is null": acl(first="count = null"),
    "count is negative": acl(first="count = -1"),
    "count is undeclared": acl(first="count = local.n"),
    "count and for_each": acl(first="count = 1\n  for_each = {}"),
    "for_each is a list": acl(first='for_each = ["a"]'),
    "for_each is an unknown list": 'variable "v" { type = list(string) }\n'
    + acl(first="for_each = var.v"),
    "for_each is an unknown tuple": 'data "aws_vpcs" "v" {}\n'
    + acl(first="for_each = [for id in data.aws_vpcs.v.ids : id]"),
    "for_each is sensitive": acl(first='for_each = sensitive(toset(["a"]))'),
    "undeclared variable": acl("var.acl"),
    "undeclared resource": acl("aws_ssm_parameter.acl.value"),
    "undeclared, beside another one": acl('"${local.a}${local.b}"'),
    "undeclared in try": acl('try(local.acl, "private")'),
    "each without for_each": acl("each.value"),
    "no such attribute": "locals { o = {} }\n" + acl("local.o.acl"),
    "wrong number of arguments": acl("lower()"),
    "circular": "locals {\n  a = local.b\n  b = local.a\n}\n" + acl("local.a"),
    "invalid type": f'variable "v" {{\n  type = text\n  default = {PUBLIC}\n}}\n' + acl("var.v"),
    "invalid default": 'variable "v" {\n  type = number\n  default = "x"\n}\n'
    + acl(first="count = var.v"),
    "dynamic over a number": GRANT.format("for_each = 3\ncontent {}"),
    "dynamic over an undeclared": GRANT.format(f"for_each = local.n\n{CONTENT}"),
    "dynamic without content": GRANT.format("for_each = [1]"),
    "missing argument": 'module "m" {\n  source = "./m"\n}\n',
    "undeclared argument": 'module "m" {\n  source = "./m"\n  acl = local.acl\n}\n',
    "declared twice": acl('"private"') + ACL.format("", PUBLIC),
    "local declared twice": f'locals {{\n  a = "private"\n}}\nlocals {{\n  a = {PUBLIC}\n}}\n'
    + acl("local.a"),
    "module without a source": BUCKET + 'module "m" {\n  # source = "./m"\n}\n',
}
MODULE = {"m/main.tf": 'variable "acl" {}\n' + acl("var.acl")}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_terraform_refuses_fails(tmp_path: Path, kind: str) -> None:
    files = {"main.tf": REFUSED[kind], **(MODULE if "./m" in REFUSED[kind] else {})}
    assert fails(tmp_path, files)


@pytest.mark.parametrize("text", [acl(), f"locals {{\n  a = {PUBLIC}\n}}\n"])
def test_an_override_of_nothing_fails(tmp_path: Path, text: str) -> None:
    assert fails(tmp_path, {"x_override.tf": text, "main.tf": 'resource "aws_s3_bucket" "c" {}\n'})


@pytest.mark.parametrize(
    "text",
    [
        'variable "v" { default = null }\n' + acl(first="count = var.v"),
        'variable "v" { default = null }\nlocals { n = var.v }\n' + acl(first="count = local.n"),
        'variable "v" { default = null }\n' + acl("var.v.acl"),
        'variable "v" {}\n' + acl("var.v"),
        BUCKET + 'output "o" {\n  value = local.undeclared\n}\n',
        BUCKET + 'resource "aws_sns_topic" "t" {\n  name = local.undeclared\n}\n',
    ],
)
def test_what_an_input_settles_or_no_check_needs_does_not_fail(tmp_path: Path, text: str) -> None:
    assert not fails(tmp_path, {"main.tf": text})


def test_terragrunt_may_declare_variables(tmp_path: Path) -> None:
    files = {"aws/main.tf": acl("var.acl"), "env/live/terragrunt.hcl": ""}
    assert not fails(tmp_path / "variable", files)
    assert fails(tmp_path / "local", {**files, "aws/main.tf": acl("local.acl")})


def test_examples_do_not_fail(tmp_path: Path) -> None:
    assert not fails(tmp_path / "undeclared", {"examples/a/main.tf": acl("local.acl")})
    assert not fails(tmp_path / "twice", {"examples/a.tf": BUCKET, "examples/b.tf": BUCKET})


def test_policies_apply(tmp_path: Path) -> None:
    files = {"main.tf": acl("local.acl")}
    assert not fails(tmp_path, files, ExitPolicy(unknown=Action.IGNORE))
    report = check(tmp_path, files, RULE)
    medium = [replace(f, rule=replace(f.rule, severity=Severity.MEDIUM)) for f in report.findings]
    lower = replace(report, findings=tuple(medium))
    assert not ExitPolicy(Severity.HIGH).shown(lower).has_errors
    known = [replace(f, baseline_state=BaselineState.UNCHANGED) for f in report.findings]
    assert not ExitPolicy().shown(replace(report, findings=tuple(known))).has_errors


def test_a_missing_file_may_be_written_before_the_plan(tmp_path: Path) -> None:
    report = check(tmp_path, {"main.tf": acl('file("acl.txt")')}, RULE)
    high = [replace(f, rule=replace(f.rule, severity=Severity.HIGH)) for f in report.findings]
    assert not ExitPolicy().shown(replace(report, findings=tuple(high))).has_errors


def test_locals_are_searched_once(tmp_path: Path) -> None:
    chain = "".join(f"  a{n} = length([{', '.join([f'local.a{n + 1}'] * 9)}])\n" for n in range(12))
    text = f'variable "v" {{}}\nlocals {{\n{chain}  a12 = ""\n}}\n'
    count = "count = local.a0 > 0 ? 0 : 1"
    assert not fails(tmp_path, {"modules/m/main.tf": text + acl(first=count)})


def test_an_account_that_only_credentials_tell_fails(tmp_path: Path) -> None:
    settings = "".join(
        f"  {name} = true\n"
        for name in (
            "block_public_acls",
            "block_public_policy",
            "ignore_public_acls",
            "restrict_public_buckets",
        )
    )
    block = 'resource "aws_s3_account_public_access_block" "a" {\n  account_id = "999999999999"\n'
    assert fails(tmp_path / "unknown", {"main.tf": f"{acl()}{block}{settings}}}\n"})
    same = 'provider "aws" {\n  allowed_account_ids = ["999999999999"]\n}\n'
    assert not fails(tmp_path / "same", {"main.tf": f"{same}{acl()}{block}{settings}}}\n"})
