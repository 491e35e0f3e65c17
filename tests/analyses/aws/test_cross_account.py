"""Other accounts that a policy allows."""

from __future__ import annotations

from typing import Any

import pytest

from iaclint.analyses.aws.cross_account import analyse
from iaclint.analyses.aws.iam.requests.named_principals import read_named_principal
from iaclint.symbolic.truth import Truth
from iaclint.symbolic.values import Choice, PartialString, Unknown, Value
from tests.analyses import attributes
from tests.analyses.attributes import attribute
from tests.analyses.facts import Facts
from tests.values import as_value

X = Unknown("var.x")
ROLE = attribute("aws_iam_role.r.arn", attributes.ARN)
MINE = attribute("me.account_id", attributes.ACCOUNT)
PSEUDO = attribute("AWS::AccountId", attributes.ACCOUNT)
OTHER_ACCOUNT = "444455556666"
READER = f"arn:aws:iam::{OTHER_ACCOUNT}:role/reader"
ARN = "arn:aws:s3:::media"


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
        (OTHER_ACCOUNT, True),
        (READER, True),
        (PartialString((f"arn:aws:iam::{OTHER_ACCOUNT}:role/", X)), True),
        (ROLE, False),
        (MINE, False),
        (PSEUDO, False),
        (PartialString(("arn:aws:iam::", MINE, ":root")), False),
        (PartialString(("arn:aws:iam::", X, ":root")), X),
        (PartialString(("arn:", X, ":iam::", MINE, ":root")), False),
        (PartialString(("arn:", X, f":iam::{OTHER_ACCOUNT}:root")), True),
        (PartialString(("arn:", X, f":iam::{OTHER_ACCOUNT}:role/", X)), True),
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
        ({"StringEquals": {"aws:PrincipalAccount": [OTHER_ACCOUNT]}}, True),
        ({"StringEquals": {"aws:PrincipalAccount": [MINE]}}, False),
        ({"StringEquals": {"aws:PrincipalAccount": [MINE, OTHER_ACCOUNT]}}, True),
        ({"StringNotEquals": {"aws:PrincipalAccount": OTHER_ACCOUNT}}, False),
        ({"ArnLike": {"aws:PrincipalArn": f"arn:aws:iam::{OTHER_ACCOUNT}:role/app-*"}}, True),
        ({"ArnEquals": {"aws:PrincipalArn": READER}}, True),
        (
            {
                "ArnLike": {
                    "aws:PrincipalArn": PartialString(("arn:", X, f":iam::{OTHER_ACCOUNT}:*"))
                }
            },
            True,
        ),
        ({"StringEquals": {"aws:SourceAccount": OTHER_ACCOUNT}}, True),
        ({"ArnLike": {"aws:SourceArn": f"arn:aws:sns:*:{OTHER_ACCOUNT}:*"}}, True),
        ({"ArnLike": {"aws:SourceArn": ARN}}, False),
        ({"StringEquals": {"aws:SourceAccount": MINE}}, False),
        ({"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}, False),
        ({"StringEquals": {"aws:PrincipalAccount": X}}, X),
        (X, X),
    ],
)
def test_conditions_that_name_accounts(condition: Value, expected: Value) -> None:
    assert foreign(allow(Condition=condition)) == expected


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (deny(), False),
        (deny(OTHER_ACCOUNT), False),
        (deny(f"arn:aws:iam::{OTHER_ACCOUNT}:root"), False),
        (deny(PartialString(("arn:", X, f":iam::{OTHER_ACCOUNT}:root"))), False),
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
        (deny(Condition={"StringEquals": {"aws:PrincipalAccount": OTHER_ACCOUNT}}), False),
        (deny(Condition={"StringNotEquals": {"aws:PrincipalAccount": "111122223333"}}), False),
        (deny(Condition={"StringNotEquals": {"aws:PrincipalAccount": MINE}}), Unknown(MINE.symbol)),
        (deny(Condition={"StringNotEquals": {"aws:PrincipalAccount": OTHER_ACCOUNT}}), True),
        (
            deny(Condition={"ArnNotLike": {"aws:PrincipalArn": f"arn:aws:iam::{OTHER_ACCOUNT}:*"}}),
            True,
        ),
        (deny(Condition={"ArnLike": {"aws:PrincipalArn": f"arn:*:iam::{OTHER_ACCOUNT}:*"}}), False),
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
def test_denied_accounts_have_no_access(statement: Value, expected: Value) -> None:
    arns = {"Resource": f"{ARN}/*"}
    assert foreign(allow(OTHER_ACCOUNT, **arns), statement) == expected


