"""Access points: which public access their policies allow, and what blocks it."""

from __future__ import annotations

import pytest

from iaclint.analyses import find_analysis
from iaclint.analyses.analysis import AnalysisResult
from iaclint.symbolic.values import ABSENT, Choice, Unknown, Value
from tests.values import Fields

POINT = "arn:aws:s3:eu-west-1:111122223333:accesspoint/scans"
OPEN = {"public_access_block.restrict_public_buckets": False}
VAR = Unknown("var.x")


class Facts(Fields):
    """The fields of an access point."""

    def get(self, field: str, default: Value = ABSENT) -> Value:
        return super().get(field, default)


def statement(**elements: Value) -> dict[str, Value]:
    allow = {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject"}
    return {**allow, "Resource": f"{POINT}/object/*", **elements}


def result(*statements: Value, **fields: Value) -> AnalysisResult:
    policy = {"Version": "2012-10-17", "Statement": list(statements)}
    return find_analysis("s3_access_point_exposure")(Facts({"policy": policy, **fields}))


def public(*statements: Value, **fields: Value) -> Value:
    value = result(*statements, **fields).value
    assert isinstance(value, dict)
    return value["public"]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (OPEN, True),
        ({}, False),
        ({"public_access_block.restrict_public_buckets": True}, False),
        ({"public_access_block.restrict_public_buckets": VAR}, VAR),
        ({**OPEN, "vpc": {"vpc_id": "vpc-1"}}, False),
        ({**OPEN, "vpc": {"VpcId": Unknown("Vpc")}}, False),
        ({**OPEN, "vpc": ({"vpc_id": "vpc-1"},)}, False),
        ({**OPEN, "vpc": ()}, True),
        ({**OPEN, "vpc": {}}, True),
        ({**OPEN, "vpc": ({"vpc_id": ""},)}, True),
        ({**OPEN, "vpc": {"VpcId": None}}, True),
        ({**OPEN, "vpc": {"VpcId": Choice(VAR, ("vpc-1", "vpc-2"))}}, False),
        ({**OPEN, "vpc": {"VpcId": Choice(VAR, ("vpc-1", ABSENT))}}, VAR),
        ({**OPEN, "vpc": Choice(VAR, ({"VpcId": "vpc-1"}, {}))}, VAR),
        ({**OPEN, "vpc": VAR}, VAR),
        ({**OPEN, "account_public_access_block.restrict_public_buckets": True}, False),
        ({**OPEN, "account_public_access_block.restrict_public_buckets": VAR}, VAR),
    ],
)
def test_settings_that_block_access_besides_the_policy(
    fields: dict[str, Value], expected: Value
) -> None:
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
def test_access_point_conditions_do_not_restrict_callers(condition: Value, expected: bool) -> None:
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
def test_a_deny_applies_only_to_its_resources(resource: Value, expected: Value) -> None:
    deny = statement(Effect="Deny", Action="s3:*", Resource=resource)
    assert public(statement(), deny, **OPEN) == expected


def test_a_deny_on_objects_leaves_listing_public() -> None:
    listing = statement(Action="s3:ListBucket", Resource=POINT)
    deny = statement(Effect="Deny", Action="s3:*", Resource=f"{POINT}/*")
    assert public(statement(), listing, deny, **OPEN) is True


def test_the_reasoning_ends_with_the_bucket() -> None:
    steps = [step.text for step in result(statement(), **OPEN).steps]
    assert "the access point policy allows anyone on the internet to read objects" in steps[0]
    assert "its bucket" in steps[-1]
    assert not any("its bucket" in step.text for step in result(statement()).steps)


# With its bucket


ARN = "arn:aws:s3:::media"
RESTRICT = "public_access_block.restrict_public_buckets"
OWN = {"StringEquals": {"s3:DataAccessPointAccount": "111122223333"}}
SEEN: dict[str, Value] = {**OPEN, "buckets": ({"name": "media"},), "name": "scans"}


