"""``iaclint check`` as a process: exit codes, streams, options."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ONLY_VERSIONING = ("--rules", "aws-s3-versioning")
BROKEN = {"main.tf": 'resource "aws_s3_bucket" "media" {\n'}


OWN_RULE = """\
id: own-name
title: Bucket without our prefix
model: {terraform: aws_s3_bucket}
severity: high
category: access-control
require: {bucket: {starts_with: acme-}}
message: "{address} does not start with acme-"
fix: {terraform: "Begin the name with acme-."}
compliance: {hipaa: ["164.312(b)"], gdpr: ["32"]}
"""


def test_a_finding_fails_the_run(program, open_bucket) -> None:
    result = program("check", *ONLY_VERSIONING, files=open_bucket)
    assert (result.returncode, result.stderr) == (1, "")
    assert result.stdout.startswith("medium[aws-s3-versioning]: aws_s3_bucket.media ")
    assert "\n --> main.tf:8:14\n" in result.stdout


def test_a_fixed_bucket_has_no_findings(program, fixed_bucket) -> None:
    result = program("check", *ONLY_VERSIONING, files=fixed_bucket)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == "1 resource checked in 1 file.\nFound no problems.\n"


def test_an_unknown_is_reported_and_does_not_fail(program, unknown_bucket) -> None:
    result = program("check", *ONLY_VERSIONING, files=unknown_bucket)
    assert result.returncode == 0
    line = "  main.tf: aws-s3-versioning on aws_s3_bucket.media, blocked by var.status\n"
    assert line in result.stdout


@pytest.mark.parametrize("value", ["Enabled", "Suspended"])
def test_variable_files_settle_unknowns(program, unknown_bucket, value: str) -> None:
    files = {**unknown_bucket, "live.tfvars": f'status = "{value}"\n'}
    result = program("check", *ONLY_VERSIONING, "--var-file", "live.tfvars", files=files)
    assert result.returncode == (value == "Suspended")


@pytest.mark.parametrize("value", ["Enabled", "Suspended"])
def test_parameter_files_settle_unknowns(program, value: str) -> None:
    template = """\
Parameters: {Status: {Type: String}}
Resources:
  Media:
    Type: AWS::S3::Bucket
    Properties: {VersioningConfiguration: {Status: !Ref Status}}
