"""Policies of services other than S3."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import pytest

from iaclint.analyses import ANALYSES, find_analysis
from iaclint.analyses.aws.services import SERVICES, find_service
from iaclint.symbolic.values import ABSENT, Choice, PartialString, Unknown, Value
from tests.analyses import attributes
from tests.analyses.attributes import attribute
from tests.analyses.facts import Facts

X = Unknown("var.x")
ROLE = attribute("aws_iam_role.r.arn", attributes.ARN)
ANALYSE = find_analysis("resource_policy")


def allow(action: Value, principal: Value = "*", **more: Value) -> dict[str, Value]:
    return {"Effect": "Allow", "Principal": principal, "Action": action, "Resource": "*", **more}


def deny(action: Value, **more: Value) -> dict[str, Value]:
    return {**allow(action), "Effect": "Deny", **more}


def policy(*statements: Value) -> dict[str, Any]:
    return {"Version": "2012-10-17", "Statement": list(statements)}


def facts_of(service: str, fields: Mapping[str, Value]) -> Facts:
    facts = Facts(fields)
    facts.prefix = service
    return facts


def judge(service: str, given: Value, **fields: Value) -> dict[str, Value]:
    value = ANALYSE(facts_of(service, {"policy": given, **fields})).value
    assert isinstance(value, dict)
    return value


def public(service: str, *statements: Value, **fields: Value) -> Value:
    return judge(service, policy(*statements), **fields)["public"]


OWN_ACTIONS = {
    "backup": "backup:CopyIntoBackupVault",
    "ecr": "ecr:BatchGetImage",
    "elasticfilesystem": "elasticfilesystem:ClientMount",
    "glacier": "glacier:GetJobOutput",
    "kinesis": "kinesis:GetRecords",
    "kms": "kms:Decrypt",
    "es": "es:ESHttpGet",
    "secretsmanager": "secretsmanager:GetSecretValue",
    "sns": "sns:Subscribe",
    "sqs": "sqs:ReceiveMessage",
}


def test_services_are_named_by_their_action_prefix() -> None:
    prefixes = {name: find_service(name).prefix for name in SERVICES}
    # A service has a second policy, for all resources of an account: ``ecr_registry``.
    assert prefixes == {name: name.partition("_")[0] for name in SERVICES}
    assert all(callable(import_module(module).analyse) for module in ANALYSES.values())


@pytest.mark.parametrize(("service", "action"), OWN_ACTIONS.items())
def test_every_service_with_a_policy(service: str, action: str) -> None:
    assert public(service, allow(action)) is True
    assert public(service, allow("*")) is True
    assert public(service, allow(action.upper())) is True
    assert public(service, allow(action, ROLE)) is False
    assert public(service, allow(action, {"Service": "events.amazonaws.com"})) is False
    assert public(service, allow(action), deny("*")) is False
    assert public(service, allow(action, {"AWS": X})) == X
    assert public(service, deny(action)) is False
    assert judge(service, ABSENT)["public"] is False
    organization = {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}
    assert public(service, allow(action, Condition=organization)) is False
    assert public(service, allow("s3:GetObject")) is False
    either = Choice(X, (policy(allow(action)), policy(allow(action, ROLE))))
    assert isinstance(judge(service, either)["public"], Unknown)


@pytest.mark.parametrize(("service", "action"), OWN_ACTIONS.items())
def test_a_statement_needs_no_resource(service: str, action: str) -> None:
    statement = allow(action)
    del statement["Resource"]
    assert public(service, statement) is (service != "kms")


def test_public_access_levels() -> None:
    found = judge("sqs", policy(allow("sqs:Send*")))
    assert found == {"public": True, "read": False, "write": True, "other": False}


def test_a_role_name_in_any_account_is_public() -> None:
    assert public("sqs", allow("sqs:*", {"AWS": "arn:aws:iam::*:role/reader"})) is True
    assert public("sqs", allow("sqs:*"), deny("sqs:*", Principal=ROLE)) is True
    wild = deny("sqs:*", Principal={"AWS": "arn:aws:iam::*:role/reader"})
    assert public("sqs", allow("sqs:*"), wild) is True


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
def test_bucket_names_are_unique(arn: str, expected: bool) -> None:
    source = {"ArnLike": {"aws:SourceArn": arn}}
    assert public("sqs", allow("sqs:SendMessage", Condition=source)) is expected


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
    assert public("elasticfilesystem", given) is expected


class TestSigned:
    def test_services_without_anonymous_callers(self) -> None:
        signed = deny("*", Condition={"StringNotEquals": {"aws:PrincipalAccount": "anonymous"}})
        assert public("sqs", allow("sqs:SendMessage"), signed) is True
        assert public("ecr", allow("ecr:PutImage"), signed) is False


class TestKms:
    @pytest.mark.parametrize(
        ("condition", "expected"),
        [
            ({"StringEquals": {"kms:CallerAccount": "111122223333"}}, False),
            ({"StringLike": {"kms:CallerAccount": "*"}}, True),
            ({"StringEquals": {"kms:ViaService": "s3.eu-central-1.amazonaws.com"}}, True),
        ],
    )
    def test_caller_account_restricts_and_via_service_does_not(
        self, condition: dict[str, Any], expected: bool
    ) -> None:
        assert public("kms", allow("kms:Decrypt", Condition=condition)) is expected

    def test_other_accounts_cannot_manage_a_key(self) -> None:
        assert public("kms", allow("kms:PutKeyPolicy")) is False
        assert public("kms", allow("kms:CreateGrant")) is True

    @pytest.mark.parametrize("element", ["Resource", "Action"])
    def test_a_statement_without_a_required_element_has_no_effect(self, element: str) -> None:
        def without(statement: dict[str, Value]) -> dict[str, Value]:
            return {name: part for name, part in statement.items() if name != element}

        assert public("kms", without(allow("kms:*"))) is False
        assert public("kms", allow("kms:*"), without(deny("kms:*"))) is True


class TestSecretsManager:
    @pytest.mark.parametrize(("block", "expected"), [(True, False), (False, True), (X, X)])
    def test_a_public_policy_that_aws_rejects(self, block: Value, expected: Value) -> None:
        given = policy(allow("secretsmanager:GetSecretValue"))
        found = judge("secretsmanager", given, block_public_policy=block)
        assert found["public"] == expected


class TestBackup:
    def test_only_copies_come_from_other_accounts(self) -> None:
        assert public("backup", allow("backup:StartRestoreJob")) is False
        assert public("backup", allow("backup:*")) is True
        assert public("backup", allow(X)) == X


class TestOpenSearch:
    OPEN = allow("es:*")

    def test_a_vpc_blocks_the_internet(self) -> None:
        assert public("es", self.OPEN, vpc=("subnet-1",)) is False
        assert public("es", self.OPEN, vpc=()) is True
        assert public("es", self.OPEN, vpc=X) == X

    def test_a_login_restricts_access(self) -> None:
        on: dict[str, Value] = {"fine_grained_access_control": True}
        assert public("es", self.OPEN, **on) is False
        assert public("es", self.OPEN, **on, anonymous_access=True) is True
        assert public("es", self.OPEN, fine_grained_access_control=X) == X

    def test_private_domains_stay_private(self) -> None:
        assert public("es", allow("es:*", ROLE), vpc=X) is False

    @pytest.mark.parametrize(
        ("closed", "expected"),
        [
            ("arn:aws:es:eu-west-1:111122223333:domain/d/*", False),
            ("arn:aws:es:eu-west-1:111122223333:domain/d*", False),
            ("arn:aws:es:eu-west-1:111122223333:*", False),
            ("arn:aws:es:eu-west-1:111122223333:domain/d*/invoices", True),
            ("arn:aws:es:eu-west-1:111122223333:domain/d*s", True),
            ("arn:aws:es:eu-west-1:111122223333:domain/d", True),
            ("arn:aws:es:eu-west-1:111122223333:domain/d/", True),
            ("arn:aws:es:eu-west-1:111122223333:domain/d?", True),
            ("arn:aws:es:eu-west-1:111122223333:domain/d/invoices/*", True),
            (attribute("d.arn", attributes.ARN), True),
            (PartialString((attribute("d.arn", attributes.ARN), "*")), False),
            (PartialString((attribute("d.arn", attributes.ARN), "/*")), False),
            (PartialString((attribute("d.arn", attributes.ARN), "/invoices/*")), True),
        ],
    )
    def test_paths(self, closed: Value, expected: bool) -> None:
        opened = {**self.OPEN, "Resource": "arn:aws:es:eu-west-1:111122223333:domain/d/*"}
        found = public("es", opened, deny("es:*", Resource=closed))
        assert found is expected

    def test_a_deny_for_a_domain_of_an_unknown_name_is_undecided(self) -> None:
        closed = PartialString(("arn:aws:es:", X, ":", X, ":domain/", X, "/*"))
        assert public("es", self.OPEN, deny("es:*", Resource=closed)) == X

    @pytest.mark.parametrize("end", ["", "/", "/invoices", "*", "/*"])
    def test_the_author_of_an_arn_without_a_path_means_some_of_the_domain(self, end: str) -> None:
        resource = f"arn:aws:es:eu-west-1:111122223333:domain/d{end}"
        opened = {**self.OPEN, "Resource": resource}
        assert public("es", opened) is True
        assert public("es", opened, deny("es:*", Resource=resource)) is False

    def test_an_unknown_part_is_not_everything(self) -> None:
        given = {**self.OPEN, "NotResource": X}
        del given["Resource"]
        assert public("es", given) == X
        assert public("es", {**allow("es:ESHttpGet"), "Resource": X}) is True
        assert public("es", self.OPEN, deny("es:*", Resource=X)) == X


def locked(access: Value, lock: Value, complete: Value = True) -> Facts:
    return facts_of("glacier", {"policy": access, "lock_policy": lock, "lock_complete": complete})


class TestGlacier:
    OPEN = policy(allow("glacier:*"))
    DENIED = policy(deny("glacier:*"))
    EITHER = Choice(X, (DENIED, ABSENT))

    @pytest.mark.parametrize(
        ("facts", "expected"),
        [
            (locked(OPEN, DENIED), False),
            (locked(DENIED, OPEN), False),
            (locked(ABSENT, OPEN), True),
            (locked(OPEN, X), X),
            (locked(ABSENT, X), X),
            (locked(OPEN, EITHER), X),
            (locked(ABSENT, EITHER), False),
            (locked(OPEN, DENIED, False), True),
            (locked(ABSENT, OPEN, False), False),
            (locked(OPEN, DENIED, X), X),
        ],
    )
    def test_a_completed_lock_is_evaluated(self, facts: Facts, expected: Value) -> None:
        value = ANALYSE(facts).value
        assert isinstance(value, dict)
        assert value["public"] == expected

    def test_steps_are_about_the_policy_that_holds_the_statement(self) -> None:
        facts = locked(policy(allow("s3:*", ROLE)), self.OPEN)
        step = ANALYSE(facts).steps[0]
        assert step.field == "lock_policy"
        assert step.text.startswith("statement 1 of the vault lock policy allows anyone")
        facts["lock_policy"] = X
        step = ANALYSE(facts).steps[0]
        assert (step.field, step.text) == ("lock_policy", "the vault lock policy is unknown")
