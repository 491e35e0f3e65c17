from __future__ import annotations

import json

import pytest

pytestmark = pytest.mark.slow

RULE = """\
id: own-name
title: Bucket without our prefix
model: {terraform: aws_s3_bucket, cloudformation: AWS::S3::Bucket}
severity: high
category: access-control
require: {bucket: {starts_with: acme-}}
message: "{address} does not start with acme-"
examples:
  - name: with and without
    terraform: |
      resource "aws_s3_bucket" "good" { bucket = "acme-a" }
      resource "aws_s3_bucket" "bad" { bucket = "b" }
    fail: [aws_s3_bucket.bad]
    pass: [aws_s3_bucket.good]
"""


OWN_BUCKET = 'resource "aws_s3_bucket" "a" { bucket = "b" }\n'


def test_list_has_one_line_for_each_rule(program) -> None:
    result = program("rules", "list")
    assert (result.returncode, result.stderr) == (0, "")
    lines = {line.split()[0]: line for line in result.stdout.splitlines()}
    assert "medium" in lines["aws-s3-versioning"]
    assert list(lines) == sorted(lines)


def test_list_for_programs_has_equivalents(program) -> None:
    rules = json.loads(program("rules", "list", "--format", "json").stdout)["rules"]
    versioning = next(rule for rule in rules if rule["id"] == "aws-s3-versioning")
    assert versioning["equivalents"]["checkov"] == ["CKV_AWS_21"]
    assert versioning["severity"] == "medium"


def test_list_by_profile(program) -> None:
    listed = [
        json.loads(program("rules", "list", "--format", "json", "--profile", name).stdout)
        for name in ("default", "all")
    ]
    default, all_rules = ({rule["id"] for rule in rules["rules"]} for rules in listed)
    assert default < all_rules


@pytest.mark.parametrize(
    ("options", "some", "none"),
    [
        (["--equivalent", "ckv_aws_18"], "aws-s3-access-logging", "aws-s3-versioning"),
        (["--equivalent", "AVD-AWS-0089"], "aws-s3-access-logging", "aws-s3-versioning"),
        (["--category", "logging"], "aws-s3-access-logging", "aws-s3-versioning"),
        (["--service", "s3"], "aws-s3-versioning", "aws-ebs-volume-encryption"),
        (["--service", "aws-s3"], "aws-s3-versioning", "azure-storage-public-blob"),
        (["--service", "azure"], "azure-storage-public-blob", "aws-s3-versioning"),
        (["--service", "container-registry"], "azure-container-registry-anonymous-pull", "aws-"),
        (["--framework", "hipaa"], "aws-s3-versioning", "no-such-rule"),
        (["--service", "s3", "--category", "logging"], "aws-s3-access-logging", "versioning"),
    ],
)
def test_list_selects_by_all_filters(program, options: list[str], some: str, none: str) -> None:
    result = program("rules", "list", *options)
    assert (result.returncode, result.stderr) == (0, "")
    listed, _, coverage = result.stdout.partition("\n\n")
    assert ("sections on stored data" in coverage) == ("hipaa" in options)
    ids = [line.split()[0] for line in listed.splitlines()]
    assert some in ids
    assert not any(none in id_ for id_ in ids)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--equivalent", "CKV_AWS_1888"], "no rule for check 'CKV_AWS_1888'"),
        (["--category", "loging"], "did you mean 'logging'?"),
        (["--service", "s4"], "no rule for service 's4'"),
        (["--framework", "hippa"], "did you mean 'hipaa'?"),
    ],
)
def test_a_filter_without_rules_is_an_error(program, options: list[str], message: str) -> None:
    result = program("rules", "list", *options)
    assert result.returncode == 2
    assert message in result.stderr


def test_show_prints_the_file(program) -> None:
    result = program("rules", "show", "own-name", "--rules-dir", ".", files={"own.yaml": RULE})
    assert result.stdout == RULE


def test_explain_prints_a_page(program, snapshot) -> None:
    files = {
        "own.yaml": RULE
        + """\
why: |
  Names tell whose a bucket is.

  A second paragraph that is long enough to be wrapped, since it goes on and on for a while yet.
fix:
  terraform: |
    Begin the name with acme-.

    bucket = "acme-media"
references: [https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html]
compliance: {hipaa: ["164.312(b)"], gdpr: ["32"]}
equivalents: {checkov: [CKV_AWS_1]}
"""
    }
    result = program("explain", "own-name", "--rules-dir", ".", files=files)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == snapshot


