"""The configuration file in runs of ``iaclint check``."""

from __future__ import annotations

import json
import subprocess
from typing import Any

import pytest

from tests.cli.conftest import OPEN, UNKNOWN

pytestmark = pytest.mark.slow

VERSIONING = ("--rules", "aws-s3-versioning")
STATUS = """\
variable "status" { default = "Enabled" }
resource "aws_s3_bucket" "media" {
  bucket = "media-${terraform.workspace}"
}
resource "aws_s3_bucket_versioning" "media" {
  bucket = aws_s3_bucket.media.id
  versioning_configuration { status = var.status }
}
"""
TEMPLATE = """\
Parameters: {Stage: {Type: String, AllowedValues: [dev, prod]}}
Conditions: {IsProd: !Equals [!Ref Stage, prod]}
Resources:
  Media:
    Type: AWS::S3::Bucket
    Properties: {VersioningConfiguration: {Status: !If [IsProd, Enabled, Suspended]}}
"""


def results(result, verdict: str = "fail") -> list[tuple[str, str, str]]:
    """Return rule, severity and address of the results."""
    found = json.loads(result.stdout)["results"]
    return [
        (r["rule"], r["severity"], r["resource"]["address"])
        for r in found
        if r["verdict"] == verdict
    ]


def environments(result) -> dict[str, list[str]]:
    """Return the environments of each failure, by its file."""
    found = json.loads(result.stdout)["results"]
    return {
        r["location"]["path"]: r["environments"] for r in found if r["rule"] == "aws-s3-versioning"
    }


@pytest.mark.parametrize(
    ("rules", "options", "expected"),
    [
        ("{aws-*: off, aws-s3-versioning: on}", (), {"aws-s3-versioning": "medium"}),
        ("{aws-s3-versioning: on, aws-*: off}", (), {}),
        ("{aws-*: off, aws-s3-versioning: critical}", (), {"aws-s3-versioning": "critical"}),
        ("{aws-*: off, aws-s3-kms-encryption: low}", (), {"aws-s3-kms-encryption": "low"}),
        ("{aws-s3-versioning: off}", VERSIONING, {"aws-s3-versioning": "medium"}),
        ("{aws-s3-versioning: low}", VERSIONING, {"aws-s3-versioning": "low"}),
        ("{aws-*: off, aws-s3-v*: on}", ("--skip", "aws-s3-versioning"), {}),
    ],
)
def test_rules_and_severities(
    program, rules: str, options: tuple[str, ...], expected: dict[str, str]
) -> None:
    files = {"main.tf": OPEN, ".iaclint.yaml": f"rules: {rules}\n"}
    result = program("check", "--format", "json", *options, files=files)
    assert {rule: severity for rule, severity, _ in results(result)} == expected


def test_an_unknown_rule_is_an_error_with_its_place(program) -> None:
    files = {"main.tf": OPEN, ".iaclint.yaml": "rules:\n  aws-s3-versionin: off\n"}
    result = program("check", files=files)
    assert result.returncode == 2
    assert "error[invalid-config]: unknown rule 'aws-s3-versionin'\n --> .iaclint.yaml:2:3" in (
        result.stderr
    )
    assert "did you mean 'aws-s3-versioning'?" in result.stderr


def test_an_invalid_file_is_an_error_unless_it_is_ignored(program) -> None:
    files = {"main.tf": OPEN, ".iaclint.yaml": "profil: all\n"}
    result = program("check", files=files)
    assert (result.returncode, result.stdout) == (2, "")
    assert "did you mean 'profile'?" in result.stderr
    assert result.stderr.endswith("error: the configuration file is invalid\n")
    assert program("check", "--no-config", "--profile", "all").returncode == 1
    assert program("check", "--config", "nope.yaml").returncode == 2


