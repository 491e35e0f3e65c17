"""Access points: what of their policies lets strangers in, and what closes them."""

from __future__ import annotations

import pytest

from iaclint.exposure import find_analysis
from iaclint.exposure.outcome import Outcome
from iaclint.values import ABSENT, Unknown, Value

POINT = "arn:aws:s3:eu-west-1:111122223333:accesspoint/scans"
OPEN = {"public_access_block.restrict_public_buckets": False}
VAR = Unknown("var.x")


class Fields(dict[str, Value]):
    """The fields of an access point."""

    def get(self, field: str, default: Value = ABSENT) -> Value:
        return super().get(field, default)


def statement(**elements: Value) -> dict[str, Value]:
    allow = {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject"}
    return {**allow, "Resource": f"{POINT}/object/*", **elements}


def outcome(*statements: Value, **fields: Value) -> Outcome:
    policy = {"Version": "2012-10-17", "Statement": list(statements)}
    return find_analysis("s3_access_point_exposure")(Fields({"policy": policy, **fields}))


def public(*statements: Value, **fields: Value) -> Value:
    value = outcome(*statements, **fields).value
    assert isinstance(value, dict)
    return value["public"]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (OPEN, True),
        ({}, False),
        ({"public_access_block.restrict_public_buckets": True}, False),
        ({"public_access_block.restrict_public_buckets": VAR}, VAR),
        ({"public_access_block": {"BlockPublicAcls": False}}, Unknown("restrict_public_buckets")),
        ({**OPEN, "vpc": {"vpc_id": "vpc-1"}}, False),
        ({**OPEN, "vpc": ()}, True),
        ({**OPEN, "vpc": VAR}, VAR),
        ({**OPEN, "bucket_public_access_block.restrict_public_buckets": True}, False),
        ({**OPEN, "account_public_access_block.restrict_public_buckets": True}, False),
        ({**OPEN, "account_public_access_block.restrict_public_buckets": VAR}, VAR),
    ],
)
def test_what_closes_it_beside_the_policy(fields: dict[str, Value], expected: Value) -> None:
    assert public(statement(), **fields) == expected


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"StringEquals": {"s3:DataAccessPointArn": POINT}}, True),
        ({"ArnLike": {"s3:dataaccesspointarn": "arn:aws:s3:*:111122223333:accesspoint/*"}}, True),
        ({"StringEquals": {"s3:DataAccessPointAccount": "111122223333"}}, True),
        ({"StringEquals": {"aws:PrincipalAccount": "111122223333"}}, False),
        ({"StringEquals": {"aws:SourceVpce": "vpce-0123456789abcdef0"}}, False),
    ],
)
def test_it_is_the_same_for_every_caller(condition: Value, expected: bool) -> None:
    assert public(statement(Condition=condition), **OPEN) is expected


@pytest.mark.parametrize(
    ("resource", "expected"),
    [
        ("*", False),
        (f"{POINT}/object/*", False),
        (f"{POINT}/*", False),
        ("arn:aws:s3:*:*:accesspoint/*/object/*", False),
        (POINT, True),
        (f"{POINT}/object/2024/*", True),
        (VAR, VAR),
    ],
)
def test_a_deny_closes_only_what_it_names(resource: Value, expected: Value) -> None:
    deny = statement(Effect="Deny", Action="s3:*", Resource=resource)
    assert public(statement(), deny, **OPEN) == expected


def test_a_deny_of_the_objects_leaves_the_list() -> None:
    listing = statement(Action="s3:ListBucket", Resource=POINT)
    deny = statement(Effect="Deny", Action="s3:*", Resource=f"{POINT}/*")
    assert public(statement(), listing, deny, **OPEN) is True


def test_the_reasoning_ends_with_the_bucket() -> None:
    steps = [step.text for step in outcome(statement(), **OPEN).steps]
    assert "the access point policy lets anyone on the internet read objects" in steps[0]
    assert "the bucket" in steps[-1]
    assert not any("the bucket as well" in step.text for step in outcome(statement()).steps)