def test_an_unknown_rule_is_a_usage_error(program) -> None:
    for command in (["explain"], ["rules", "show"]):
        result = program(*command, "aws-s3-versionin")
        assert result.returncode == 2
        assert "did you mean 'aws-s3-versioning'?" in result.stderr


@pytest.mark.slow
def test_bundled_examples_pass(program) -> None:
    result = program("rules", "test")
    assert result.returncode == 0, result.stdout
    assert result.stdout.endswith(": all pass.\n")


def test_examples_of_custom_rules_are_run(program) -> None:
    result = program("rules", "test", "own.yaml", files={"own.yaml": RULE})
    assert (result.returncode, result.stdout) == (0, "Ran 1 example of 1 rule: all pass.\n")


def test_wrong_examples_are_reported(program, snapshot) -> None:
    wrong = RULE.replace("fail: [aws_s3_bucket.bad]", "fail: [aws_s3_bucket.good]").replace(
        "pass: [aws_s3_bucket.good]", "pass: [aws_s3_bucket.god]"
    )
    result = program("rules", "test", "own.yaml", files={"own.yaml": wrong})
    assert result.returncode == 1
    assert result.stdout == snapshot


def test_a_wrong_verdict_is_placed_and_has_the_values(program) -> None:
    wrong = RULE.replace("pass: [aws_s3_bucket.good]", "").replace(
        "fail: [aws_s3_bucket.bad]", "pass: [aws_s3_bucket.bad]"
    )
    result = program("rules", "test", "own.yaml", files={"own.yaml": wrong})
    assert (
        """\
error[own-name]: example 'with and without': aws_s3_bucket.bad: expected pass, got fail
  --> own.yaml:13:12
   |
13 |     pass: [aws_s3_bucket.bad]
   |            ^^^^^^^^^^^^^^^^^
   |
   = help: bucket is "b" (main.tf:2:43)
"""
        in result.stdout
    )


def test_a_rule_that_does_not_apply_says_so(program) -> None:
    rule = RULE.replace("require:", "when: {acl: present}\nrequire:")
    result = program("rules", "test", "own.yaml", files={"own.yaml": rule})
    message = "aws_s3_bucket.bad: expected fail, got no verdict: the rule does not apply"
    assert message in " ".join(result.stdout.split())
    assert 'help: acl is not set; bucket is "b" (main.tf:2:43)' in result.stdout


def test_a_rule_without_examples_can_be_tried(program) -> None:
    files = {"r/own.yml": RULE.partition("examples:")[0], "main.tf": OWN_BUCKET}
    result = program("rules", "test", "r", files=files)
    assert (result.returncode, result.stdout) == (
        0,
        "own-name has no examples: nothing is tested.\n",
    )
    result = program("check", "main.tf", "--rules", "own-name", "--rules-dir", "r")
    assert (result.returncode, "high[own-name]: aws_s3_bucket.a" in result.stdout) == (1, True)


@pytest.mark.parametrize("command", [["check"], ["rules", "list"], ["rules", "test"]])
def test_a_folder_without_rules_is_an_error(program, command: list[str]) -> None:
    files = {"main.tf": OWN_BUCKET, "none/notes.txt": ""}
    result = program(*command, "--rules-dir", "none", files=files)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == (
        "error: there is no rule in 'none'\n  = help: rules are .yaml and .yml files\n"
    )


def test_an_example_with_a_syntax_error_fails(program) -> None:
    wrong = RULE.replace('{ bucket = "b" }', '{ bucket = "b"')
    result = program("rules", "test", ".", files={"own.yaml": wrong})
    assert result.returncode == 1
    assert "example 'with and without': " in result.stdout


def test_a_path_without_rules_is_a_usage_error(program) -> None:
    result = program("rules", "test", ".", files={"notes.txt": ""})
    assert result.returncode == 2
    assert "there is no rule in '.'" in result.stderr


def test_models_and_fragments_of_ones_own_end_in_yml_too(program) -> None:
    files = {
        "r/own.model.yml": "model: own.thing\ntitle: thing\ninclude: [own.part]\n"
        "terraform: {resource: own_thing, fields: {}}\n",
        "r/part.fragment.yml": "fragment: own.part\nterraform: {fields: {level: level}}\n",
        "r/rule.yml": "id: own-level\ntitle: thing has no level\nmodel: own.thing\n"
        "severity: low\ncategory: network\nrequire: {level: present}\nmessage: no level\n",
        "main.tf": 'resource "own_thing" "a" {}\n',
    }
    result = program("check", "main.tf", "--rules-dir", "r", files=files)
    assert (result.returncode, result.stderr) == (1, "")
    assert result.stdout.startswith("low[own-level]: no level\n --> main.tf:1:1\n")