@pytest.mark.parametrize(
    ("config", "options", "code"),
    [
        ("{fail-on: critical, profile: all}", (), 0),
        ("{fail-on: critical, profile: all}", ("--fail-on", "low"), 1),
        ("{fail-on: critical, profile: all, rules: {aws-s3-versioning: critical}}", (), 1),
        ("profile: hipaa", (), 1),
        ("{rules: {'*': off}, coverage: fail}", (), 0),
    ],
)
def test_what_fails(program, config: str, options: tuple[str, ...], code: int) -> None:
    files = {"main.tf": OPEN, ".iaclint.yaml": config}
    assert program("check", *options, files=files).returncode == code


@pytest.mark.parametrize(
    ("config", "options", "code", "is_listed"),
    [
        ("{}", (), 0, True),
        ("unknown: report", (), 0, True),
        ("unknown: fail", (), 1, True),
        ("unknown: ignore", (), 0, False),
        ("unknown: fail", ("--unknown", "ignore"), 0, False),
        ("unknown: ignore", ("--show", "unknown"), 0, True),
    ],
)
def test_undecided_checks(
    program, config: str, options: tuple[str, ...], code: int, is_listed: bool
) -> None:
    files = {"main.tf": UNKNOWN, ".iaclint.yaml": config}
    result = program("check", *VERSIONING, *options, files=files)
    assert result.returncode == code
    assert ("var.status" in result.stdout) is is_listed
    assert "1 check undecided" in result.stdout


@pytest.mark.parametrize(
    ("action", "code", "is_reported"),
    [("ignore", 0, False), ("report", 0, True), ("fail", 1, True)],
)
def test_missing_coverage(program, action: str, code: int, is_reported: bool) -> None:
    files = {
        "main.tf": 'module "m" {\n  source = "x/m/aws"\n}\n',
        ".iaclint.yaml": f"coverage: {action}",
    }
    result = program("check", files=files)
    assert result.returncode == code
    assert ("nothing checked" in result.stdout) is is_reported
    assert ("terraform init" in result.stdout) is is_reported
    assert "1 module not loaded" in result.stdout


def test_exclusions_add_up_and_are_counted(program) -> None:
    files = {
        "a/main.tf": OPEN,
        "b/main.tf": OPEN,
        "c/main.tf": OPEN,
        ".iaclint.yaml": "exclude: [/a]",
    }
    result = program("check", "--exclude", "b/", "--format", "json", *VERSIONING, files=files)
    document = json.loads(result.stdout)
    assert [r["location"]["path"] for r in document["results"]] == ["c/main.tf"]
    assert document["summary"]["files_excluded"] == 2
    text = program("check", "--exclude", "b/").stdout
    assert "1 resource checked in 1 file, 2 excluded." in text
    assert program("check", "a", *VERSIONING).returncode == 1  # named


def test_nothing_is_left_after_exclusions(program) -> None:
    result = program("check", "--exclude", "*.tf", files={"main.tf": OPEN})
    assert result.returncode == 2
    assert "1 file is excluded" in result.stderr


def test_excluded_files_that_a_hook_names(program) -> None:
    files = {"a/main.tf": OPEN, "b/main.tf": OPEN, ".iaclint.yaml": "exclude: [/a]"}
    options = ("--format", "json", *VERSIONING, "--force-exclude")
    result = program("check", *options, "a/main.tf", "b/main.tf", files=files)
    paths = [r["location"]["path"] for r in json.loads(result.stdout)["results"]]
    assert paths == ["b/main.tf"]
    assert program("check", *options, "a/main.tf").returncode == 0


def test_a_pattern_that_matches_nothing_is_a_warning(program) -> None:
    config = "roots:\n  - path: [infra, nfra]\n  - path: stacks/*\n"
    files = {"infra/main.tf": OPEN, ".iaclint.yaml": config}
    result = program("check", files=files)
    assert "warning[unmatched-root]: no root module or template matches 'nfra'" in result.stdout
    assert " --> .iaclint.yaml:2:19" in result.stdout
    assert "also at: .iaclint.yaml:3:11" in result.stdout
    # Only a part of the roots was checked.
    assert "unmatched-root" not in program("check", "infra").stdout


