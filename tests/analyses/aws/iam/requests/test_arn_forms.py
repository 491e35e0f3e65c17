"""The ARNs of resources, and which patterns match them."""

from __future__ import annotations

import pytest

from iaclint.analyses.aws.iam.language.patterns import ANY, read_pattern
from iaclint.analyses.aws.iam.requests.arn_forms import names
from iaclint.symbolic.truth import Truth

FALSE, UNKNOWN, TRUE = Truth.FALSE, Truth.UNKNOWN, Truth.TRUE
ACCOUNT = "us-east-1:111122223333"
FORMS = [
    ("sqs", "own", TRUE),
    ("sqs", "own*", TRUE),
    ("sqs", "own?", FALSE),
    ("sqs", "own/*", FALSE),
    ("sqs", "own:*", FALSE),
    ("sns", "own:1234", FALSE),
    ("kms", "key/own", TRUE),
    ("kms", "alias/own", FALSE),
    ("kms", "own", FALSE),
    ("secretsmanager", "secret:own-a1b2c3", TRUE),
    ("secretsmanager", "secret:own-??????", TRUE),
    ("secretsmanager", "secret:own*", TRUE),
    ("secretsmanager", "secret:own", FALSE),
    ("secretsmanager", "secret:own-a1b2c3-other", FALSE),
    ("backup", "backup-vault:own", TRUE),
    ("backup", "recovery-point:own", FALSE),
    ("kinesis", "stream/own", TRUE),
    ("kinesis", "stream/own*", TRUE),
    ("kinesis", "stream/own/consumer/c:1", UNKNOWN),
    ("kinesis", "stream/own/*", UNKNOWN),
    ("kinesis", "stream/own-consumer/c", FALSE),
    ("events", "event-bus/own", TRUE),
    ("events", "rule/own/r", UNKNOWN),
    ("events", "rule/own", FALSE),
    ("es", "domain/own/index/_search", TRUE),
    ("es", "domain/own-other/*", FALSE),
    ("dynamodb", "table/own/index/by-day", TRUE),
    ("dynamodb", "table/own/stream/1", TRUE),
    ("s3", "own/patients/*", TRUE),
    ("s3", "own-other/*", FALSE),
    ("s3", "accesspoint/own/object/*", TRUE),
]
"""The last part of an ARN, and whether it is of the resource `own`; unknown for a part of it."""


@pytest.mark.parametrize(("service", "last", "expected"), FORMS)
def test_forms(service: str, last: str, expected: Truth) -> None:
    arn = f"arn:aws:{service}:{ACCOUNT}:{last}"
    assert names(read_pattern(arn), service, "own") is expected
    assert names(read_pattern(f"x{arn}"), service, "own") is FALSE
    assert names(read_pattern(arn.replace(service, "iam", 1)), service, "own") is FALSE


@pytest.mark.parametrize(
    ("text", "expected"),
    [("*", TRUE), ("arn:*", TRUE), ("arn:aws:sqs:*", TRUE), ("arn:*:own", TRUE), ("*:own", TRUE),
     ("arn:aws:sqs:*:other", FALSE), ("arn:aws:sns:*", FALSE), ("", FALSE), ("own", FALSE),
     ("https://sqs.us-east-1.amazonaws.com/111122223333/own", FALSE)],
)  # fmt: skip
def test_a_star_at_the_end_of_a_part_matches_colons(text: str, expected: Truth) -> None:
    assert names(read_pattern(text), "sqs", "own") is expected


def test_any_name() -> None:
    assert names(f"arn:aws:sqs:{ACCOUNT}:own-orders", "sqs", f"own-{ANY}") is TRUE
    assert names(f"arn:aws:sqs:{ACCOUNT}:orders", "sqs", f"own-{ANY}") is FALSE
