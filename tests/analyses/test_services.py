"""Policies of other services than S3, through their analyses."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest

from iaclint.analyses import ANALYSES, find_analysis
from iaclint.analyses.aws.services import SERVICES, find_service
from iaclint.symbolic.values import (
    ABSENT,
    Choice,
    PartialString,
    Unknown,
    Value,
)
from tests.analyses import attributes
from tests.analyses.attributes import attribute

X = Unknown("var.x")
ROLE = attribute("aws_iam_role.r.arn", attributes.ARN)


class Facts(dict[str, Value]):
    def get(self, field: str) -> Value:  # type: ignore[override]
        return super().get(field, ABSENT)


def allow(action: Value, principal: Value = "*", **more: Value) -> dict[str, Value]:
    return {"Effect": "Allow", "Principal": principal, "Action": action, "Resource": "*", **more}


def deny(action: Value, **more: Value) -> dict[str, Value]:
    return {**allow(action), "Effect": "Deny", **more}


def policy(*statements: Value) -> dict[str, Any]:
    return {"Version": "2012-10-17", "Statement": list(statements)}


def judge(analysis: str, given: Value, **fields: Value) -> dict[str, Value]:
    value = find_analysis(analysis)(Facts({"policy": given, **fields})).value
    assert isinstance(value, dict)
    return value


def public(analysis: str, *statements: Value, **fields: Value) -> Value:
    return judge(analysis, policy(*statements), **fields)["public"]


OWN_ACTIONS = {
    "backup_exposure": "backup:CopyIntoBackupVault",
    "ecr_exposure": "ecr:BatchGetImage",
    "efs_exposure": "elasticfilesystem:ClientMount",
    "glacier_exposure": "glacier:GetJobOutput",
    "kinesis_exposure": "kinesis:GetRecords",
    "kms_exposure": "kms:Decrypt",
    "opensearch_exposure": "es:ESHttpGet",
    "secretsmanager_exposure": "secretsmanager:GetSecretValue",
    "sns_exposure": "sns:Subscribe",
    "sqs_exposure": "sqs:ReceiveMessage",
}


def test_every_service_goes_by_its_prefix() -> None:
    assert [find_service(name).prefix for name in SERVICES] == list(SERVICES)
    assert all(callable(import_module(module).analyse) for module in ANALYSES.values())


@pytest.mark.parametrize(("analysis", "action"), OWN_ACTIONS.items())
def test_every_service_with_a_policy(analysis: str, action: str) -> None:
    assert public(analysis, allow(action)) is True
    assert public(analysis, allow("*")) is True
    assert public(analysis, allow(action.upper())) is True
    assert public(analysis, allow(action, ROLE)) is False
    assert public(analysis, allow(action, {"Service": "events.amazonaws.com"})) is False
    assert public(analysis, allow(action), deny("*")) is False
    assert public(analysis, allow(action, {"AWS": X})) == X
    assert public(analysis, deny(action)) is False
    assert judge(analysis, ABSENT)["public"] is False
    organization = {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}
    assert public(analysis, allow(action, Condition=organization)) is False
    assert public(analysis, allow("s3:GetObject")) is False
    either = Choice(X, (policy(allow(action)), policy(allow(action, ROLE))))
    assert isinstance(judge(analysis, either)["public"], Unknown)


@pytest.mark.parametrize(("analysis", "action"), OWN_ACTIONS.items())
def test_a_statement_needs_no_resource(analysis: str, action: str) -> None:
    statement = allow(action)
    del statement["Resource"]
    assert public(analysis, statement) is True


def test_what_strangers_can_do() -> None:
    found = judge("sqs_exposure", policy(allow("sqs:Send*")))
    assert found == {"public": True, "read": False, "write": True, "other": False}


def test_a_role_of_that_name_in_any_account_is_anybody() -> None:
    assert public("sqs_exposure", allow("sqs:*", {"AWS": "arn:aws:iam::*:role/reader"})) is True
    assert public("sqs_exposure", allow("sqs:*"), deny("sqs:*", Principal=ROLE)) is True
    wild = deny("sqs:*", Principal={"AWS": "arn:aws:iam::*:role/reader"})
    assert public("sqs_exposure", allow("sqs:*"), wild) is True


@pytest.mark.parametrize(
    ("arn", "expected"),
    [
        ("arn:aws:s3:::uploads", False),
        ("arn:aws:s3:*:*:uploads", False),
        ("arn:aws:s3:*:*:uploads*", True),
        ("arn:aws:s3:*:*:accesspoint/uploads", True),
        ("arn:aws:sns:*:*:uploads", True),
        ("arn:aws:sns:*:111122223333:*", False),
    ],
)
def test_the_name_of_a_bucket_is_nobody_elses(arn: str, expected: bool) -> None:
    source = {"ArnLike": {"aws:SourceArn": arn}}
    assert public("sqs_exposure", allow("sqs:SendMessage", Condition=source)) is expected


@pytest.mark.parametrize(
    ("operator", "value", "expected"),
    [
        ("Bool", "true", False),
        ("Bool", "false", True),
        ("BoolIfExists", "true", True),
        ("Null", "false", True),
    ],
)
def test_mount_targets_are_the_owners_network(operator: str, value: str, expected: bool) -> None:
    inside = {operator: {"elasticfilesystem:AccessedViaMountTarget": value}}
    given = allow("elasticfilesystem:ClientMount", Condition=inside)
    assert public("efs_exposure", given) is expected


class TestSigned:
    def test_nobody_is_anonymous(self) -> None:
        signed = deny("*", Condition={"StringNotEquals": {"aws:PrincipalAccount": "anonymous"}})
        assert public("sqs_exposure", allow("sqs:SendMessage"), signed) is True
        assert public("ecr_exposure", allow("ecr:PutImage"), signed) is False


class TestKms:
    @pytest.mark.parametrize(
        ("condition", "expected"),
        [
            ({"StringEquals": {"kms:CallerAccount": "111122223333"}}, False),
            ({"StringLike": {"kms:CallerAccount": "*"}}, True),
            ({"StringEquals": {"kms:ViaService": "s3.eu-central-1.amazonaws.com"}}, True),
        ],
    )
    def test_the_account_says_who_calls_and_the_service_does_not(
        self, condition: dict[str, Any], expected: bool
    ) -> None:
        assert public("kms_exposure", allow("kms:Decrypt", Condition=condition)) is expected

    def test_other_accounts_manage_no_key(self) -> None:
        assert public("kms_exposure", allow("kms:PutKeyPolicy")) is False
        assert public("kms_exposure", allow("kms:CreateGrant")) is True


class TestSecretsManager:
    @pytest.mark.parametrize(("block", "expected"), [(True, False), (False, True), (X, X)])
    def test_a_public_policy_that_is_refused(self, block: Value, expected: Value) -> None:
        given = policy(allow("secretsmanager:GetSecretValue"))
        found = judge("secretsmanager_exposure", given, block_public_policy=block)
        assert found["public"] == expected


class TestBackup:
    def test_only_copies_come_from_other_accounts(self) -> None:
        assert public("backup_exposure", allow("backup:StartRestoreJob")) is False
        assert public("backup_exposure", allow("backup:*")) is True
        assert public("backup_exposure", allow(X)) == X


class TestOpenSearch:
    OPEN = allow("es:*")

    def test_a_vpc_closes(self) -> None:
        assert public("opensearch_exposure", self.OPEN, vpc=("subnet-1",)) is False
        assert public("opensearch_exposure", self.OPEN, vpc=()) is True
        assert public("opensearch_exposure", self.OPEN, vpc=X) == X

    def test_a_login_closes(self) -> None:
        on: dict[str, Value] = {"fine_grained_access_control": True}
        assert public("opensearch_exposure", self.OPEN, **on) is False
        assert public("opensearch_exposure", self.OPEN, **on, anonymous_access=True) is True
        assert public("opensearch_exposure", self.OPEN, fine_grained_access_control=X) == X

    def test_what_is_closed_anyway_stays_so(self) -> None:
        assert public("opensearch_exposure", allow("es:*", ROLE), vpc=X) is False

    @pytest.mark.parametrize(
        ("closed", "expected"),
        [
            ("arn:aws:es:eu-west-1:111122223333:domain/d/*", False),
            ("arn:aws:es:eu-west-1:111122223333:domain/d", False),
            ("arn:aws:es:eu-west-1:111122223333:domain/d/invoices/*", True),
            (PartialString((attribute("d.arn", attributes.ARN), "/*")), False),
            (PartialString((attribute("d.arn", attributes.ARN), "/invoices/*")), True),
            (PartialString(("arn:aws:es:", X, ":", X, ":domain/", X, "/*")), False),
        ],
    )
    def test_paths(self, closed: Value, expected: bool) -> None:
        opened = {**self.OPEN, "Resource": "arn:aws:es:eu-west-1:111122223333:domain/d/*"}
        found = public("opensearch_exposure", opened, deny("es:*", Resource=closed))
        assert found is expected

    def test_what_is_not_known_is_not_all_of_it(self) -> None:
        given = {**self.OPEN, "NotResource": X}
        del given["Resource"]
        assert public("opensearch_exposure", given) == X
        assert public("opensearch_exposure", {**allow("es:ESHttpGet"), "Resource": X}) is True
        assert public("opensearch_exposure", self.OPEN, deny("es:*", Resource=X)) == X


def locked(access: Value, lock: Value, complete: Value = True) -> Facts:
    return Facts({"policy": access, "lock_policy": lock, "lock_complete": complete})


class TestGlacier:
    OPEN = policy(allow("glacier:*"))
    SHUT = policy(deny("glacier:*"))
    EITHER = Choice(X, (SHUT, ABSENT))

    @pytest.mark.parametrize(
        ("facts", "expected"),
        [
            (locked(OPEN, SHUT), False),
            (locked(SHUT, OPEN), False),
            (locked(ABSENT, OPEN), True),
            (locked(OPEN, X), X),
            (locked(ABSENT, X), X),
            (locked(OPEN, EITHER), X),
            (locked(ABSENT, EITHER), False),
            (locked(OPEN, SHUT, False), True),
            (locked(ABSENT, OPEN, False), False),
            (locked(OPEN, SHUT, X), X),
        ],
    )
    def test_a_lock_counts_as_well_once_it_is_completed(
        self, facts: Facts, expected: Value
    ) -> None:
        value = find_analysis("glacier_exposure")(facts).value
        assert isinstance(value, dict)
        assert value["public"] == expected

    def test_steps_are_about_the_policy_that_holds_the_statement(self) -> None:
        facts = locked(policy(allow("s3:*", ROLE)), self.OPEN)
        step = find_analysis("glacier_exposure")(facts).steps[0]
        assert step.field == "lock_policy"
        assert step.text.startswith("statement 1 of the vault lock policy lets anyone")
        facts["lock_policy"] = X
        step = find_analysis("glacier_exposure")(facts).steps[0]
        assert (step.field, step.text) == ("lock_policy", "the vault lock policy is not known")