ROOTS = """\
roots:
  - path: infra/*
    environments:
      dev: {var-files: [env/dev.tfvars]}
      prod: {var-files: [env/prod.tfvars]}
  - path: stacks/*.yaml
    environments:
      stage: {parameters: {Stage: dev}}
      live: {parameters: {Stage: prod}}
"""
SEVERAL = {
    ".git/HEAD": "",
    ".iaclint.yaml": ROOTS,
    "infra/a/main.tf": STATUS,
    "infra/a/env/dev.tfvars": 'status = "Suspended"\n',
    "infra/a/env/prod.tfvars": 'status = "Enabled"\n',
    "infra/b/main.tf": STATUS.replace("Enabled", "Suspended"),
    "infra/b/env/dev.tfvars": "",
    "infra/b/env/prod.tfvars": "",
    "plain/main.tf": OPEN,
    "stacks/a.yaml": TEMPLATE,
}


def test_each_root_is_checked_in_its_own_environments(program) -> None:
    result = program("check", "--format", "json", *VERSIONING, files=SEVERAL)
    assert environments(result) == {
        "infra/a/main.tf": ["dev"],
        "infra/b/main.tf": [],  # in all of its environments
        "plain/main.tf": [],
        "stacks/a.yaml": ["stage"],
    }
    summary = json.loads(result.stdout)["summary"]
    assert (summary["resources"], summary["files"], summary["not_applied"]) == (4, 4, [])


def test_findings_of_a_plain_root_are_not_multiplied(program) -> None:
    with_config = program("check", "--format", "json", "plain", files=SEVERAL).stdout
    assert with_config == program("check", "--format", "json", "plain", "--no-config").stdout


def test_an_environment_can_be_selected(program) -> None:
    result = program("check", "--format", "json", *VERSIONING, "--env", "prod", files=SEVERAL)
    assert environments(result) == {"infra/b/main.tf": [], "plain/main.tf": []}
    assert json.loads(result.stdout)["summary"]["not_applied"] == []
    result = program("check", "--env", "pord")
    assert result.returncode == 2
    assert "no root has the environment 'pord'" in result.stderr
    assert "did you mean 'prod'?" in result.stderr
    result = program("check", "--env", "prod", "--env", "x=infra/a/env/dev.tfvars")
    assert "--env NAME and --env NAME=FILE exclude each other" in result.stderr


def test_a_new_environment_is_compared_with_a_base_without_it(program, tmp_path) -> None:
    base = {"a/main.tf": STATUS, "stacks/a.yaml": TEMPLATE.replace("[dev, prod]", "[dev]")}
    program("--version", files=base)
    git = ("git", "-c", "user.name=x", "-c", "user.email=x@example.com")
    for command in (("init", "-q"), ("add", "."), ("commit", "-q", "-m", "base")):
        subprocess.run([*git, *command], cwd=tmp_path, check=True)
    change = {
        ".iaclint.yaml": """\
roots:
  - {path: a, environments: {dev: {var-files: [dev.tfvars]}, prod: {}}}
  - {path: stacks/*, parameters: {Stage: prod}, parameter-files: [p.json]}
""",
        "a/dev.tfvars": 'status = "Suspended"\n',
        "stacks/p.json": "{}",
        "stacks/a.yaml": TEMPLATE,
    }
    options = ("--diff", "HEAD", "--format", "json", *VERSIONING)
    result = program("check", *options, files=change)
    assert (result.returncode, result.stderr) == (1, "")
    assert environments(result) == {"a/main.tf": ["dev"]}


def test_environments_of_the_command_line_replace_those_of_the_file(program) -> None:
    options = ("--env", "x=infra/a/env/dev.tfvars", "infra")
    result = program("check", "--format", "json", *VERSIONING, *options, files=SEVERAL)
    assert environments(result) == {"infra/a/main.tf": [], "infra/b/main.tf": []}


