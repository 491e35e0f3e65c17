"""With which other accounts a policy shares."""

from __future__ import annotations

from typing import Any

import pytest

from iaclint.analyses.aws.cross_account import analyse
from iaclint.analyses.aws.iam.requests.named_principals import read_guest
from iaclint.symbolic.values import (
    ABSENT,
    Choice,
    PartialString,
    Truth,
    Unknown,
    Value,
)
from tests.analyses import attributes
from tests.analyses.attributes import attribute

X = Unknown("var.x")
ROLE = attribute("aws_iam_role.r.arn", attributes.ARN)
MINE = attribute("me.account_id", attributes.ACCOUNT)
PSEUDO = attribute("AWS::AccountId", attributes.ACCOUNT)
GUEST = "444455556666"
READER = f"arn:aws:iam::{GUEST}:role/reader"
ARN = "arn:aws:s3:::media"


class Facts(dict[str, Value]):
    prefix = "s3"

    def get(self, field: str) -> Value:  # type: ignore[override]
        return super().get(field, ABSENT)

    def service(self, field: str) -> str:
        return self.prefix


def allow(principal: Value = "*", **more: Value) -> dict[str, Value]:
    given = {"Principal": principal if principal == "*" else {"AWS": principal}}
    return {"Effect": "Allow", **given, "Action": "s3:GetObject", "Resource": "*", **more}


def deny(principal: Value = "*", **more: Value) -> dict[str, Value]:
    return {**allow(principal), "Effect": "Deny", "Action": "s3:*", **more}


def policy(*statements: Value) -> dict[str, Any]:
    return {"Version": "2012-10-17", "Statement": list(statements)}