"""
    files = {"media.yaml": template, "live.json": json.dumps({"Status": value})}
    result = program("check", *ONLY_VERSIONING, "--parameters", "live.json", files=files)
    assert result.returncode == (value == "Suspended")


def test_a_syntax_error_fails_the_run_and_other_files_are_checked(program, open_bucket) -> None:
    files = {"a/main.tf": open_bucket["main.tf"], "b/main.tf": BROKEN["main.tf"]}
    result = program("check", *ONLY_VERSIONING, "--fail-on", "critical", files=files)
    assert result.returncode == 1
    assert "error[syntax-error]: " in result.stdout
    assert "\n --> b/main.tf:" in result.stdout
    assert "medium[aws-s3-versioning]" in result.stdout
    assert "checked in 2 files, 1 unparsable" in result.stdout


def test_fail_on_ignores_lower_severities(program, open_bucket) -> None:
    arguments = ("check", *ONLY_VERSIONING, "--fail-on")
    assert program(*arguments, "high", files=open_bucket).returncode == 0
    assert program(*arguments, "medium", files=open_bucket).returncode == 1


def test_exit_zero_still_reports_findings(program, open_bucket) -> None:
    result = program("check", *ONLY_VERSIONING, "--exit-zero", files=open_bucket)
    assert result.returncode == 0
    assert "medium[aws-s3-versioning]" in result.stdout


def test_skip_and_rules_select_rules(program, open_bucket) -> None:
    arguments = ("check", "--show", "all", "--format", "json", "--exit-zero")
    skipped = program(*arguments, "--skip", "aws-s3-versioning", files=open_bucket)
    everything = program(*arguments, "--rules", "all", files=open_bucket)
    assert "aws-s3-versioning" not in _rules(skipped)
    assert _rules(skipped) < _rules(everything)


def test_show_selects_verdicts(program, unknown_bucket) -> None:
    arguments = ("check", *ONLY_VERSIONING, "--format", "json")
    assert _rules(program(*arguments, files=unknown_bucket)) == set()
    shown = program(*arguments, "--show", "fail,unknown", files=unknown_bucket)
    assert _rules(shown) == {"aws-s3-versioning"}


def test_formats_have_separate_outputs(program, open_bucket, tmp_path: Path) -> None:
    arguments = ("--format", "text", "--format", "sarif", "--output", "out.sarif")
    result = program("check", *ONLY_VERSIONING, *arguments, files=open_bucket)
    assert result.stdout.startswith("medium[aws-s3-versioning]")
    sarif = json.loads((tmp_path / "out.sarif").read_text("utf-8"))
    assert [r["ruleId"] for r in sarif["runs"][0]["results"]] == ["aws-s3-versioning"]


def test_output_is_deterministic(program, open_bucket) -> None:
    runs = [
        program("check", "--profile", "all", "--show", "all", "--format", "json", files=open_bucket)
        for _ in range(2)
    ]
    assert runs[0].stdout == runs[1].stdout


def test_custom_rules_are_added_to_the_bundled_ones(program, open_bucket, snapshot) -> None:
    files = {**open_bucket, "policies/own.yaml": OWN_RULE}
    result = program("check", "--rules-dir", "policies", "--rules", "own-name", files=files)
    assert (result.returncode, result.stderr) == (1, "")
    assert result.stdout == snapshot


def test_an_error_in_a_custom_rule_has_a_place(program, open_bucket) -> None:
    files = {**open_bucket, "policies/own.yaml": "id: own-name\nsevrity: high\n"}
    result = program("check", "--rules-dir", "policies", files=files)
    assert (result.returncode, result.stdout) == (2, "")
    assert "unknown field 'sevrity'" in result.stderr
    assert "\n --> policies/own.yaml:2:1\n" in result.stderr
    assert result.stderr.endswith("error: these rules cannot be used\n")


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (["none"], "there is no file or folder 'none'", None),
        (["empty"], "no Terraform or CloudFormation files in 'empty'", "name the"),
        (["--rules", "aws-s3-versionin"], "unknown rule 'aws-s3-versionin'", "did you mean"),
        (["--skip", "nothing-like-it"], "unknown rule 'nothing-like-it'", "rules list"),
        (["--profile", "hippa"], "unknown profile 'hippa'", "did you mean 'hipaa'?"),
        (["--format", "jsn"], "unknown format 'jsn'", "did you mean 'json'?"),
        (["--show", "fails"], "invalid value 'fails' for --show", "did you mean 'fail'?"),
        (
            ["--fail-on", "never"],
            "invalid value 'never' for --fail-on",
            "low, medium, high, critical",
        ),
        (["--max-findings", "few"], "'few' is not a whole number", "iaclint check --help"),
        (["--color", "blue"], "invalid value 'blue' for --color", "auto, always, never"),
        (["--rules-dir", "none"], "none", None),
        (["--stubs", "none"], "there is no folder of stubs 'none'", None),
        (["--parameters", "none.json"], "'none.json' cannot be read", None),
        (["--output", "none/out.txt"], "cannot write the report to 'none/out.txt'", None),
        (["--fromat", "json"], "unknown option '--fromat'", "did you mean '--format'?"),
    ],
)
def test_invalid_options_are_usage_errors(
    program, open_bucket, arguments: list[str], message: str, hint: str | None
) -> None:
    files = {**open_bucket, "empty/notes.txt": ""}
    result = program("check", *arguments, files=files)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("error: ")
    assert message in result.stderr
    assert (hint or "") in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("arguments", "files"),
    [
        (["--"], BROKEN),
        (["values.yaml"], {"values.yaml": "a: 1"}),
    ],
)
def test_files_without_resources_pass(program, arguments: list[str], files: dict[str, str]) -> None:
    result = program("check", *arguments, files=files)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("No resources checked in 0 files.\nFound no problems.\n")


def test_a_named_file_of_no_known_kind_fails(program) -> None:
    result = program("check", "notes.txt", files={"notes.txt": "x"})
    assert result.returncode == 1
    assert "'notes.txt' is not checked: unknown kind of file" in result.stdout


PLAN = json.dumps({"format_version": "1.2", "resource_changes": []})
TEMPLATE = "Resources:\n  B:\n    Type: AWS::S3::Bucket\n"


@pytest.mark.parametrize(
    ("path", "text", "reason"),
    [
        ("plan.yaml", PLAN, "Terraform files with this content end with .json"),
        ("plan.tfvars", PLAN, "Terraform files with this content end with .json"),
        (
            "t.tfvars",
            TEMPLATE,
            "CloudFormation files with this content end with .yaml",
        ),
        ("plan.json", "", "it is empty"),
        ("plan.json", " \n", "it is empty"),
        ("p.tfvars", "a = 1\n", "there is no module for these values in its folder or above"),
    ],
)
def test_a_named_file_that_is_meant_to_be_read_fails(
    program, path: str, text: str, reason: str
) -> None:
    result = program("check", path, files={path: text})
    assert result.returncode == 1
    assert f"'{path}' is not checked: {reason}" in result.stdout


def test_named_files_beside_others_pass(program) -> None:
    files = {"t.yaml": TEMPLATE, "p.tfvars": "", "values.yaml": "a: 1", "x.json": "{}"}
    result = program("check", *ONLY_VERSIONING, "--fail-on", "critical", *files, files=files)
    assert result.returncode == 0


def test_arguments_after_two_dashes_are_paths(program, open_bucket) -> None:
    assert program("check", *ONLY_VERSIONING, "--", "main.tf", files=open_bucket).returncode == 1


@pytest.mark.parametrize(
    ("environment", "arguments", "painted"),
    [
        ({}, [], False),
        ({"FORCE_COLOR": "1"}, [], True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, [], False),
        ({"NO_COLOR": "1"}, ["--color", "always"], True),
    ],
)
def test_color_is_used_on_request(
    program, open_bucket, environment: dict[str, str], arguments: list[str], painted: bool
) -> None:
    arguments = [*ONLY_VERSIONING, *arguments]
    result = program("check", *arguments, files=open_bucket, environment=environment)
    assert ("\x1b[" in result.stdout) is painted


def test_characters_that_the_output_cannot_encode_are_escaped(program) -> None:
    files = {"main.tf": 'resource "aws_s3_bucket" "media" {\n  bucket = "日本" # é\n}\n'}
    arguments = ("check", "--rules", "aws-s3-versioning,aws-s3-predictable-name")
    result = program(*arguments, files=files, environment={"PYTHONIOENCODING": "ascii"})
    assert (result.returncode, result.stderr) == (1, "")


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
def test_a_closed_pipe_is_silent(program, open_bucket, tmp_path: Path) -> None:
    many = {f"m{n}/main.tf": open_bucket["main.tf"] for n in range(60)}
    program("check", "--exit-zero", files=many)
    result = subprocess.run(
        ["sh", "-c", f"'{sys.executable}' -m iaclint check | head -n 1"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
        capture_output=True,
        encoding="utf-8",
    )
    assert (result.returncode, result.stderr) == (0, "")
    assert len(result.stdout.splitlines()) == 1


def _rules(result: subprocess.CompletedProcess[str]) -> set[str]:
    return {found["rule"] for found in json.loads(result.stdout)["results"]}


def test_a_run_that_checks_nothing_says_so(program) -> None:
    files = {"main.tf": 'module "media" {\n  source = "acme/s3-bucket/aws"\n}\n'}
    result = program("check", files=files)
    assert result.returncode == 0
    assert "warning[nothing-checked]: nothing checked: no rule applies" in result.stdout
    assert "1 module not loaded (acme/s3-bucket/aws): run `terraform init" in (
        " ".join(result.stdout.split())
    )
    assert result.stdout.count("terraform init") == 1


@pytest.mark.parametrize(
    "text",
    ["locals {}\n", 'module "m" {\n  source = "x/m/aws"\n}\nresource "aws_s3_bucket" "b" {}\n'],
)
def test_missing_coverage_fails_where_it_is_required(program, text: str) -> None:
    arguments = ("check", *ONLY_VERSIONING, "--fail-on", "critical")
    assert program(*arguments, files={"main.tf": text}).returncode == 0
    assert program(*arguments, "--require-coverage", files={"main.tf": text}).returncode == 1


def test_a_companion_with_a_verdict_is_covered(program) -> None:
    text = (
        'resource "aws_s3_bucket_versioning" "media" {\n'
        '  bucket = "media"\n'
        '  versioning_configuration {\n    status = "Enabled"\n  }\n'
        "}\n"
    )
    arguments = ("check", *ONLY_VERSIONING, "--require-coverage")
    result = program(*arguments, files={"main.tf": text})
    assert (result.returncode, result.stderr) == (0, "")
    assert "1 resource checked in 1 file." in result.stdout


def test_the_summary_says_what_the_profile_of_a_framework_covers(program, open_bucket) -> None:
    result = program("check", "--profile", "gdpr", files=open_bucket)
    assert result.returncode == 1
    assert "(EU) 2016/679: rules answer for " in result.stdout


@pytest.mark.parametrize("value", ["Enabled", "Suspended"])
def test_a_named_variable_file_applies_to_the_root_around_it(
    program, unknown_bucket, tmp_path: Path, value: str
) -> None:
    (tmp_path / ".git").mkdir()  # files outside the work tree are never read
    files = {**unknown_bucket, "env/live.tfvars": f'status = "{value}"\n'}
    result = program("check", *ONLY_VERSIONING, "env/live.tfvars", files=files)
    assert result.returncode == (value == "Suspended")
    assert "not applied" not in result.stdout


def test_variable_files_that_nothing_applies_are_named(program, unknown_bucket) -> None:
    files = {**unknown_bucket, "env/live.tfvars": 'status = "Enabled"\n'}
    result = program("check", *ONLY_VERSIONING, files=files)
    assert "1 variable file not applied (env/live.tfvars): use --env NAME=FILE" in result.stdout
    result = program("check", *ONLY_VERSIONING, "--env", "live=env/live.tfvars", files=files)
    assert "not applied" not in result.stdout


def test_an_example_does_not_fail_the_run_unless_it_is_named(program, open_bucket) -> None:
    files = {f"examples/basic/{name}": text for name, text in open_bucket.items()}
    result = program("check", *ONLY_VERSIONING, files=files)
    assert result.returncode == 0
    assert "Found no problems; 1 in examples and tests." in result.stdout
    assert program("check", *ONLY_VERSIONING, "examples/basic", files=files).returncode == 1


def test_a_fault_of_a_module_that_an_example_shows_is_the_modules(program) -> None:
    module = """\
