"""Generated names in conditions with wildcards."""

from __future__ import annotations

import pytest

from iaclint.analyses.aws.resource_policy import analyse
from iaclint.symbolic.values import Unknown, Value, concatenate
from tests.analyses import attributes
from tests.analyses.attributes import attribute
from tests.analyses.facts import Facts
from tests.analyses.generators import policy

ACCOUNT = attribute("me.account_id", attributes.ACCOUNT)
BUCKET = attribute("bucket.arn", attributes.BUCKET_ARN)
API = attribute("api.execution_arn", attributes.ARN)
ROLE = attribute("role.unique_id", attributes.ID)
NETWORK = attribute("network.id", attributes.ID)
ORGANIZATION = attribute("organization.id", attributes.ORGANIZATION)
VARIABLE = attribute("var.x")
PARAMETER = attribute("parameter.value")
PARSED = attribute("module.topic.arn", attributes.SOME_ARN)


def public(operator: str, key: str, value: Value, effect: str = "Allow") -> bool | Unknown:
    condition = {operator: {key: value}}
    statement = {"Effect": "Allow", "Principal": "*", "Action": "sqs:SendMessage", "Resource": "*"}
    statements = [{**statement, "Condition": condition}]
    if effect == "Deny":
        statements = [statement, {**statement, "Effect": "Deny", "Condition": condition}]
    facts = Facts(policy=policy(statements))
    facts.prefix = "sqs"
    value = analyse(facts).value
    assert isinstance(value, dict)
    assert isinstance(value["public"], (bool, Unknown))
    return value["public"]


@pytest.mark.parametrize(
    ("operator", "key", "value"),
    [
        ("ArnLike", "aws:SourceArn", BUCKET),
        ("ArnEquals", "aws:SourceArn", BUCKET),
        ("ArnEquals", "aws:SourceArn", PARSED),
        ("StringEquals", "aws:SourceArn", VARIABLE),
        ("ArnEquals", "aws:SourceArn", concatenate(["arn:aws:sns:*:", ACCOUNT, ":", VARIABLE])),
        ("ArnLike", "aws:SourceArn", concatenate(["arn:aws:sns:*:111122223333:", VARIABLE])),
        ("StringLike", "aws:SourceArn", BUCKET),
        ("ArnLike", "aws:SourceArn", concatenate([API, "/*/GET/*"])),
        ("ArnLike", "aws:SourceArn", concatenate(["arn:aws:events:*:", ACCOUNT, ":rule/*"])),
        ("StringLike", "aws:PrincipalOrgID", ORGANIZATION),
        ("ForAnyValue:StringLike", "aws:PrincipalOrgPaths", concatenate([ORGANIZATION, "/*"])),
        ("StringLike", "aws:userid", concatenate([ROLE, ":*"])),
    ],
)
def test_an_opaque_name_restricts_access(operator: str, key: str, value: Value) -> None:
    assert public(operator, key, value) is False


@pytest.mark.parametrize(
    ("operator", "key", "value"),
    [
        ("ArnLike", "aws:SourceArn", VARIABLE),
        ("ArnEquals", "aws:SourceArn", VARIABLE),
        ("ArnEquals", "aws:SourceArn", PARAMETER),
        ("ArnEquals", "aws:SourceArn", concatenate(["arn:aws:s3:::", VARIABLE])),
        ("ArnEquals", "aws:SourceArn", concatenate(["arn:aws:sns:*:", VARIABLE, ":orders"])),
        ("ArnLike", "aws:SourceArn", concatenate(["arn:aws:sns:*::", VARIABLE])),
        ("ArnLike", "aws:SourceArn", PARAMETER),
        ("ArnLike", "aws:SourceArn", PARSED),
        ("ArnLike", "aws:SourceArn", concatenate(["arn:aws:events:*:", VARIABLE, ":rule/*"])),
        ("IpAddress", "aws:SourceIp", ACCOUNT),
    ],
)
def test_other_unknowns_can_be_wildcards(operator: str, key: str, value: Value) -> None:
    assert isinstance(public(operator, key, value), Unknown)


def test_a_wildcard_next_to_a_name_allows_everyone() -> None:
    # Anybody can make a bucket whose name begins with that of another one.
    assert public("ArnLike", "aws:SourceArn", concatenate([BUCKET, "*"])) is True
    assert public("StringLike", "aws:SourceVpc", concatenate([NETWORK, "*"])) is True


def test_a_negated_deny_applies_to_other_callers() -> None:
    assert public("StringNotLike", "aws:PrincipalOrgID", ORGANIZATION, "Deny") is False
    assert public("StringLike", "aws:PrincipalOrgID", ORGANIZATION, "Deny") is True
    assert isinstance(public("StringNotLike", "aws:PrincipalOrgID", VARIABLE, "Deny"), Unknown)
