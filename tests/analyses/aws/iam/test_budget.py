"""Policies as large as AWS accepts them are followed, and what is made to be hard is given up.

Steps are counted and bounded (``iaclint/analyses/aws/iam/budget.py``): what is followed has taken
fewer. The bounds here show that all the rest of the work is small beside them.
"""

from __future__ import annotations

import json
from random import Random
from typing import Any

import pytest

from iaclint.analyses.aws.s3 import access_point
from iaclint.analyses.aws.s3.bucket import analyse
from iaclint.symbolic.unsettled import TOO_COMPLEX, TOO_LARGE
from iaclint.symbolic.values import PartialString, Unknown, Value
from tests.analyses.facts import Facts
from tests.pace import within

pytestmark = pytest.mark.slow

ARN = "arn:aws:s3:::media"
POINT = "arn:aws:s3:eu-west-1:111122223333:accesspoint/scans"
X = Unknown("var.x")
OBJECTS = f"{ARN}/*"
ACTIONS = (
    "s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:ListBucket", "s3:GetObjectAcl",
    "s3:PutBucketPolicy", "s3:Get*", "s3:*Object", "s3:*Version*", "s3:Put*Acl", "s3:List*",
)  # fmt: skip


def public(items: list[Any], *, indent: int | None = None, units: float = 50) -> Value:
    """Return the verdict on a policy, which takes no more than so many units of work."""
    text = json.dumps({"Version": "2012-10-17", "Statement": items}, indent=indent)
    with within(units):
        value = analyse(Facts(policy=text)).value
    assert isinstance(value, dict)
    return value["public"]


def statement(n: int, **more: Any) -> dict[str, Any]:
    """Return the n-th of a hundred statements, by turns an Allow and a Deny."""
    return {
        "Sid": f"S{n}",
        "Effect": "Deny" if n % 2 else "Allow",
        "Principal": "*",
        "Action": Random(n).sample(ACTIONS, 3),
        "Resource": [ARN, OBJECTS],
        **more,
    }


def named(n: int) -> dict[str, Any]:
    roles = [f"arn:aws:iam::{444455550000 + n}:role/reader-{k}" for k in range(3)]
    return statement(n, Effect="Allow", Principal={"AWS": roles})


def tenants(n: int) -> dict[str, Any]:
    return statement(n, Resource=[f"{ARN}/tenant-{n}-{k}/*" for k in range(6)])


def wild_resources(n: int) -> dict[str, Any]:
    return statement(n, Resource=[f"{ARN}/*-{n}-{k}/*.jpg" for k in range(5)])


def wild_actions(n: int) -> dict[str, Any]:
    letters = Random(n).choices("abcdefghijklmnopqrstuvwxyz", k=8)
    return statement(n, Action=[f"s3:*{a}*{b}*" for a in letters[:3] for b in letters[5:]])


def conditions(n: int) -> dict[str, Any]:
    tags = {f"aws:PrincipalTag/t{k + n % 5}": [f"{n}*", f"*{k}"] for k in range(4)}
    return statement(n, Condition={"StringLike": tags})


def callers(n: int) -> dict[str, Any]:
    keys = ("aws:SourceVpce", "aws:PrincipalOrgID", "aws:PrincipalArn", "aws:SourceAccount")
    one, other = Random(n).sample(keys, 2)
    tests = {"StringNotLike": {one: [f"x{n}*"]}, "StringEqualsIfExists": {other: [f"y{n}"]}}
    return statement(n, Condition=tests)


def addresses(n: int) -> dict[str, Any]:
    ranges = [f"{n + 1}.{k}.{n}.0/24" for k in range(7)]
    operator = "NotIpAddress" if n % 2 else "IpAddress"
    return statement(n, Condition={operator: {"aws:SourceIp": ranges}})


