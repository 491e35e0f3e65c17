"""A critical check that depends on what only CloudFormation knows makes a run fail."""

from __future__ import annotations

from pathlib import Path

import pytest

from iaclint import api
from iaclint.judging.exit_policy import ExitPolicy
from tests.terraform.support import check

TEMPLATE = """\
Parameters: {{P: {{Type: String}}}}
Mappings: {{M: {{a: {{Acl: Private}}, b: {{Acl: PublicRead}}}}}}
Conditions:
  Given: !Equals [!Ref P, a]
  Named: !Equals [!Ref AWS::StackName, a]
  C: {condition}
Resources:
  Bucket:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: !Sub ${{AWS::StackName}}-logs
      AccessControl: {acl}
      OwnershipControls: {{Rules: [{{ObjectOwnership: BucketOwnerPreferred}}]}}
      PublicAccessBlockConfiguration: {{BlockPublicAcls: false, IgnorePublicAcls: false}}
"""
CHOSEN = "!If [C, Private, PublicRead]"


def unsettled(folder: Path, condition: str, acl: str = CHOSEN) -> list[str]:
    files = {"t.yaml": TEMPLATE.format(condition=condition, acl=acl)}
    shown = ExitPolicy().shown(check(folder, files, "aws-s3-public-access"))
    return [d.message for d in shown.diagnostics if d.code == "unsettled-check"]


@pytest.mark.parametrize(
    ("condition", "cause"),
    [
        ("!Equals [!Ref AWS::StackName, a]", "AWS::StackName"),
        ("!Equals [!Sub 'x-${AWS::StackName}', x-a]", "AWS::StackName"),
        ("!Equals [!Join ['-', [x, !Ref AWS::StackName]], x-a]", "AWS::StackName"),
        ("!Equals [!FindInMap [M, !Ref AWS::StackName, Acl], Private]", "AWS::StackName"),
        ("!Equals [!If [Named, a, b], a]", "AWS::StackName"),
        ("!Or [!Condition Named, !Equals [!Ref AWS::StackName, b]]", "AWS::StackName"),
        ("!Equals [!Select [2, !Split [/, !Ref AWS::StackId]], a]", "AWS::StackId"),
        ("!Equals [!Ref AWS::URLSuffix, a.b]", "AWS::URLSuffix"),
        ("!Equals [!Join ['', !Ref AWS::NotificationARNs], a]", "AWS::NotificationARNs"),
        ("!Equals [!Select [0, !GetAZs eu-west-1], a]", "Fn::GetAZs eu-west-1"),
        ("!Equals [!Select [0, !GetAZs ''], a]", "Fn::GetAZs AWS::Region"),
        ("!Equals [{Fn::Transform: {Name: M}}, a]", "Fn::Transform M"),
    ],
)
def test_a_condition_that_no_input_settles(tmp_path: Path, condition: str, cause: str) -> None:
    (message,) = unsettled(tmp_path, condition)
    assert message.endswith(f": no input can settle {cause}")


@pytest.mark.parametrize(
    "acl",
    ["!Ref AWS::StackName", "!FindInMap [M, !Ref AWS::StackName, Acl]", "!Sub '${AWS::StackId}'"],
)
def test_a_value_that_no_input_settles(tmp_path: Path, acl: str) -> None:
    assert unsettled(tmp_path, "!Equals [a, b]", acl)


@pytest.mark.parametrize(
    "condition",
    [
        "!Condition Given",
        "!Or [!Condition Named, !Condition Given]",
        "!And [!Condition Given, !Condition Named]",
        "!Equals [!Ref AWS::Region, eu-west-1]",
        "!Equals [!Ref AWS::AccountId, '123456789012']",
    ],
)
def test_an_input_can_settle_a_condition(tmp_path: Path, condition: str) -> None:
    assert not unsettled(tmp_path, condition)


def test_a_name_with_the_stack_name_is_no_cause(tmp_path: Path) -> None:
    assert not unsettled(tmp_path, "!Equals [a, b]", "Private")


@pytest.mark.parametrize(
    "condition",
    [
        "!Equals [!Ref AWS::StackName, '']",
        "!Equals [a_b, !Ref AWS::StackName]",
        "!Equals [!Ref AWS::StackId, a]",
        "!Equals [!Ref AWS::URLSuffix, '']",
        "!Equals [!Ref AWS::Partition, a]",
        "!Equals [!Ref AWS::Region, nowhere]",
        "!Equals [!Ref AWS::AccountId, '1']",
        "!Not [!Not [!Equals [!Ref AWS::Region, '']]]",
    ],
)
def test_a_pseudo_parameter_is_not_what_it_cannot_be(tmp_path: Path, condition: str) -> None:
    files = {"t.yaml": TEMPLATE.format(condition=condition, acl=CHOSEN)}
    assert check(tmp_path, files, "aws-s3-public-access").open


def verdict(folder: Path, pair: str) -> tuple[str, tuple[str, ...]]:
    """Return the verdict on a bucket that is public if two values are equal, and the blockers."""
    (folder / "t.yaml").write_text(
        f"Conditions:\n  C: !Equals [{pair}]\nResources:\n  B:\n    Type: AWS::S3::Bucket\n"
        "    Properties: {AccessControl: !If [C, PublicRead, Private]}\n"
    )
    (found,) = api.check(folder, rules=["aws-s3-public-access"]).findings
    return found.verdict.value, found.blocked_by


@pytest.mark.parametrize(
    "pair", ["08, '8.0'", "1e3, '1000.0'", "'08', 08", "-09, '-9.0'", "08, '08'"]
)
def test_a_number_that_is_read_as_a_float_decides_nothing(tmp_path: Path, pair: str) -> None:
    found, (symbol, *_) = verdict(tmp_path, pair)
    assert found == "unknown"
    assert "(a value that is read as a float: " in symbol


@pytest.mark.parametrize(
    ("pair", "expected"), [("8, '8'", "fail"), ("'08', '8.0'", "pass"), ("07, '7'", "fail")]
)
def test_other_numbers_decide(tmp_path: Path, pair: str, expected: str) -> None:
    assert verdict(tmp_path, pair) == (expected, ())
