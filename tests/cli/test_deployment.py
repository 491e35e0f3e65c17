"""Options for CloudFormation deployments: parameters, region, account, partition."""

from __future__ import annotations

import json

import pytest

ONLY = ("--rules", "aws-s3-versioning")

TEMPLATE = """\
Parameters: {Status: {Type: String}}
Resources:
  Media:
    Type: AWS::S3::Bucket
    Properties: {VersioningConfiguration: {Status: !Ref Status}}
"""

PLACED = """\
Conditions: {Here: !Equals [!Sub '${AWS::Partition}/${AWS::Region}/${AWS::AccountId}', PLACE]}
Resources:
  Media:
    Type: AWS::S3::Bucket
    Properties: {VersioningConfiguration: {Status: !If [Here, Suspended, Enabled]}}
"""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("p.json", '{"Status": "Suspended"}'),
        ("p.json", '[{"ParameterKey": "Status", "ParameterValue": "Suspended"}]'),
        ("p.json", '{"Parameters": {"Status": "Suspended"}, "Tags": {}}'),
        ("p.json", '["Status=Suspended"]'),
        ("p.yaml", "Status: Suspended\n"),
        ("p.yml", "Parameters:\n  Status: Suspended\n"),
        ("p.yaml", "- {ParameterKey: Status, ParameterValue: Suspended}\n"),
    ],
)
def test_parameter_file_formats(program, name: str, text: str) -> None:
    files = {"media.yaml": TEMPLATE, name: text}
    result = program("check", "media.yaml", *ONLY, "--parameters", name, files=files)
    assert result.returncode == 1
    assert 'is "Suspended"' in result.stdout


def test_an_undeclared_parameter_is_reported_once(program) -> None:
    files = {
        "a.yaml": TEMPLATE,
        "b.yaml": "Resources: {T: {Type: AWS::SNS::Topic}}\n",
        "p.json": json.dumps({"Status": "Enabled", "Statsu": "Enabled"}),
    }
    result = program("check", "a.yaml", "b.yaml", *ONLY, "--parameters", "p.json", files=files)
    assert result.returncode == 0
    assert result.stdout.count("[undeclared-parameter]") == 1
    assert "a value is given for the parameter 'Statsu', which no template" in result.stdout
    assert "did you mean 'Status'?" in result.stdout


@pytest.mark.parametrize(
    ("place", "options", "code"),
    [
        (
            "aws/eu-west-1/123456789012",
            ("--region", "eu-west-1", "--account", "123456789012"),
            1,
        ),
        (
            "aws-cn/cn-north-1/123456789012",
            ("--region", "cn-north-1", "--account", "123456789012", "--partition", "aws-cn"),
            1,
        ),
        ("aws/us-east-1/123456789012", ("--region", "eu-west-1"), 0),
    ],
)
def test_region_account_and_partition_are_known_if_given(
    program, place: str, options: tuple[str, ...], code: int
) -> None:
    files = {"media.yaml": PLACED.replace("PLACE", place)}
    result = program("check", "media.yaml", *ONLY, *options, files=files)
    assert result.returncode == code
    assert "undecided" not in result.stdout


def test_region_account_and_partition_are_unknown_by_default(program) -> None:
    result = program("check", *ONLY, files={"media.yaml": PLACED})
    assert result.returncode == 0
    assert "1 check undecided" in result.stdout


@pytest.mark.parametrize(
    ("option", "value", "hint"),
    [
        ("--region", "Ireland", "use a region name such as eu-west-1"),
        ("--account", "42", "use the 12-digit account id"),
        ("--partition", "china", "use aws, aws-cn or aws-us-gov"),
    ],
)
def test_an_invalid_region_account_or_partition_is_rejected(
    program, option: str, value: str, hint: str
) -> None:
    result = program("check", option, value, files={"media.yaml": TEMPLATE})
    assert result.returncode == 2
    assert f"invalid value '{value}' for {option}" in result.stderr
    assert hint in result.stderr


def test_nested_stacks_are_checked_with_their_parameters(program) -> None:
    files = {
        "main.yaml": """\
Resources:
  Storage:
    Type: AWS::CloudFormation::Stack
    Properties: {TemplateURL: nested/media.yaml, Parameters: {Status: Suspended}}
""",
        "nested/media.yaml": TEMPLATE,
    }
    result = program("check", ".", *ONLY, "--format", "json", files=files)
    (found,) = json.loads(result.stdout)["results"]
    assert found["resource"]["address"] == "Storage/Media"
    assert found["location"]["path"] == "nested/media.yaml"
    assert [r["caption"] for r in found["related"]] == [
        "passed here by Storage",
        "called here, as Storage",
    ]