def bucket(*statements: dict[str, Value], **fields: Value) -> dict[str, Value]:
    allow = {"Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": f"{ARN}/*"}
    given = [{**allow, **statement} for statement in statements]
    policy = {"Version": "2012-10-17", "Statement": given}
    return seen(policy=policy, **fields)


def seen(**fields: Value) -> dict[str, Value]:
    """Return the fields of an access point with its bucket."""
    return {**SEEN, "buckets": ({"name": "media", **fields},)}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (SEEN, False),
        (bucket(), False),
        (bucket({}), True),
        (bucket({"Condition": OWN}), True),
        (bucket({"Action": "s3:PutObject"}), False),
        (bucket({"Resource": ARN}), False),
        (bucket({"Resource": "*"}), True),
        (bucket({"Resource": f"{ARN}/2024/*"}), True),
        (bucket({"Principal": {"AWS": "444455556666"}}), False),
        (bucket({"Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-1234567890"}}}), False),
        (bucket({"Principal": VAR}), VAR),
        (bucket({"Condition": VAR}), VAR),
        (seen(policy=VAR), VAR),
        (bucket({}, **{RESTRICT: True}), False),
        (bucket({}, **{RESTRICT: VAR}), VAR),
        (bucket(**{RESTRICT: VAR}), False),
    ],
)
def test_the_bucket_has_to_allow_the_request(fields: dict[str, Value], expected: Value) -> None:
    assert public(statement(), **fields) == expected


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("s3:DataAccessPointAccount", "111122223333", True),
        ("s3:DataAccessPointAccount", "444455556666", False),
        ("s3:DataAccessPointArn", POINT, True),
        ("s3:DataAccessPointArn", "arn:aws:s3:*:111122223333:accesspoint/*", True),
        ("s3:DataAccessPointArn", "arn:aws:s3:*:111122223333:accesspoint/sc*", True),
        ("s3:DataAccessPointArn", "arn:aws:s3:*:111122223333:accesspoint/prints", False),
        ("s3:DataAccessPointArn", "arn:aws:s3:*:444455556666:accesspoint/*", False),
        ("s3:AccessPointNetworkOrigin", "Internet", True),
        ("s3:AccessPointNetworkOrigin", "VPC", False),
    ],
)
def test_the_bucket_policy_distinguishes_access_points(
    key: str, value: str, expected: bool
) -> None:
    allow = {"Condition": {"ArnLike" if key.endswith("Arn") else "StringLike": {key: value}}}
    assert public(statement(), **bucket(allow)) is expected
    negated = {"ArnNotLike" if key.endswith("Arn") else "StringNotLike": {key: value}}
    deny = {"Effect": "Deny", "Condition": negated}
    assert public(statement(), **bucket({}, deny)) is expected


def test_both_policies_have_to_allow_the_same_objects() -> None:
    scans = statement(Resource=f"{POINT}/object/scans/*")
    assert public(scans, **bucket({"Resource": f"{ARN}/prints/*"})) is False
    assert public(scans, **bucket({"Resource": f"{ARN}/scans/2024/*"})) is True
    assert public(scans, **bucket({}, {"Effect": "Deny", "Resource": f"{ARN}/scans/*"})) is False
    assert public(scans, **bucket({}, {"Effect": "Deny", "Resource": f"{ARN}/s*"})) is False
    assert public(scans, **bucket({}, {"Effect": "Deny", "Resource": f"{ARN}/scans/1"})) is True


def test_access_is_the_intersection_of_both_policies() -> None:
    found = result(
        statement(Action=["s3:GetObject", "s3:PutObject"]), **bucket({"Action": "s3:Get*"})
    ).value
    assert isinstance(found, dict)
    assert (found["read"], found["write"]) == (True, False)
    assert found["opens"] == "anyone on the internet to read objects"


