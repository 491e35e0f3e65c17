"""What is particular to one service, and conditions that seem to restrict access but do not.

What is expected follows from the pages that the services' modules name, and from *AWS global
condition context keys* and *IAM JSON policy elements: Condition operators*.
"""

from __future__ import annotations

from typing import Any

import pytest

from iaclint.analyses import find_analysis
from iaclint.symbolic.values import Value
from tests.analyses.facts import Facts
from tests.analyses.generators import policy

OWNER = "111122223333"
OTHER_ACCOUNT = "444455556666"
ORGANIZATION = "o-a1b2c3d4e5"
ROLE_ID = "AROAEXAMPLEID1234567"


def allow(action: str, **condition: Any) -> dict[str, Any]:
    return {
        "Effect": "Allow",
        "Principal": "*",
        "Action": action,
        "Resource": "*",
        "Condition": condition,
    }


def deny(action: str, **condition: Any) -> dict[str, Any]:
    return {**allow(action, **condition), "Effect": "Deny"}


def public(service: str, *statements: Value, **fields: Value) -> Value:
    facts = Facts(policy=policy(list(statements)), **fields)
    facts.prefix = service
    value = find_analysis("resource_policy")(facts).value
    assert isinstance(value, dict)
    return value["public"]


def only_if(operator: str, key: str, *values: Value) -> dict[str, Any]:
    return {operator: {key: list(values)}}


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        # What SNS writes by itself, and what comes of it when it is loosened.
        (only_if("StringEquals", "AWS:SourceOwner", OWNER), False),
        (only_if("StringLike", "aws:SourceOwner", "*"), True),
        (only_if("StringEqualsIfExists", "aws:SourceOwner", OWNER), True),
        # Anybody can subscribe by any protocol, but an endpoint of another has to confirm.
        (only_if("StringLike", "sns:Endpoint", "*@example.com"), False),
        (only_if("StringLike", "sns:Endpoint", "*@example.*"), True),
        (only_if("StringLike", "sns:Endpoint", "https://hooks.example.com/*"), False),
        (only_if("StringLike", "sns:Endpoint", "https://hooks.example.com*"), True),
        (only_if("StringLike", "sns:Endpoint", "arn:aws:sqs:*:111122223333:*"), False),
        (only_if("StringLike", "sns:Endpoint", "arn:aws:sqs:*:*:alarms"), True),
        (only_if("StringNotLike", "sns:Endpoint", "*@example.com"), True),
        (only_if("StringEquals", "sns:Protocol", "https"), True),
    ],
)
def test_topics(condition: Any, expected: bool) -> None:
    assert public("sns", allow("SNS:Subscribe", **condition)) is expected


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (
            only_if("ArnEquals", "aws:SourceArn", f"arn:aws:sns:eu-west-1:{OTHER_ACCOUNT}:orders"),
            False,
        ),
        (only_if("ArnLike", "aws:SourceArn", "arn:aws:sns:*:*:orders"), True),
        (only_if("ArnLike", "aws:SourceArn", f"arn:aws:sns:*:{OWNER}:*"), False),
        (only_if("StringLike", "aws:SourceArn", f"arn:aws:sqs:eu-west-1:{OWNER}:*"), False),
        # The name of a bucket belongs to one account; names that begin so belong to anybody.
        (only_if("ArnLike", "aws:SourceArn", "arn:aws:s3:*:*:uploads"), False),
        (only_if("ArnLike", "aws:SourceArn", "arn:aws:s3:::uploads*"), True),
        (only_if("ArnLike", "aws:SourceArn", "arn:aws:s3:*:*:*"), True),
        (
            only_if("ArnLike", "aws:SourceArn", "arn:aws:s3:*:*:*")
            | only_if("StringEquals", "aws:SourceAccount", OWNER),
            False,
        ),
        (only_if("IpAddress", "aws:SourceIp", "0.0.0.0/0"), True),
        (only_if("IpAddress", "aws:SourceIp", "10.0.0.0/8", "192.168.0.0/16"), False),
        (only_if("IpAddressIfExists", "aws:SourceIp", "203.0.113.0/24"), True),
        (only_if("IpAddress", "aws:VpcSourceIp", "10.0.0.0/8"), True),
    ],
)
def test_queues(condition: Any, expected: bool) -> None:
    assert public("sqs", allow("sqs:SendMessage", **condition)) is expected


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (only_if("StringLike", "aws:SourceVpc", "vpc-*"), True),
        (only_if("StringLike", "aws:PrincipalOrgID", "o-*"), True),
        (only_if("StringEquals", "aws:PrincipalOrgID", "o-*"), False),
        (only_if("ForAnyValue:StringLike", "aws:PrincipalOrgPaths", f"{ORGANIZATION}/*"), False),
        (only_if("ForAnyValue:StringLike", "aws:PrincipalOrgPaths", "*/r-ab12/*"), True),
        (only_if("ForAllValues:StringLike", "aws:PrincipalOrgPaths", f"{ORGANIZATION}/*"), True),
        (only_if("StringLike", "aws:userid", f"{ROLE_ID}:*"), False),
        (only_if("StringLike", "aws:userid", "AROA*:deploy"), True),
        (only_if("ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:role/deploy"), True),
        (only_if("ArnLike", "aws:PrincipalArn", f"arn:aws:iam::{OTHER_ACCOUNT}:role/*"), False),
        (only_if("StringLike", "aws:PrincipalArn", f"arn:*::{OTHER_ACCOUNT}:role/*"), True),
        (only_if("StringEquals", "aws:PrincipalAccount", "${aws:PrincipalAccount}"), True),
        (only_if("StringEquals", "aws:PrincipalAccount", "${aws:ResourceAccount}"), False),
        (only_if("StringEquals", "aws:ResourceAccount", OWNER), True),
        (only_if("StringNotEquals", "aws:PrincipalAccount", OTHER_ACCOUNT), True),
        (only_if("Bool", "aws:PrincipalIsAWSService", "true"), False),
        (only_if("StringEquals", "aws:PrincipalType", "Account"), True),
        (only_if("StringEquals", "aws:PrincipalTag/team", "data"), True),
        (only_if("Null", "aws:PrincipalOrgID", "false"), True),
        (only_if("Null", "aws:SourceVpce", "true"), True),
        (only_if("Bool", "aws:MultiFactorAuthPresent", "true"), True),
    ],
)
def test_conditions_on_images(condition: Any, expected: bool) -> None:
    assert public("ecr", allow("ecr:BatchGetImage", **condition)) is expected


