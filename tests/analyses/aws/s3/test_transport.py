from __future__ import annotations

import json
from typing import Any

import pytest

from iaclint.analyses.aws.s3.transport import analyse
from iaclint.symbolic.values import ABSENT, Choice, Identity, PartialString, Unknown, Value
from tests.analyses import attributes
from tests.analyses.attributes import attribute
from tests.analyses.facts import Facts

BUCKET = attribute("aws_s3_bucket.media.arn", attributes.BUCKET_ARN)
OBJECTS = PartialString((BUCKET, "/*"))
PLAIN = {"Bool": {"aws:SecureTransport": "false"}}
X = Unknown("var.x")
NAME = Unknown("var.name", Identity("the root", "var.name"))


def deny(**elements: Value) -> dict[str, Value]:
    base: dict[str, Value] = {
        "Sid": "Tls",
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": [BUCKET, OBJECTS],
        "Condition": PLAIN,
    }
    return base | elements


def policy(*statements: Value) -> dict[str, Any]:
    return {"Version": "2012-10-17", "Statement": list(statements)}


@pytest.mark.parametrize(
    "elements",
    [
        {},
        {"Principal": {"AWS": "*"}},
        {"Principal": {"AWS": ["*"]}},
        {"Action": "*"},
        {"Action": ["s3:*"]},
        {"Resource": OBJECTS},
        {"Resource": "*"},
        {"Resource": ["arn:aws:s3:::media", "arn:aws:s3:::media/*"]},
        {"Resource": PartialString(("arn:aws:s3:::", NAME, "/*"))},
        {"Condition": {"Bool": {"AWS:SECURETRANSPORT": False}}},
        {"Condition": {"Bool": {"aws:SecureTransport": ["false"]}}},
        {"Condition": {"BoolIfExists": {"aws:SecureTransport": "False"}}},
        {"Condition": {"NumericLessThanIfExists": {"s3:TlsVersion": "1.2"}}},
        {"Condition": {}},
    ],
)
def test_plain_http_is_denied(elements: dict[str, Value]) -> None:
    result = analyse(Facts({"policy": policy(deny(**elements))}))
    assert result.value is True
    assert result.steps[0].field == "policy"


@pytest.mark.parametrize(
    "elements",
    [
        {"Effect": "Allow"},
        {"Principal": {"AWS": "arn:aws:iam::111122223333:root"}},
        {"NotPrincipal": {"AWS": "arn:aws:iam::111122223333:root"}, "Principal": None},
        {"Action": "s3:GetObject"},
        {"Resource": BUCKET},
        {"Resource": PartialString((BUCKET, "/private/*"))},
        {"Condition": {"Bool": {"aws:SecureTransport": "true"}}},
        # A request over plain HTTP has no TLS version to compare.
        {"Condition": {"NumericLessThan": {"s3:TlsVersion": "1.2"}}},
        {"Condition": PLAIN | {"StringNotEquals": {"aws:SourceVpce": "vpce-1a2b3c4d"}}},
        {"Condition": PLAIN | {"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}},
        {"Condition": PLAIN | {"NumericLessThan": {"s3:TlsVersion": "1.2"}}},
    ],
)
def test_plain_http_is_not_denied(elements: dict[str, Value]) -> None:
    result = analyse(Facts({"policy": policy(deny(**elements))}))
    assert result.value is False
    assert result.steps


@pytest.mark.parametrize(
    "elements",
    [
        {"Effect": X},
        {"Principal": X},
        {"Action": X},
        {"Resource": X},
        {"Condition": X},
        {"Condition": {"Bool": {"aws:SecureTransport": X}}},
    ],
)
def test_an_unknown_part_is_unknown(elements: dict[str, Value]) -> None:
    assert analyse(Facts({"policy": policy(deny(**elements))})).value == Unknown("var.x")


def test_several_statements_deny_plain_http_together() -> None:
    halves = [deny(Action="s3:Get*"), deny(NotAction="s3:Get*", Action=None)]
    assert analyse(Facts({"policy": policy(*halves)})).value is True


def test_without_a_policy_plain_http_is_allowed() -> None:
    result = analyse(Facts())
    assert result.value is False
    assert result.steps[0].text == "no bucket policy is declared"


def test_text_with_an_unknown_arn() -> None:
    text = json.dumps(policy(deny(Resource=["@", "@/*"])))
    first, second, third = text.split("@")
    partial = PartialString((first, BUCKET, second, BUCKET, third))
    assert analyse(Facts({"policy": partial})).value is True


def test_a_statement_that_may_not_exist_is_unknown() -> None:
    steps = analyse(Facts({"policy": policy(deny(Resource=[OBJECTS, Unknown("var.x")]))})).steps
    assert steps[-1].text == "it is unknown whether it also covers the bucket itself"


def test_the_steps_name_the_statement_and_its_gap() -> None:
    steps = analyse(Facts({"policy": policy(deny(Resource=OBJECTS))})).steps
    assert [step.text for step in steps] == [
        'statement 1 ("Tls") denies every request over plain HTTP',
        "it covers the objects, but not the bucket itself",
    ]
    assert steps[0].path == ("Statement", 0)


def test_branches_must_agree() -> None:
    choice = Choice(Unknown("var.tls"), (policy(deny()), ABSENT))
    assert analyse(Facts({"policy": choice})).value == Unknown("var.tls")


class QueueFacts(Facts):
    prefix = "sqs"


class TopicFacts(Facts):
    prefix = "sns"


@pytest.mark.parametrize(
    ("facts", "action", "denied"),
    [
        (QueueFacts, "sqs:*", True),
        (QueueFacts, ["sqs:SendMessage", "sqs:ReceiveMessage"], False),
        (QueueFacts, "sqs:SendMessage", False),
        (TopicFacts, "sns:Publish", True),
        (TopicFacts, "sns:Subscribe", False),
    ],
)
def test_the_requests_of_a_service_with_messages(
    facts: type[Facts], action: Value, denied: bool
) -> None:
    document = policy(deny(Action=action, Resource="*"))
    assert analyse(facts({"policy": document})).value is denied


def test_no_queue_policy() -> None:
    result = analyse(QueueFacts({}))
    assert result.value is False
    assert result.steps[0].text == "no queue policy is declared"