def foreign(*statements: Value, prefix: str = "s3", **fields: Value) -> Value:
    facts = Facts({"policy": policy(*statements), **fields})
    facts.prefix = prefix
    value = analyse(facts).value
    assert isinstance(value, dict)
    return value["foreign"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (GUEST, True),
        (READER, True),
        (PartialString((f"arn:aws:iam::{GUEST}:role/", X)), True),
        (ROLE, False),
        (MINE, False),
        (PSEUDO, False),
        (PartialString(("arn:aws:iam::", MINE, ":root")), False),
        (PartialString(("arn:aws:iam::", X, ":root")), X),
        (PartialString(("arn:", X, ":iam::", MINE, ":root")), False),
        (PartialString(("arn:", X, f":iam::{GUEST}:root")), True),
        (PartialString(("arn:", X, f":iam::{GUEST}:role/", X)), True),
        (PartialString(("arn:", MINE, ":iam::", X, ":root")), X),
        (PartialString((ROLE, "/session")), False),
        (X, X),
        ("*", False),
        ("127311923021", False),
        ("arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1", False),
    ],
)
def test_principals(name: Value, expected: Value) -> None:
    assert foreign(allow([name])) == expected


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"StringEquals": {"aws:PrincipalAccount": [GUEST]}}, True),
        ({"StringEquals": {"aws:PrincipalAccount": [MINE]}}, False),
        ({"StringEquals": {"aws:PrincipalAccount": [MINE, GUEST]}}, True),
        ({"StringNotEquals": {"aws:PrincipalAccount": GUEST}}, False),
        ({"ArnLike": {"aws:PrincipalArn": f"arn:aws:iam::{GUEST}:role/app-*"}}, True),
        ({"ArnEquals": {"aws:PrincipalArn": READER}}, True),
        ({"ArnLike": {"aws:PrincipalArn": PartialString(("arn:", X, f":iam::{GUEST}:*"))}}, True),
        ({"StringEquals": {"aws:SourceAccount": GUEST}}, True),
        ({"ArnLike": {"aws:SourceArn": f"arn:aws:sns:*:{GUEST}:*"}}, True),
        ({"ArnLike": {"aws:SourceArn": ARN}}, False),
        ({"StringEquals": {"aws:SourceAccount": MINE}}, False),
        ({"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}, False),
        ({"StringEquals": {"aws:PrincipalAccount": X}}, X),
        (X, X),
    ],
)
def test_conditions_that_name_somebody(condition: Value, expected: Value) -> None:
    assert foreign(allow(Condition=condition)) == expected


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (deny(), False),
        (deny(GUEST), False),
        (deny(f"arn:aws:iam::{GUEST}:root"), False),
        (deny(PartialString(("arn:", X, f":iam::{GUEST}:root"))), False),
        (deny("777788889999"), True),
        (deny(READER), True),
        (deny(ROLE), True),
        (deny(X), X),
        ({**deny(), "Principal": {"Service": "ec2.amazonaws.com"}}, True),
        (deny(Action="s3:PutObject"), True),
        (deny(Action="s3:Get*"), False),
        (deny(Action=X), X),
        (deny(Resource=ARN), True),
        (deny(Resource=f"{ARN}/*"), False),
        (deny(Resource=f"{ARN}/secret/*"), True),
        (deny(Condition={"StringEquals": {"aws:PrincipalAccount": GUEST}}), False),
        (deny(Condition={"StringNotEquals": {"aws:PrincipalAccount": "111122223333"}}), False),
        (deny(Condition={"StringNotEquals": {"aws:PrincipalAccount": MINE}}), Unknown(MINE.symbol)),
        (deny(Condition={"StringNotEquals": {"aws:PrincipalAccount": GUEST}}), True),
        (deny(Condition={"ArnNotLike": {"aws:PrincipalArn": f"arn:aws:iam::{GUEST}:*"}}), True),
        (deny(Condition={"ArnLike": {"aws:PrincipalArn": f"arn:*:iam::{GUEST}:*"}}), False),
        (deny(Condition={"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::1*:*"}}), False),
        (deny(Condition={"Bool": {"aws:SecureTransport": "false"}}), True),
        (deny(Condition={"StringNotEquals": {"aws:SourceVpce": "vpce-1a2b3c4d"}}), True),
        (deny(Condition={"StringNotEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}), True),
        (deny(Condition={"Bool": {"aws:PrincipalIsAWSService": "false"}}), False),
        (deny(Condition={"StringEquals": {"aws:PrincipalAccount": X}}), X),
        ({**deny(), "Effect": X}, X),
        (X, X),
    ],
)
def test_who_is_denied_is_not_let_in(statement: Value, expected: Value) -> None:
    arns = {"Resource": f"{ARN}/*"}
    assert foreign(allow(GUEST, **arns), statement) == expected


def test_a_deny_for_all_but_somebody() -> None:
    but = {key: value for key, value in deny().items() if key != "Principal"}
    assert foreign(allow(GUEST), {**but, "NotPrincipal": {"AWS": GUEST}}) is True
    assert foreign(allow(GUEST), {**but, "NotPrincipal": {"AWS": "777788889999"}}) is False
    assert foreign(allow(READER), {**but, "NotPrincipal": {"AWS": [READER, GUEST]}}) is True


def test_a_role_can_be_denied_on_its_own() -> None:
    other = f"arn:aws:iam::{GUEST}:role/writer"
    assert foreign(allow(READER), deny(READER)) is False
    assert foreign(allow(READER), deny(other)) is True
    assert foreign(allow([READER, other]), deny(other)) is True
    assert foreign(allow(READER), deny(Condition={"ArnEquals": {"aws:PrincipalArn": READER}})) is (
        False
    )


def test_an_own_condition_can_shut_out() -> None:
    elsewhere = {"StringEquals": {"aws:PrincipalAccount": "777788889999"}}
    assert foreign(allow(GUEST, Condition=elsewhere)) is False
    tls = {"Bool": {"aws:SecureTransport": "true"}}
    assert foreign(allow(GUEST, Condition=tls)) is True


def test_what_a_service_does_not_let_others_do() -> None:
    restore = allow(GUEST, Action="backup:StartRestoreJob")
    assert foreign(restore, prefix="backup") is False
    assert foreign(allow(GUEST, Action="backup:*"), prefix="backup") is True


class TestDynamodb:
    TABLE = "arn:aws:dynamodb:eu-west-1:111122223333:table/visits"
    MADE = attribute("aws_dynamodb_table.t.arn", attributes.ARN)

    def test_every_way_to_share(self) -> None:
        for action in ("dynamodb:GetItem", "dynamodb:*", "dynamodb:DescribeImport"):
            assert foreign(allow(GUEST, Action=action), prefix="dynamodb") is True

    @pytest.mark.parametrize(
        ("granted", "denied", "expected"),
        [
            ("", "", False),
            ("", "/index/*", True),
            ("/index/*", "", True),
            ("/index/*", "/index/*", False),
            ("/index/by-day", "/index/by-name", True),
            ("/index/by-day", "*", False),
        ],
    )
    def test_tables_and_indexes(self, granted: str, denied: str, expected: bool) -> None:
        given = allow(GUEST, Action="dynamodb:Query", Resource=self.TABLE + granted)
        shut = deny(Action="dynamodb:*", Resource=self.TABLE + denied)
        assert foreign(given, shut, prefix="dynamodb") is expected

    @pytest.mark.parametrize(
        ("denied", "expected"),
        [
            (MADE, False),
            (PartialString((MADE, "/index/*")), True),
            (PartialString((MADE, "*")), False),
            (X, X),
        ],
    )
    def test_a_table_that_is_made_here(self, denied: Value, expected: Value) -> None:
        given = allow(GUEST, Action="dynamodb:Query", Resource=self.MADE)
        shut = deny(Action="dynamodb:*", Resource=denied)
        assert foreign(given, shut, prefix="dynamodb") == expected


class TestRestricted:
    PUBLIC = allow()
    ON = "public_access_block.restrict_public_buckets"

    def test_a_public_policy_lets_in_no_other_account(self) -> None:
        named = allow(GUEST)
        assert foreign(named, self.PUBLIC, **{self.ON: False}) is True
        assert foreign(named, self.PUBLIC, **{self.ON: True}) is False
        assert foreign(named, self.PUBLIC, **{self.ON: X}) == X
        assert foreign(named, self.PUBLIC, **{f"account_{self.ON}": True}) is False
        assert foreign(named, **{self.ON: True}) is True

    def test_other_services_have_no_such_flag(self) -> None:
        named, everyone = (allow(name, Action="sqs:SendMessage") for name in (GUEST, "*"))
        assert foreign(named, everyone, prefix="sqs", **{self.ON: True}) is True

    def test_the_flag_is_told(self) -> None:
        facts = Facts({"policy": policy(allow(GUEST), self.PUBLIC), self.ON: True})
        (step,) = analyse(facts).steps
        assert step.field == self.ON


def test_services_and_denies_are_no_accounts() -> None:
    service = {**allow(), "Principal": {"Service": "logging.s3.amazonaws.com"}}
    assert foreign(service, deny(GUEST)) is False
    source = {"StringEquals": {"aws:SourceAccount": GUEST}}
    assert foreign({**service, "Condition": source}) is False


def test_every_account_is_told_once() -> None:
    names = [GUEST, f"arn:aws:iam::{GUEST}:root", "777788889999"]
    outcome = analyse(Facts({"policy": policy(allow(names))}))
    assert outcome.value == {"foreign": True, "accounts": (GUEST, "777788889999")}
    assert outcome.steps[0].path == ("Statement", 0, "Principal")


def test_who_is_shut_out_is_told() -> None:
    outcome = analyse(Facts({"policy": policy(allow(GUEST), deny(GUEST))}))
    assert outcome.value == {"foreign": False}
    assert outcome.steps[0].text.endswith(f"names AWS account {GUEST}, which comes in to nothing")


def test_a_policy_that_is_not_known() -> None:
    assert analyse(Facts({"policy": X})).value == {"foreign": X}
    assert analyse(Facts({})).value == {"foreign": False}
    value = analyse(Facts({"policy": "no JSON"})).value
    assert isinstance(value, dict)
    assert str(value["foreign"].symbol).startswith("the policy is not valid JSON")
    either = Choice(X, (policy(allow(GUEST)), policy(allow(ROLE))))
    assert analyse(Facts({"policy": either})).value == {"foreign": X}


def test_many_names_are_followed() -> None:
    named = [
        allow([f"arn:aws:iam::{444455550000 + n}:role/r{k}" for k in range(4)]) for n in range(50)
    ]
    shut = [deny(str(444455550000 + n)) for n in range(49)]
    outcome = analyse(Facts({"policy": policy(*named, *shut)}))
    assert outcome.value == {"foreign": True, "accounts": ("444455550049",)}


def test_a_lock_of_a_vault_names_and_denies_too() -> None:
    everything = {"Action": "glacier:*"}
    named, shut = policy(allow(GUEST, **everything)), policy(deny(GUEST, **everything))
    facts = Facts({"lock_policy": named, "lock_complete": True})
    facts.prefix = "glacier"
    outcome = analyse(facts)
    assert outcome.value == {"foreign": True, "accounts": (GUEST,)}
    assert outcome.steps[0].field == "lock_policy"
    facts["policy"] = shut
    assert analyse(facts).value == {"foreign": False}
    facts["policy"] = X
    assert analyse(facts).value == {"foreign": X}


def test_an_account_of_the_organization_is_not_known_to_be_the_own_one() -> None:
    found = read_guest(attribute("member", attributes.ORGANIZATION))
    assert (found.foreign, found.blocker) == (Truth.UNKNOWN, "member")