def test_a_named_variable_file_applies_in_its_environment_only(program) -> None:
    result = program(
        "check", "--format", "json", *VERSIONING, "infra/a/env/dev.tfvars", files=SEVERAL
    )
    assert environments(result) == {"infra/a/main.tf": ["dev"]}


def test_the_workspace_is_named_after_the_environment(program) -> None:
    result = program("evaluate", "infra/a", files=SEVERAL)
    assert 'bucket = "media-dev"' in result.stdout
    result = program("evaluate", "infra/a", "--env", "prod")
    assert 'bucket = "media-prod"' in result.stdout
    assert "unknown" in program("evaluate", "plain").stdout


def test_later_entries_take_precedence(program) -> None:
    config = """\
roots:
  - {path: "**", workspace: base, var-files: [base.tfvars]}
  - {path: a, workspace: own}
"""
    files = {
        ".iaclint.yaml": config,
        "a/main.tf": STATUS,
        "a/base.tfvars": 'status = "Suspended"\n',
    }
    result = program("evaluate", ".", files=files)
    assert 'bucket = "media-own"' in result.stdout
    assert 'status = "Suspended"' in result.stdout
    assert 'bucket = "media-x"' in program("evaluate", ".", "--workspace", "x").stdout
    assert 'status = "Enabled"' in program("evaluate", ".", "--var", "status=Enabled").stdout


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("env/nope.tfvars", "there is no file 'a/env/nope.tfvars'"),
        ("../../outside.tfvars", "'../outside.tfvars' is outside of the scanned folder"),
        ("/etc/hostname", "there is no file 'a/etc/hostname'"),
    ],
)
def test_variable_files_are_read_below_the_root_only(program, name: str, message: str) -> None:
    config = f"roots:\n  - path: a\n    var-files: [{name}]\n"
    files = {".iaclint.yaml": config, "a/main.tf": STATUS}
    result = program("check", files=files)
    assert (result.returncode, result.stdout) == (2, "")
    assert f"error[invalid-config]: {message}\n --> .iaclint.yaml:3:17" in result.stderr


def test_parameter_files_and_values(program) -> None:
    config = """\
roots:
  - path: stacks/*
    parameter-files: [p.json]
    environments:
      dev: {}
      prod: {parameters: {Stage: prod}}
"""
    files = {
        ".iaclint.yaml": config,
        "stacks/a.yaml": TEMPLATE,
        "stacks/p.json": '{"Stage": "dev"}',
    }
    result = program("check", "--format", "json", *VERSIONING, files=files)
    assert environments(result) == {"stacks/a.yaml": ["dev"]}
    result = program("check", files={"stacks/p.json": "{"})
    assert result.returncode == 2
    assert "error[invalid-config]: 'stacks/p.json' is not valid JSON" in result.stderr
    assert " --> .iaclint.yaml:3:23" in result.stderr


@pytest.mark.parametrize(
    ("kind", "allowed", "value", "is_allowed"),
    [
        ("String", "[dev, prod]", "dev", True),
        ("String", "[dev, prod]", "pord", False),
        ("CommaDelimitedList", "[a, b]", "a, b", True),
        ("CommaDelimitedList", "[a, b]", "a,c", False),
        ("Number", "[1, 2]", "1.0", True),
        ("Number", "[1, 2]", "3", False),
        ("AWS::SSM::Parameter::Value<String>", "[a]", "b", True),
    ],
)
def test_a_value_that_is_not_allowed_is_refused(
    program, kind: str, allowed: str, value: str, is_allowed: bool
) -> None:
    template = f"Parameters:\n  P: {{Type: '{kind}', AllowedValues: {allowed}}}\n"
    files = {
        "t.yaml": template + "Resources: {Q: {Type: AWS::SQS::Queue}}\n",
        "p.json": json.dumps({"P": value}),
    }
    result = program("check", "t.yaml", "--parameters", "p.json", files=files)
    assert (result.returncode == 2) is not is_allowed
    if not is_allowed:
        assert "is not an allowed value of the parameter 'P'\n --> t.yaml:2:" in result.stderr
        assert "= help: " in result.stderr
    config = f"roots: [{{path: t.yaml, parameters: {{P: '{value}'}}}}]"
    result = program("check", "t.yaml", files={".iaclint.yaml": config})
    assert (result.returncode == 2) is not is_allowed