def all_but(n: int) -> dict[str, Any]:
    return {
        "Effect": "Deny" if n % 2 else "Allow",
        "NotPrincipal": {"AWS": [f"arn:aws:iam::{444455550000 + n}:root"]},
        "NotAction": Random(n).sample(ACTIONS, 2),
        "NotResource": [f"{ARN}/x{n}/*"],
        "Condition": {"StringNotLike": {f"aws:PrincipalTag/t{n % 4}": [f"{n}*"]}},
    }


SHAPES = (named, tenants, wild_resources, wild_actions, conditions, callers, addresses, all_but)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_hundred_statements_are_evaluated_fast(shape: Any) -> None:
    items = [shape(n) for n in range(100)]
    assert len(json.dumps(items)) > 15_000
    assert not isinstance(public(items, units=25), Unknown)


def through(point: list[Any], bucket: list[Any], units: float) -> Value:
    """Return the verdict on an access point and its bucket, in so many units of work."""
    behind = {"name": "media", "policy": {"Version": "2012-10-17", "Statement": bucket}}
    text = json.dumps({"Version": "2012-10-17", "Statement": point})
    flag = "public_access_block.restrict_public_buckets"
    facts = Facts({"policy": of_point(text), "buckets": (behind,), flag: False})
    with within(units):
        value = access_point.analyse(facts).value
    assert isinstance(value, dict)
    return value["public"]


def of_point(text: str) -> str:
    return text.replace(f"{ARN}/", f"{POINT}/object/").replace(ARN, POINT)


@pytest.mark.parametrize("shape", SHAPES)
def test_an_access_point_and_its_bucket_are_evaluated_together(shape: Any) -> None:
    items = [shape(n) for n in range(100)]
    assert through(items, items, 50) == public(items)


def test_an_expensive_intersection_of_two_policies_is_unknown() -> None:
    for count, reason in ((300, TOO_COMPLEX), (1500, TOO_LARGE)):
        point, bucket = (
            [statement(2 * n, Resource=f"{ARN}/{name}-{n}/*") for n in range(count)]
            for name in "ab"
        )
        assert through(point, bucket, 100) == Unknown(reason)


@pytest.mark.parametrize(("count", "reason"), [(1, "var.x"), (100, "var.x"), (2000, TOO_LARGE)])
def test_unknown_object_keys_are_compared(count: int, reason: str) -> None:
    keys = [PartialString((X, f"-{n}.jpg")) for n in range(count)]
    grants = tuple({"key": key, "acl": "public-read"} for key in keys)
    resources = [f"{ARN}/private-{n}/*" for n in range(50)]
    denied = statement(1, Action="s3:*", Resource=resources)
    text = json.dumps({"Version": "2012-10-17", "Statement": [denied]})
    with within(100):
        result = analyse(Facts(policy=text, object_grants=grants))
    assert isinstance(result.value, dict)
    assert isinstance(result.value["public"], Unknown)
    assert reason in result.steps[-1].text


def test_the_layout_of_a_policy_does_not_matter() -> None:
    items = [tenants(n) for n in range(100)]
    assert len(json.dumps(items, indent=8)) > 50_000
    assert public(items, indent=8) is True


def test_a_long_policy_is_evaluated() -> None:
    items = [statement(n, Resource=f"{ARN}/{'tenant' * 100}-{n}/*") for n in range(100)]
    assert public(items) is True


def test_too_many_patterns_are_unknown() -> None:
    inner = [f"*{n}a{k}*" for n in range(60) for k in range(60)]
    items = [statement(0, Condition={"StringLike": {"aws:Referer": inner}})]
    assert public(items) == Unknown(TOO_LARGE)


def test_too_many_interdependent_denies_are_unknown() -> None:
    """Random formulas with three variables a clause are hardest at about 4.3 clauses a variable."""
    chance = Random(2)
    items = [statement(0, Action="s3:GetObject", Resource=OBJECTS)]
    for _ in range(250):
        chosen = {f"s3:k{k}": chance.choice(["true", "false"]) for k in chance.sample(range(57), 3)}
        items.append({**items[0], "Effect": "Deny", "Condition": {"BoolIfExists": chosen}})
    assert public(items) == Unknown(TOO_COMPLEX)