HEEDED: dict[str, Value] = {"public_access_block.ignore_public_acls": False}


def test_acls_apply_unless_the_access_point_ignores_them() -> None:
    listing = statement(Action="s3:ListBucket", Resource=POINT)
    assert public(listing, **seen(acl="public-read")) is False
    assert public(listing, **seen(acl="public-read"), **HEEDED) is True
    assert public(listing, **seen(acl=VAR), **HEEDED) == VAR
    enforced = seen(acl="public-read", ownership="BucketOwnerEnforced")
    assert public(listing, **enforced, **HEEDED) is False


def test_an_object_acl_applies_to_objects_of_the_access_point() -> None:
    page = {"acl": "public-read", "key": "web/index.html"}
    fields = {**seen(object_grants=(page,)), **HEEDED}
    assert public(statement(), **fields) is True
    assert public(statement(Resource=f"{POINT}/object/web/*"), **fields) is True
    assert public(statement(Resource=f"{POINT}/object/scans/*"), **fields) is False
    unknown_key = {**seen(object_grants=({**page, "key": VAR},)), **HEEDED}
    assert public(statement(), **unknown_key) is True
    assert public(statement(Resource=f"{POINT}/object/web/*"), **unknown_key) == VAR
    denied = bucket({"Effect": "Deny", "Resource": f"{ARN}/web/*"}, object_grants=(page,))
    assert public(statement(), **denied, **HEEDED) is False


def test_a_multi_region_access_point_has_an_arn_without_region() -> None:
    regions = ({"bucket": "media"},)
    alias = "arn:aws:s3::111122223333:accesspoint/mfzwi23gnjvgw.mrap"
    one = {"Condition": {"StringEquals": {"s3:DataAccessPointArn": alias}}}
    other = {"Condition": {"StringEquals": {"s3:DataAccessPointArn": POINT}}}
    allow = statement(Resource=f"{alias}/object/*")
    assert public(allow, **bucket(one), regions=regions) is True
    assert public(allow, **bucket(other), regions=regions) is False


def test_a_choice_of_buckets_is_unknown() -> None:
    undecided: dict[str, Value] = {**SEEN, "buckets": (Choice(VAR, ({"name": "a"}, None)),)}
    assert public(statement(), **undecided) == VAR
    assert public(statement(), **{**SEEN, "buckets": (None, {"name": "a"})}) is False
    elsewhere = result(statement(), **{**SEEN, "buckets": (VAR,)}).value
    assert isinstance(elsewhere, dict)
    assert elsewhere["public"] is True
    assert elsewhere["opens"].endswith(", if its bucket also allows it")


def test_the_most_public_of_several_buckets_counts() -> None:
    (delegating,) = bucket({"Condition": OWN}, name="b")["buckets"]  # type: ignore[misc]
    bare, unknown = {"name": "a"}, {"name": "c", "policy": VAR}
    for buckets, expected in (
        ((bare, delegating), True),
        ((delegating, unknown), True),
        ((bare, unknown), VAR),
        ((bare, VAR), True),
        ((bare, bare), False),
    ):
        assert public(statement(), **{**SEEN, "buckets": buckets}) == expected
    steps = result(statement(), **{**SEEN, "buckets": (VAR, bare, delegating)}).steps
    assert steps[-1].text == "statement 1 of the policy of bucket b allows the access"
    assert steps[-1].path == (2, "policy", "Statement", 0)


def test_the_reasoning_describes_the_bucket() -> None:
    def last(**fields: Value) -> str:
        return result(statement(), **fields).steps[-1].text

    assert last(**SEEN).endswith("it has no policy")
    assert last(**bucket({"Action": "s3:PutObject"})).endswith("its policy does not allow it")
    assert last(**bucket({"Sid": "All"})) == (
        'statement 1 ("All") of the policy of bucket media allows the access'
    )
    assert "var.x" in last(**bucket({"Principal": VAR}))