SHARED: dict[str, Any] = {
    "Version": "2012-10-17",
    "Statement": {
        "Effect": "Allow",
        "Principal": {"AWS": ["111122223333", "444455556666"]},
        "Action": "sqs:SendMessage",
        "Resource": "*",
    },
}


@pytest.mark.parametrize(
    ("config", "options", "is_open"),
    [
        ("{}", (), True),
        ("allowed-accounts: ['111122223333']", (), True),
        ("allowed-accounts: ['111122223333', '444455556666']", (), False),
        (
            "{allowed-accounts: ['111122223333'], roots: [{path: ., account: '444455556666'},"
            " {path: t.yaml, account: '444455556666'}]}",
            (),
            False,
        ),
        ("allowed-accounts: ['111122223333']", ("--account", "444455556666"), False),
        ("roots: [{path: '**', allowed-accounts: ['111122223333', '444455556666']}]", (), False),
        ("roots: [{path: ., allowed-accounts: ['111122223333', '444455556666']}]", (), True),
    ],
)
def test_named_accounts_may_have_access(
    program, config: str, options: tuple[str, ...], is_open: bool
) -> None:
    policy = json.dumps(SHARED)
    files = {
        ".iaclint.yaml": config,
        "main.tf": f'resource "aws_sqs_queue" "q" {{\n  policy = jsonencode({policy})\n}}\n',
        "t.yaml": "Resources:\n  Q: {Type: AWS::SQS::Queue}\n"
        "  P:\n    Type: AWS::SQS::QueuePolicy\n"
        f"    Properties: {{Queues: [!Ref Q], PolicyDocument: {policy}}}\n",
    }
    result = program(
        "check",
        "--format",
        "json",
        "--rules",
        "aws-sqs-cross-account-access",
        *options,
        files=files,
    )
    assert bool(results(result)) is is_open


def test_rule_folders(program) -> None:
    rule = """\
id: acme-bucket-name
title: bucket has no owner tag
model: aws.s3.bucket
severity: low
category: access-control
require: {name: {matches: "acme-.*"}}
message: "{address} is not ours"
"""
    files = {".iaclint.yaml": "rule-folders: [policies]", "policies/name.yaml": rule}
    result = program("check", "--format", "json", files={**files, "main.tf": OPEN})
    assert ("acme-bucket-name", "low", "aws_s3_bucket.media") in results(result)
    assert "acme-bucket-name" in program("rules", "list").stdout
    assert "bucket has no owner tag" in program("explain", "acme-bucket-name").stdout


@pytest.mark.parametrize(
    ("policy", "code"),
    [
        ("{}", 0),
        ("{allowed: false}", 1),
        ("{require-reason: true}", 1),
        ("{forbidden-rules: [aws-s3-*]}", 1),
    ],
)
def test_what_suppressions_may_do(program, policy: str, code: int) -> None:
    text = OPEN.replace(
        'status = "Suspended"', 'status = "Suspended" # iaclint: ignore[aws-s3-versioning]'
    )
    files = {"main.tf": text, ".iaclint.yaml": f"suppressions: {policy}"}
    assert program("check", *VERSIONING, files=files).returncode == code


@pytest.mark.parametrize(("action", "code"), [("ignore", 0), ("report", 0), ("fail", 1)])
def test_problems_of_suppressions(program, action: str, code: int) -> None:
    unexplained = 'status = "Suspended" # iaclint: ignore[aws-s3-versioning]'
    files = {
        "main.tf": OPEN.replace('status = "Suspended"', unexplained),
        ".iaclint.yaml": f"suppressions: {{problems: {action}}}",
    }
    result = program("check", *VERSIONING, files=files)
    assert result.returncode == code
    assert ("suppression without a reason" in result.stdout) is (action != "ignore")