@pytest.mark.parametrize(
    ("service", "action", "condition", "expected"),
    [
        # A signed service has no anonymous callers, to whom the denied key would be missing.
        ("sqs", "sqs:*", only_if("Bool", "aws:PrincipalIsAWSService", "false"), True),
        ("ecr", "ecr:*", only_if("Bool", "aws:PrincipalIsAWSService", "false"), False),
        (
            "kinesis",
            "kinesis:*",
            only_if("StringEquals", "aws:PrincipalAccount", "anonymous"),
            True,
        ),
        ("kinesis", "kinesis:*", only_if("Null", "aws:PrincipalArn", "false"), True),
        ("kinesis", "kinesis:*", only_if("StringNotEquals", "aws:PrincipalOrgID", "o-1"), False),
        (
            "kinesis",
            "kinesis:*",
            only_if("StringNotEqualsIfExists", "aws:PrincipalOrgID", "o-1"),
            False,
        ),
        (
            "backup",
            "backup:*",
            only_if("ForAnyValue:StringNotLike", "aws:PrincipalOrgPaths", "o-1/*"),
            True,
        ),
        (
            "backup",
            "backup:*",
            only_if("ForAllValues:StringNotLike", "aws:PrincipalOrgPaths", "o-1/*"),
            False,
        ),
        ("sns", "sns:*", only_if("Bool", "aws:SecureTransport", "false"), True),
        ("sns", "sns:*", only_if("NotIpAddress", "aws:SourceIp", "203.0.113.0/24"), False),
        ("sns", "sns:*", only_if("StringNotLike", "aws:SourceVpce", "vpce-*"), True),
    ],
)
def test_denies(service: str, action: str, condition: Any, expected: bool) -> None:
    assert public(service, allow(action), deny(action, **condition)) is expected


def test_a_deny_for_services_does_not_apply_to_others() -> None:
    denies = deny("kinesis:*", Bool={"aws:PrincipalIsAWSService": "true"})
    assert public("kinesis", allow("kinesis:*"), denies) is True


def test_backups_can_only_be_copied_in() -> None:
    but = {**allow("*"), "NotAction": "backup:CopyIntoBackupVault"}
    del but["Action"]
    assert public("backup", but) is False
    organization = only_if("StringEquals", "aws:PrincipalOrgID", ORGANIZATION)
    assert public("backup", allow("backup:CopyIntoBackupVault", **organization)) is False


def test_file_systems_are_public_through_access_points() -> None:
    point = only_if("StringEquals", "elasticfilesystem:AccessPointArn", "arn:aws:x:1:2:fsap-1")
    assert public("elasticfilesystem", allow("elasticfilesystem:ClientMount", **point)) is True
    tls = deny("*", Bool={"aws:SecureTransport": "false"})
    assert public("elasticfilesystem", allow("elasticfilesystem:ClientMount"), tls) is True


def test_domain_access_depends_on_network_and_login() -> None:
    office = only_if("IpAddress", "aws:SourceIp", "203.0.113.0/24")
    assert public("es", allow("es:*", **office)) is False
    assert public("es", allow("es:ESHttpGet"), vpc=("subnet-1",)) is False
    assert public("es", allow("es:ESHttpGet"), fine_grained_access_control="true") is False
    assert public("es", allow("es:DescribeDomain")) is False


def test_vault_tags_do_not_restrict_callers() -> None:
    tagged = only_if("StringEquals", "glacier:ResourceTag/LegalHold", "false")
    assert public("glacier", allow("glacier:GetJobOutput", **tagged)) is True