def test_a_deny_with_exceptions() -> None:
    but = {key: value for key, value in deny().items() if key != "Principal"}
    assert foreign(allow(OTHER_ACCOUNT), {**but, "NotPrincipal": {"AWS": OTHER_ACCOUNT}}) is True
    assert foreign(allow(OTHER_ACCOUNT), {**but, "NotPrincipal": {"AWS": "777788889999"}}) is False
    assert foreign(allow(READER), {**but, "NotPrincipal": {"AWS": [READER, OTHER_ACCOUNT]}}) is True


def test_a_role_can_be_denied_separately() -> None:
    other = f"arn:aws:iam::{OTHER_ACCOUNT}:role/writer"
    assert foreign(allow(READER), deny(READER)) is False
    assert foreign(allow(READER), deny(other)) is True
    assert foreign(allow([READER, other]), deny(other)) is True
    assert foreign(allow(READER), deny(Condition={"ArnEquals": {"aws:PrincipalArn": READER}})) is (
        False
    )


def test_a_condition_of_the_allow_can_exclude_an_account() -> None:
    elsewhere = {"StringEquals": {"aws:PrincipalAccount": "777788889999"}}
    assert foreign(allow(OTHER_ACCOUNT, Condition=elsewhere)) is False
    tls = {"Bool": {"aws:SecureTransport": "true"}}
    assert foreign(allow(OTHER_ACCOUNT, Condition=tls)) is True


def test_actions_that_other_accounts_cannot_do() -> None:
    restore = allow(OTHER_ACCOUNT, Action="backup:StartRestoreJob")
    assert foreign(restore, prefix="backup") is False
    assert foreign(allow(OTHER_ACCOUNT, Action="backup:*"), prefix="backup") is True


class TestDynamodb:
    TABLE = "arn:aws:dynamodb:eu-west-1:111122223333:table/visits"
    MADE = attribute("aws_dynamodb_table.t.arn", attributes.ARN)

    def test_every_way_to_share(self) -> None:
        for action in ("dynamodb:GetItem", "dynamodb:*", "dynamodb:DescribeImport"):
            assert foreign(allow(OTHER_ACCOUNT, Action=action), prefix="dynamodb") is True

    @pytest.mark.parametrize(
        ("granted", "denied", "expected"),
        [
            ("", "", False),
            ("", "/index/*", True),
            ("/index/*", "", True),
            ("/index/*", "/index/*", False),
            ("/index/by-day", "/index/by-name", True),
            ("/index/by-day", "*", False),
            ("/index/by-day", "/*", False),
            ("", "/*", True),
            ("", "/", True),
        ],
    )
    def test_tables_and_indexes(self, granted: str, denied: str, expected: bool) -> None:
        given = allow(OTHER_ACCOUNT, Action="dynamodb:Query", Resource=self.TABLE + granted)
        denies = deny(Action="dynamodb:*", Resource=self.TABLE + denied)
        assert foreign(given, denies, prefix="dynamodb") is expected

    @pytest.mark.parametrize(
        ("denied", "expected"),
        [
            (MADE, False),
            (PartialString((MADE, "/index/*")), True),
            (PartialString((MADE, "*")), False),
            (X, X),
        ],
    )
    def test_a_table_in_the_configuration(self, denied: Value, expected: Value) -> None:
        given = allow(OTHER_ACCOUNT, Action="dynamodb:Query", Resource=self.MADE)
        denies = deny(Action="dynamodb:*", Resource=denied)
        assert foreign(given, denies, prefix="dynamodb") == expected


class TestRestricted:
    PUBLIC = allow()
    ON = "public_access_block.restrict_public_buckets"

    def test_restrict_public_buckets_blocks_other_accounts(self) -> None:
        named = allow(OTHER_ACCOUNT)
        assert foreign(named, self.PUBLIC, **{self.ON: False}) is True
        assert foreign(named, self.PUBLIC, **{self.ON: True}) is False
        assert foreign(named, self.PUBLIC, **{self.ON: X}) == X
        assert foreign(named, self.PUBLIC, **{f"account_{self.ON}": True}) is False
        assert foreign(named, **{self.ON: True}) is True

    def test_other_services_lack_restrict_public_buckets(self) -> None:
        named, everyone = (allow(name, Action="sqs:SendMessage") for name in (OTHER_ACCOUNT, "*"))
        assert foreign(named, everyone, prefix="sqs", **{self.ON: True}) is True

    def test_restrict_public_buckets_is_in_the_reasoning(self) -> None:
        facts = Facts({"policy": policy(allow(OTHER_ACCOUNT), self.PUBLIC), self.ON: True})
        (step,) = analyse(facts).steps
        assert step.field == self.ON