variable "status" {
  default = "Suspended"
}
resource "aws_s3_bucket" "media" {}
resource "aws_s3_bucket_versioning" "media" {
  bucket = aws_s3_bucket.media.id
  versioning_configuration {
    status = var.status
  }
}
"""
    call = 'module "media" {\n  source = "../.."\n%s}\n'
    files = {"main.tf": module, "examples/basic/main.tf": call % ""}
    assert program("check", *ONLY_VERSIONING, files=files).returncode == 1
    files = {
        "main.tf": module.replace("Suspended", "Enabled"),
        "examples/basic/main.tf": call % '  status = "Suspended"\n',
    }
    result = program("check", *ONLY_VERSIONING, files=files)
    assert (result.returncode, "1 in examples and tests" in result.stdout) == (0, True)


@pytest.mark.parametrize(
    "files",
    [
        {"main.tf": 'resource "aws_s3_bucket" {{{\n'},
        {"a.yaml": "Resources: {A: {Type: AWS::S3::Bucket}}\n  x: [\n"},
        {"a/main.tf": "{\n", "b/a.yaml": "Resources: {\n  AWS::S3::Bucket: [\n"},
    ],
)
@pytest.mark.parametrize("options", [[], ["--format", "json"]])
def test_input_of_which_nothing_can_be_parsed_is_refused(
    program, files: dict[str, str], options: list[str]
) -> None:
    result = program("check", *options, files=files)
    assert "syntax-error" in result.stdout
    assert result.returncode == 2
    assert result.stderr == "error: none of the input can be read or parsed\n"


def test_exit_zero_exits_with_0_whenever_there_is_a_report(program) -> None:
    result = program("check", "--exit-zero", files={"main.tf": 'resource "aws_s3_bucket" {{{\n'})
    assert "syntax-error" in result.stdout
    assert (result.returncode, result.stderr) == (0, "")


def test_a_named_file_that_cannot_be_read_is_refused(program, open_bucket, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    result = program("check", "pipe.yaml")
    assert "'pipe.yaml' is not a regular file" in result.stdout
    assert result.returncode == 2
    assert program("check", *ONLY_VERSIONING, "pipe.yaml", "main.tf", files=open_bucket).returncode


def test_a_finding_is_placed_at_what_is_set_not_at_what_is_left_out(program) -> None:
    files = {
        "main.tf": 'variable "key" { default = null }\nresource "aws_sqs_queue" "a" {\n'
        "  kms_master_key_id       = var.key\n  sqs_managed_sse_enabled = false\n}\n"
    }
    result = program("check", "--rules", "aws-sqs-encryption", files=files)
    assert "--> main.tf:4:29" in result.stdout


def test_a_finding_is_placed_at_the_block_that_lacks_an_argument(program) -> None:
    files = {
        "main.tf": 'resource "aws_launch_template" "a" {\n  block_device_mappings {\n'
        '    device_name = "/dev/sda1"\n    ebs {\n      volume_size = 8\n    }\n  }\n}\n'
    }
    result = program("check", "--rules", "aws-ec2-launch-template-encryption", files=files)
    assert "--> main.tf:4:5" in result.stdout
    assert "block_device_mappings.ebs.encrypted block_device" not in result.stdout


def test_a_companion_that_only_exists_is_no_value_that_is_unknown(program) -> None:
    bucket = 'resource "aws_s3_bucket" "a" {}\n'
    website = (
        'resource "aws_s3_bucket_website_configuration" "a" {\n  bucket = aws_s3_bucket.a.id\n'
        '  index_document {\n    suffix = "index.html"\n  }\n}\n'
    )
    result = program(
        "check", "--rules", "aws-s3-website-hosting", files={"main.tf": bucket + website}
    )
    assert "--> main.tf:3:12" in result.stdout
    assert "is unknown" not in result.stdout


def test_a_finding_is_placed_at_a_setting_not_at_the_companion_that_has_it(program) -> None:
    block = (
        'resource "aws_s3_bucket_public_access_block" "a" {\n  bucket = aws_s3_bucket.a.id\n'
        "  block_public_acls = false\n}\n"
    )
    files = {"main.tf": 'resource "aws_s3_bucket" "a" {}\n' + block}
    result = program("check", "--rules", "aws-s3-public-access-block-disabled", files=files)
    assert "--> main.tf:4:23" in result.stdout
    assert "main.tf:3:12  bucket is set here" in result.stdout


def test_a_finding_is_placed_at_what_the_language_can_set(program) -> None:
    files = {
        "main.tf": 'resource "aws_dynamodb_table" "a" {\n  server_side_encryption {\n'
        "    enabled = true\n  }\n}\n"
    }
    result = program("check", "--rules", "aws-dynamodb-customer-managed-key", files=files)
    assert "main.tf:2:3" in result.stdout
    assert "server_side_encryption.kms_key_arn is not set" in result.stdout
    assert "replicas" not in result.stdout
