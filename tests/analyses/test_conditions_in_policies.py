"""Conditions of an Allow for everyone, and of a Deny next to it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iaclint.analyses.aws.s3.bucket import evaluate_bucket
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import Unknown, Value
from tests.analyses.facts import Facts

X = Unknown("var.x")
ORG, PATHS, VPCE = "aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:SourceVpce"
ACCOUNT, IP, SERVICE = "aws:PrincipalAccount", "aws:SourceIp", "aws:PrincipalIsAWSService"
POINT = "s3:DataAccessPointAccount"
OPEN, CLOSED, UNKNOWN = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN


def public(*statements: dict[str, Value]) -> Truth:
    read = {"Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::media/*"}
    policy = {"Version": "2012-10-17", "Statement": [{**read, **s} for s in statements]}
    return evaluate_bucket(Facts({"policy": policy})).public


def allowed(**condition: Value) -> Truth:
    return public({"Effect": "Allow", "Condition": written(condition)})


def denied(**condition: Value) -> Truth:
    return public({"Effect": "Allow"}, {"Effect": "Deny", "Condition": written(condition)})


def written(condition: dict[str, Value]) -> dict[str, Value]:
    return {operator.replace("__", ":"): block for operator, block in condition.items()}


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"StringEqualsIfExists": {ORG: "o-abc1234567"}}, OPEN),
        ({"StringEqualsIfExists": {ACCOUNT: "111122223333"}}, CLOSED),
        ({"ForAllValues__StringEquals": {PATHS: ["o-abc1234567/r-ab12/"]}}, OPEN),
        ({"ForAnyValue__StringLike": {PATHS: ["o-abc1234567/*"]}}, CLOSED),
        (
            {
                "ForAllValues__StringLike": {PATHS: ["o-abc1234567/*"]},
                "Null": {PATHS: "false"},
            },
            CLOSED,
        ),
        ({"Null": {VPCE: "false"}}, OPEN),
        ({"Null": {VPCE: True}}, OPEN),
        ({"Null": {ORG: "false"}}, OPEN),
        ({"Null": {VPCE: X}}, UNKNOWN),
        ({"StringEquals": {ORG: "o-*"}}, CLOSED),
        ({"StringEquals": {"AWS:pRiNcIpAlOrGiD": "o-abc1234567"}}, CLOSED),
        ({"stringequals": {VPCE: "vpce-0a1b2c3d4e5f60718"}}, CLOSED),
        ({"StringNotEquals": {ACCOUNT: "111122223333"}}, OPEN),
        ({"StringLike": {ORG: ["o-abc1234567", "*"]}}, OPEN),
        ({"StringLike": {ORG: "${*}"}}, CLOSED),
        ({"ForAnyValue__StringNotLike": {PATHS: ["o-*"]}}, CLOSED),
        ({"ForAnyValue__StringNotLike": {PATHS: ["o-abc1234567/*"]}}, OPEN),
        ({"StringEquals": {ACCOUNT: "${aws:PrincipalAccount}"}}, OPEN),
        ({"StringEquals": {"aws:Referer": []}}, CLOSED),
        ({"StringEquals": {"aws:Referer": "a"}, "StringNotEquals": {"aws:Referer": "a"}}, CLOSED),
        ({"Bool": {SERVICE: "true"}}, CLOSED),
        ({"Bool": {SERVICE: X}}, UNKNOWN),
        ({"Bool": {"aws:SecureTransport": X}}, OPEN),
        ({"IpAddress": {IP: ["52.0.0.0/9", "52.128.0.0/9"]}}, CLOSED),
        ({"IpAddress": {IP: ["52.0.0.0/8", "53.0.0.0/8"]}}, OPEN),
        ({"IpAddress": {IP: ["53.0.0.0/8", "54.0.0.0/8"]}}, CLOSED),
        ({"IpAddress": {IP: ["203.0.113.0/24", "2000::/3"]}}, OPEN),
        ({"IpAddress": {IP: ["203.0.113.0/24", X]}}, UNKNOWN),
        ({"IpAddressIfExists": {IP: "203.0.113.0/24"}}, OPEN),
        ({"NotIpAddress": {IP: "0.0.0.0/0"}}, OPEN),
        ({"StringLike": {ORG: ["o-abc1234567", X]}}, UNKNOWN),
        ({"StringEquals": {ORG: ["o-abc1234567", X]}}, CLOSED),
        ({"StringEquals": {POINT: "111122223333"}}, CLOSED),
        ({"StringEqualsIfExists": {POINT: "111122223333"}}, OPEN),
    ],
)
def test_an_allow_for_everyone(condition: dict[str, Value], expected: Truth) -> None:
    assert allowed(**condition) is expected


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"NotIpAddress": {IP: "203.0.113.0/24"}}, CLOSED),
        ({"NotIpAddressIfExists": {IP: "203.0.113.0/24"}}, CLOSED),
        ({"NotIpAddress": {IP: X}}, UNKNOWN),
        ({"StringNotEquals": {VPCE: ["vpce-0a1b2c3d4e5f60718", "vpce-1a1b2c3d4e5f60718"]}}, CLOSED),
        (
            {
                "StringNotEquals": {VPCE: "vpce-0a1b2c3d4e5f60718"},
                "NotIpAddress": {IP: "203.0.113.0/24"},
            },
            CLOSED,
        ),
        (
            {
                "StringNotEquals": {VPCE: "vpce-0a1b2c3d4e5f60718"},
                "Bool": {"aws:SecureTransport": "false"},
            },
            OPEN,
        ),
        ({"Bool": {"aws:SecureTransport": ["true", "false"]}}, CLOSED),
        ({"StringNotEqualsIfExists": {ORG: "o-abc1234567"}}, CLOSED),
        (
            {
                "StringNotEqualsIfExists": {ORG: "o-abc1234567"},
                "BoolIfExists": {SERVICE: "false"},
            },
            CLOSED,
        ),
        ({"StringNotEquals": {ORG: "o-abc1234567"}, "Bool": {SERVICE: "false"}}, OPEN),
        ({"ForAnyValue__StringNotEquals": {PATHS: ["o-abc1234567/r-1/"]}}, OPEN),
        ({"ForAllValues__StringNotLike": {PATHS: ["o-abc1234567/*"]}}, CLOSED),
        ({"StringLike": {VPCE: "vpce-*"}}, OPEN),
        ({"StringNotLike": {ACCOUNT: ["111122223333", "*"]}}, OPEN),
        ({"StringEquals": {VPCE: X}}, OPEN),
        ({"StringNotEquals": {ORG: ["o-abc1234567", X]}}, CLOSED),
        ({"StringNotLike": {ORG: X}}, UNKNOWN),
        ({"StringNotEquals": {POINT: "111122223333"}}, CLOSED),
        ({"Null": {"s3:DataAccessPointArn": "true"}}, OPEN),
        # All organizations and endpoints have IDs of these forms.
        ({"StringLikeIfExists": {ORG: "o-*"}}, CLOSED),
        ({"StringLikeIfExists": {VPCE: "vpce-*"}}, CLOSED),
        ({"StringLikeIfExists": {VPCE: "vpce-0*"}}, OPEN),
    ],
)
def test_a_deny_next_to_it(condition: dict[str, Value], expected: Truth) -> None:
    assert denied(**condition) is expected


@given(st.integers(-9, 9), st.integers(-9, 9))
def test_ranges_of_numbers(low: int, high: int) -> None:
    between = allowed(
        NumericGreaterThan={"s3:max-keys": low}, NumericLessThan={"s3:max-keys": high}
    )
    assert between is Truth.of(low < high)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"NumericEquals": {"s3:TlsVersion": X}}, OPEN),
        ({"NumericNotEquals": {"s3:TlsVersion": X}}, OPEN),
        ({"NumericLessThan": {"s3:TlsVersion": X}}, OPEN),
        (
            {"NumericEquals": {"s3:TlsVersion": X}, "NumericGreaterThan": {"s3:TlsVersion": "1.2"}},
            UNKNOWN,
        ),
        (
            {"NumericGreaterThan": {"s3:max-keys": X}, "NumericLessThan": {"s3:max-keys": "9"}},
            UNKNOWN,
        ),
        (
            {
                "NumericGreaterThan": {"s3:max-keys": X},
                "NumericLessThan": {"s3:max-keys": Unknown("var.y")},
            },
            UNKNOWN,
        ),
    ],
)
def test_ranges_with_unknown_numbers(condition: dict[str, Value], expected: Truth) -> None:
    assert allowed(**condition) is expected


_OPERATORS = ("NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericGreaterThanEquals")


@given(
    st.dictionaries(st.sampled_from(_OPERATORS), st.integers(0, 4) | st.just(X), max_size=3),
    st.dictionaries(st.sampled_from(_OPERATORS), st.integers(0, 4) | st.just(X), max_size=2),
    st.integers(0, 4),
)
def test_a_decided_verdict_holds_for_every_number(
    allow: dict[str, Value], deny: dict[str, Value], number: int
) -> None:
    def verdict(value: Value) -> Truth:
        return public(
            *(
                {
                    "Effect": effect,
                    "Condition": {
                        operator: {"s3:max-keys": value if limit is X else limit}
                        for operator, limit in limits.items()
                    },
                }
                for effect, limits in (("Allow", allow), ("Deny", deny))
            )
        )

    assert verdict(X) in (verdict(number), UNKNOWN)


def test_ranges_of_dates() -> None:
    day = {"aws:CurrentTime": "2026-01-01T00:00:00Z"}
    later = {"aws:CurrentTime": "2027-01-01T00:00:00Z"}
    assert allowed(DateGreaterThan=day, DateLessThan=later) is OPEN
    assert allowed(DateGreaterThan=later, DateLessThan=day) is CLOSED
    denies = ({"DateLessThan": later}, {"DateGreaterThanEquals": day})
    assert (
        public({"Effect": "Allow"}, *({"Effect": "Deny", "Condition": deny} for deny in denies))
        is CLOSED
    )


@pytest.mark.parametrize(
    ("principal", "expected"),
    [("*", OPEN), ({"AWS": "*"}, OPEN), ({"*": "*"}, OPEN), ({"Service": "*"}, UNKNOWN)],
)
def test_a_principal_that_is_everyone(principal: Value, expected: Truth) -> None:
    assert public({"Effect": "Allow", "Principal": principal}) is expected


OWNER, OBJECT = "aws:ResourceAccount", "s3:ExistingObjectTag/owner"
CALLER = "${aws:PrincipalAccount}"


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"StringEquals": {OWNER: CALLER}}, CLOSED),
        ({"StringLike": {OWNER: [f"{CALLER}*"]}}, CLOSED),
        ({"StringEqualsIfExists": {"s3:ResourceAccount": "${AWS:principalaccount}"}}, CLOSED),
        ({"StringEquals": {OWNER: "${aws:SourceAccount}"}}, CLOSED),
        ({"StringEquals": {"aws:ResourceOrgID": "${aws:PrincipalOrgID}"}}, CLOSED),
        ({"StringEquals": {OBJECT: CALLER}}, CLOSED),
        ({"StringEquals": {"aws:ResourceTag/owner": "${aws:userid}"}}, CLOSED),
        ({"StringEquals": {"aws:SourceAccount": "${aws:ResourceAccount}"}}, CLOSED),
        ({"StringEquals": {OWNER: [CALLER, "111122223333"]}}, OPEN),
        ({"StringNotEquals": {OWNER: CALLER}}, OPEN),
        ({"StringEquals": {OWNER: "${s3:ResourceAccount}"}}, OPEN),
        ({"StringEquals": {OWNER: "${aws:PrincipalTag/account}"}}, OPEN),
        ({"StringEquals": {OWNER: "${aws:username}"}}, OPEN),
        ({"StringEquals": {"aws:ResourceOrgID": "${aws:PrincipalOrgID, 'o-abc1234567'}"}}, OPEN),
        ({"StringEquals": {ACCOUNT: CALLER}}, OPEN),
        ({"StringEquals": {"s3:prefix": CALLER}}, OPEN),
        ({"StringEquals": {"aws:PrincipalTag/account": CALLER}}, OPEN),
        ({"StringEquals": {OBJECT: "shared"}}, OPEN),
        ({"StringEqualsIfExists": {OBJECT: CALLER}}, OPEN),
    ],
)
def test_variables_of_the_caller(condition: dict[str, Value], expected: Truth) -> None:
    assert allowed(**condition) is expected


def test_a_deny_for_all_but_the_account_of_the_resource() -> None:
    for key in (OWNER, OBJECT):
        assert denied(StringNotEquals={key: CALLER}) is CLOSED
        assert denied(StringEquals={key: CALLER}) is OPEN
    assert denied(StringNotEquals={OWNER: "${aws:PrincipalTag/account}"}) is not CLOSED