def test_services_and_denies_are_not_accounts() -> None:
    service = {**allow(), "Principal": {"Service": "logging.s3.amazonaws.com"}}
    assert foreign(service, deny(OTHER_ACCOUNT)) is False
    source = {"StringEquals": {"aws:SourceAccount": OTHER_ACCOUNT}}
    assert foreign({**service, "Condition": source}) is False


def test_accounts_are_listed_once() -> None:
    names = [OTHER_ACCOUNT, f"arn:aws:iam::{OTHER_ACCOUNT}:root", "777788889999"]
    result = analyse(Facts({"policy": policy(allow(names))}))
    assert result.value == {"foreign": True, "accounts": (OTHER_ACCOUNT, "777788889999")}
    assert result.steps[0].path == ("Statement", 0, "Principal")


def test_a_denied_account_is_explained() -> None:
    result = analyse(Facts({"policy": policy(allow(OTHER_ACCOUNT), deny(OTHER_ACCOUNT))}))
    assert result.value == {"foreign": False}
    assert result.steps[0].text.endswith(
        f"names AWS account {OTHER_ACCOUNT}, but gives it no access"
    )


def test_an_unknown_policy() -> None:
    assert analyse(Facts({"policy": X})).value == {"foreign": X}
    assert analyse(Facts({})).value == {"foreign": False}
    value = analyse(Facts({"policy": "no JSON"})).value
    assert isinstance(value, dict)
    assert str(value["foreign"].symbol).startswith("the policy is not valid JSON")
    either = Choice(X, (policy(allow(OTHER_ACCOUNT)), policy(allow(ROLE))))
    assert analyse(Facts({"policy": either})).value == {"foreign": X}


def test_many_principals_are_evaluated() -> None:
    named = [
        allow([f"arn:aws:iam::{444455550000 + n}:role/r{k}" for k in range(4)]) for n in range(50)
    ]
    denies = [deny(str(444455550000 + n)) for n in range(49)]
    result = analyse(Facts({"policy": policy(*named, *denies)}))
    assert result.value == {"foreign": True, "accounts": ("444455550049",)}


def test_vault_locks_allow_and_deny_accounts() -> None:
    everything = {"Action": "glacier:*"}
    named, denies = (
        policy(allow(OTHER_ACCOUNT, **everything)),
        policy(deny(OTHER_ACCOUNT, **everything)),
    )
    facts = Facts({"lock_policy": named, "lock_complete": True})
    facts.prefix = "glacier"
    result = analyse(facts)
    assert result.value == {"foreign": True, "accounts": (OTHER_ACCOUNT,)}
    assert result.steps[0].field == "lock_policy"
    facts["policy"] = as_value(denies)
    assert analyse(facts).value == {"foreign": False}
    facts["policy"] = X
    assert analyse(facts).value == {"foreign": X}


def test_an_account_of_the_organization_may_be_another_account() -> None:
    found = read_named_principal(attribute("member", attributes.ORGANIZATION))
    assert (found.foreign, found.blocker) == (Truth.UNKNOWN, "member")


def test_trusted_accounts_are_not_foreign() -> None:
    facts = Facts({"policy": policy(allow([OTHER_ACCOUNT, READER]))})
    facts.trusted_accounts = frozenset([OTHER_ACCOUNT])
    result = analyse(facts)
    assert result.value == {"foreign": False}
    assert [step.text for step in result.steps] == [
        f"AWS account {OTHER_ACCOUNT} is allowed to have access"
    ]


def test_only_the_other_accounts_count() -> None:
    facts = Facts({"policy": policy(allow([OTHER_ACCOUNT, "111122223333"]))})
    facts.trusted_accounts = frozenset([OTHER_ACCOUNT])
    assert analyse(facts).value == {"foreign": True, "accounts": ("111122223333",)}


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("aws:ResourceAccount", "${aws:PrincipalAccount}", False),
        ("aws:ResourceAccount", "${aws:PrincipalTag/account}", True),
        ("aws:ResourceTag/reader", "${aws:PrincipalAccount}", True),
    ],
)
def test_an_account_that_differs_from_that_of_the_resource(
    key: str, value: str, expected: bool
) -> None:
    condition: dict[str, Value] = {"StringEquals": {key: value}}
    assert foreign(allow(READER, Condition=condition)) is expected
