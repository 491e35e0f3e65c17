"""What references return, as far as it is certain before deployment."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from iaclint.cloudformation.eval.pseudo_parameters import PSEUDO_PARAMETERS
from iaclint.cloudformation.eval.resource_attributes import (
    nature_of,
    nature_of_export,
    nature_of_pseudo_parameter,
)
from iaclint.symbolic.natures import UNSPECIFIED, Form, Nature, is_unguessable
from iaclint.symbolic.values import Unknown
from tests.cloudformation.templates import evaluate

ARN, ID, NAME = (Nature(form, is_assigned=True) for form in (Form.ARN, Form.ID, Form.NAME))
BUCKET_ARN = Nature(Form.ARN, "s3", is_assigned=True)
ACCOUNT = Nature(Form.ACCOUNT, is_assigned=True, is_unguessable=True)


@pytest.mark.parametrize(
    ("kind", "attribute", "nature"),
    [
        ("AWS::S3::Bucket", "Ref", NAME),
        ("AWS::S3::Bucket", "Arn", BUCKET_ARN),
        ("AWS::S3::Bucket", "DomainName", NAME),
        ("AWS::S3::Bucket", "WebsiteURL", UNSPECIFIED),
        ("AWS::IAM::Role", "Arn", ARN),
        ("AWS::IAM::Role", "RoleId", ID),
        ("AWS::SNS::Topic", "TopicArn", ARN),
        ("AWS::Organizations::Account", "AccountId", Nature(Form.ID, "", True, True)),
        ("AWS::CloudFormation::Stack", "Ref", NAME),
        ("AWS::CloudFormation::Stack", "Outputs.TopicArn", Nature(Form.ARN)),
        ("AWS::CloudFormation::Stack", "Outputs.Name", UNSPECIFIED),
        ("AWS::CloudFormation::CustomResource", "Arn", Nature(Form.ARN)),
        ("AWS::CloudFormation::CustomResource", "Ref", UNSPECIFIED),
        ("Custom::Lookup", "VpcId", Nature(Form.ID)),
        ("", "Ref", UNSPECIFIED),
    ],
)
def test_natures(kind: str, attribute: str, nature: Nature) -> None:
    assert replace(nature_of(kind, attribute), is_of_resource=False) == nature


@pytest.mark.parametrize(
    ("kind", "attribute", "expected"),
    [
        ("AWS::S3::Bucket", "Arn", True),
        ("AWS::CloudFormation::Stack", "Outputs.Name", False),
        ("Custom::Lookup", "VpcId", False),
        ("", "Ref", False),
    ],
)
def test_attributes_of_resources(kind: str, attribute: str, expected: bool) -> None:
    assert nature_of(kind, attribute).is_of_resource is expected


def test_pseudo_parameters_are_assigned() -> None:
    assert all(nature_of_pseudo_parameter(name).is_assigned for name in PSEUDO_PARAMETERS)
    assert nature_of_pseudo_parameter("AWS::AccountId") == ACCOUNT


@pytest.mark.parametrize(
    ("name", "nature"),
    [
        ("Network:AccountId", Nature(Form.ACCOUNT)),
        ("Network:owner_id", Nature(Form.ACCOUNT)),
        ("AccountId", UNSPECIFIED),
        ("Network:VpcId", UNSPECIFIED),
    ],
)
def test_exports(name: str, nature: Nature) -> None:
    assert nature_of_export(name) == nature


@pytest.mark.parametrize(
    ("expression", "nature"),
    [
        ("!Ref Media", NAME),
        ("!GetAtt Media.Arn", BUCKET_ARN),
        ("!Ref AWS::AccountId", ACCOUNT),
        ("!Ref Env", UNSPECIFIED),
        ("!ImportValue Network:AccountId", Nature(Form.ACCOUNT)),
        ("!Select [0, !Ref AWS::NotificationARNs]", UNSPECIFIED),
    ],
)
def test_natures_of_references(expression: str, nature: Nature) -> None:
    value = evaluate(expression)
    assert isinstance(value, Unknown)
    assert value.identity is not None
    assert replace(value.identity.nature, is_of_resource=False) == nature


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("!Ref AWS::AccountId", True),
        ("!Select [2, !Split [/, !Ref AWS::StackId]]", True),
        ("!Ref AWS::StackName", False),
        ("!Ref AWS::Region", False),
    ],
)
def test_symbols_outlast_functions(expression: str, expected: bool) -> None:
    value = evaluate(expression)
    assert isinstance(value, Unknown)
    assert is_unguessable(value.symbol) is expected
