"""``Ref`` of resources that are given a name."""

from __future__ import annotations

from pathlib import Path

import pytest

from iaclint.cloudformation.template.physical_names import NAME_PROPERTIES
from iaclint.requested_rules import load_rules, rule_directories
from iaclint.ruleset.catalog import wanted_types
from iaclint.symbolic.values import Unknown
from tests.cloudformation.templates import read, resource, show
from tests.terraform.support import check

RULE = "aws-s3-public-access"
BUCKET = """\
  B:
    Type: AWS::S3::Bucket
    Properties:
      AccessControl: {}
      OwnershipControls: {{Rules: [{{ObjectOwnership: ObjectWriter}}]}}
      PublicAccessBlockConfiguration: {{BlockPublicAcls: false, IgnorePublicAcls: false}}
"""


def value(kind: str, properties: str, expression: str) -> object:
    text = (
        "Parameters: {P: {Type: String}, D: {Type: String, Default: given}}\n"
        "Conditions: {C: !Equals [!Ref P, x]}\n"
        f"Resources:\n  R: {{Type: {kind}, Properties: {{{properties}}}}}\n"
        f"  T: {{Type: Custom::T, Properties: {{V: {expression}}}}}\n"
    )
    return show(resource(read(text), "T").body.get("V"))


@pytest.mark.parametrize(
    ("kind", "properties", "expression", "expected"),
    [
        ("AWS::Logs::LogGroup", "LogGroupName: PublicRead", "!Ref R", "PublicRead"),
        ("AWS::SSM::Parameter", "Name: '*'", "!Ref R", "*"),
        ("AWS::IAM::Role", "RoleName: 12", "!Ref R", "12"),
        ("AWS::DynamoDB::Table", "TableName: !Ref D", "!Sub '${R}!'", "given!"),
        ("AWS::Serverless::Function", "FunctionName: x", "!Ref R", "x"),
        ("AWS::DynamoDB::Table", "TableName: !Ref P", "!Ref R", "<R>"),
        ("AWS::DynamoDB::Table", "TableName: !Sub 'a-${P}'", "!Ref R", "<R>"),
        ("AWS::DynamoDB::Table", "TableName: !Ref AWS::NoValue", "!Ref R", "<R>"),
        ("AWS::DynamoDB::Table", "BillingMode: X", "!Ref R", "<R>"),
        ("AWS::DynamoDB::Table", "TableName: x", "!GetAtt R.Arn", "<R.Arn>"),
        ("AWS::DynamoDB::Table", "TableName: !Ref R", "!Ref R", "<R>"),
        ("AWS::Lambda::Function", "FunctionName: arn:aws:lambda:x", "!Ref R", "<R>"),
        ("AWS::SNS::Topic", "TopicName: x", "!Ref R", "<R>"),
        ("AWS::S3::Bucket", "BucketName: x", "!Ref R", "<R>"),
        ("Custom::Thing", "Name: x", "!Ref R", "<R>"),
        (
            "AWS::SSM::Parameter",
            "Name: !If [C, a, !Ref AWS::NoValue]",
            "!Ref R",
            {"C is true": "a", "C is false": "<R>"},
        ),
    ],
)
def test_ref_returns_a_name_that_is_written(
    kind: str, properties: str, expression: str, expected: object
) -> None:
    assert value(kind, properties, expression) == expected


def test_conditions_cannot_refer_to_resources() -> None:
    text = (
        "Conditions: {C: !Equals [!Ref R, y]}\n"
        "Resources:\n  R: {Type: AWS::SSM::Parameter, Properties: {Name: x}}\n"
        "  T: {Type: Custom::T, Properties: {V: !If [C, !Ref R, b]}}\n"
    )
    expected = {"C is true": "x", "C is false": "b"}
    assert show(resource(read(text), "T").body.get("V")) == expected


def test_names_that_double_are_bounded() -> None:
    names = "".join(
        f"  R{n}: {{Type: AWS::SSM::Parameter, Properties:"
        f" {{Name: !Sub '${{R{n - 1}}}${{R{n - 1}}}'}}}}\n"
        for n in range(1, 45)
    )
    text = (
        "Resources:\n  R0: {Type: AWS::SSM::Parameter, Properties: {Name: x}}\n"
        f"{names}  T: {{Type: Custom::T, Properties: {{V: !Ref R44}}}}\n"
    )
    assert isinstance(resource(read(text), "T").body.get("V"), Unknown)


def test_the_property_of_the_name_is_a_place_of_the_finding(tmp_path: Path) -> None:
    group = "  L: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: PublicRead}}\n"
    text = f"Resources:\n{group}{BUCKET.format('!Ref L')}"
    (finding,) = check(tmp_path, {"t.yaml": text}, RULE).open
    assert "LogGroupName of L" in [related.caption for related in finding.related]


def test_models_link_no_companions_to_named_types_by_ref() -> None:
    ruleset = load_rules((), wanted_types(rule_directories(())))
    owners = {
        kind
        for model in ruleset.models.values()
        for mapping in model.mappings.values()
        if mapping.language == "cloudformation" and mapping.companions
        for kind in (
            *mapping.resources,
            *mapping.also_owned_by,
            *(t for c in mapping.companions.values() if c.identity for t in c.resources),
        )
    }
    assert "AWS::S3::Bucket" in owners
    assert not owners & set(NAME_PROPERTIES)
