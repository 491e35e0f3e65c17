"""Trails of CloudTrail: which selectors record who reads the objects of a bucket."""

from __future__ import annotations

import pytest

from iaclint.analyses.aws.s3.data_events import analyse
from iaclint.symbolic.values import Choice, Identity, PartialString, Unknown, Value
from iaclint.terraform.provider.attributes import nature_of
from tests.analyses.facts import Facts

X = Unknown("var.x")
OBJECTS = "object"
ARN_OF_BUCKET = Unknown(
    "aws_s3_bucket.a.arn",
    Identity("aws_s3_bucket.a", "arn", "aws_s3_bucket", nature_of("aws_s3_bucket", "arn")),
)


def recorded(**fields: Value) -> Value:
    return analyse(Facts(fields)).value


@pytest.mark.parametrize(
    ("trail", "expected"),
    [
        ({}, True),
        ({"access": ("All",)}, True),
        ({"access": ("ReadOnly",)}, True),
        ({"access": ("WriteOnly",)}, False),
        ({"access": ("WriteOnly", "All")}, True),
        ({"logging": False}, False),
        ({"logging": True}, True),
        ({"fields": ("resources.type", "readOnly"), "equals": (OBJECTS, "true")}, True),
        ({"fields": ("resources.type", "readOnly"), "equals": (OBJECTS, "false")}, False),
        ({"access": (X,)}, X),
        ({"access": (X, "All")}, True),
        ({"logging": X}, X),
        (Choice(X, ({}, None)), X),
        (Choice(X, ({"logging": False}, None)), False),
    ],
)
def test_a_trail_that_names_the_bucket(trail: Value, expected: Value) -> None:
    assert recorded(bucket_data_events=(trail,)) == expected


@pytest.mark.parametrize(
    ("selector", "expected"),
    [
        ({}, False),
        ({"values": ("arn:aws:s3",)}, True),
        ({"values": ("arn:aws:s3:::",)}, True),
        ({"values": ("arn:aws-us-gov:s3:::",)}, True),
        ({"values": (PartialString(("arn:", X, ":s3:::")),)}, True),
        ({"values": ("arn:aws:s3:::logs/",)}, False),
        ({"values": ("arn:aws:lambda",)}, False),
        ({"values": (X,)}, X),
        ({"values": (ARN_OF_BUCKET,)}, False),
        ({"values": ("arn:aws:s3",), "access": X}, X),
        ({"values": ("arn:aws:s3",), "access": "WriteOnly"}, False),
        ({"fields": ("eventCategory", "resources.type"), "equals": ("Data", OBJECTS)}, True),
        ({"fields": ("eventCategory",), "equals": ("Management",)}, False),
        ({"fields": ("resources.type", "resources.ARN"), "equals": (OBJECTS,)}, False),
        ({"fields": (X,), "equals": (X,)}, X),
        ({"fields": (X,), "equals": ("Management",)}, False),
        (X, X),
    ],
)
def test_a_selector_for_all_buckets(selector: Value, expected: Value) -> None:
    assert recorded(account_data_events=(selector,)) == expected


def test_nothing_and_one_of_several() -> None:
    assert recorded() is False
    assert recorded(bucket_data_events=({"logging": False}, {})) is True
    assert recorded(bucket_data_events=({"logging": False},), account_data_events=()) is False
