"""Faults of policies are warnings with places."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from iaclint.files.diagnostics import Level
from iaclint.models.instances import by_type, project
from iaclint.models.model import Model
from iaclint.models.policy_checks import PolicyFaults
from iaclint.resource import Resource
from iaclint.symbolic.values import Choice, Unknown
from tests.fakes import resource, ruleset
from tests.terraform.support import check

MODEL = """
model: test.queue
title: queue
terraform:
  resource: queue
  identity: [id]
  companions:
    queue_policy: {resource: queue_policy, owner: queue}
  fields:
    policy: [queue_policy.policy, policy]
resource_policies: {policy: sqs}
"""
SOUND = {"Effect": "Allow", "Principal": "*", "Action": "sqs:SendMessage", "Resource": "*"}


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Model:
    rules = ruleset(tmp_path_factory.mktemp("rules"), queue_model=MODEL)
    assert rules.diagnostics == ()
    return rules.models["test.queue"]


def policy(*statements: Any) -> dict[str, Any]:
    return {"Version": "2012-10-17", "Statement": statements}


def faults(model: Model, *resources: Resource) -> list[tuple[str, str]]:
    instances = project(model, by_type(resources))
    policies = PolicyFaults()
    found = [fault for instance in instances for fault in policies.find(instance)]
    assert all(d.code == "policy-fault" and d.hint and d.span for d in found)
    return [(d.message, d.span.text) for d in found if d.span]


def test_a_valid_policy(model: Model) -> None:
    assert faults(model, resource("queue.a", policy=policy(SOUND)), resource("queue.b")) == []
    assert faults(model, resource("queue.a", policy=Unknown("var.x"))) == []


def test_a_fault_has_a_place(model: Model) -> None:
    given = policy(SOUND, {**SOUND, "Effect": "allow"})
    assert faults(model, resource("queue.a", policy=given)) == [
        ('Effect must be written "Allow"', "allow")
    ]


def test_the_service_is_named(model: Model) -> None:
    ((message, _),) = faults(model, resource("queue.a", policy=policy({**SOUND, "Action": "Send"})))
    assert message == "the action 'Send' lacks its service prefix, as in 'sqs:Send'"


def test_bad_json(model: Model) -> None:
    ((message, _),) = faults(model, resource("queue.a", policy="{"))
    assert message.startswith("the policy is not valid JSON")


def test_a_resource_may_be_left_out(model: Model) -> None:
    short = {key: value for key, value in SOUND.items() if key != "Resource"}
    assert faults(model, resource("queue.a", policy=policy(short))) == []


def test_faults_of_each_branch(model: Model) -> None:
    bad = policy({**SOUND, "Effect": "Permit"})
    either = Choice(Unknown("var.x"), (bad, policy(SOUND)))
    ((message, _),) = faults(model, resource("queue.a", policy=either))
    assert message == 'Effect must be "Allow" or "Deny"'


def test_an_unknown_service(tmp_path: Any) -> None:
    (diagnostic,) = ruleset(tmp_path, queue_model=MODEL.replace("sqs", "sqz")).diagnostics
    assert (diagnostic.message, diagnostic.hint) == ("unknown service 'sqz'", "did you mean 'sqs'?")


BUCKET = 'resource "aws_s3_bucket" "b" {}\n'
SEVERAL = """
variable "strict" { type = bool }

resource "aws_s3_bucket_policy" "open" {
  bucket = aws_s3_bucket.b.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}

resource "aws_s3_bucket_policy" "closed" {
  COUNT
  bucket = aws_s3_bucket.b.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}
"""


@pytest.mark.parametrize(("count", "expected"), [("", 1), ("count = var.strict ? 1 : 0", 0)])
def test_policies_that_replace_each_other(count: str, expected: int, tmp_path: Path) -> None:
    text = BUCKET + SEVERAL.replace("COUNT", count)
    report = check(tmp_path, {"main.tf": text}, "aws-s3-public-access", "aws-s3-secure-transport")
    found = [d for d in report.diagnostics if d.code == "several-policies"]
    assert len(found) == expected
    for warning in found:
        assert warning.level is Level.WARNING
        assert warning.message == (
            "aws_s3_bucket.b has more than one policy: "
            "aws_s3_bucket_policy.closed and aws_s3_bucket_policy.open"
        )


INLINE = """
Resources:
  Orders: {Type: AWS::SQS::Queue}
  Inline:
    Type: AWS::SQS::QueueInlinePolicy
    Properties: {Queue: !Ref Orders, PolicyDocument: {Statement: []}}
  Other:
    Type: AWS::SQS::QueuePolicy
    Properties: {Queues: [!Ref Orders], PolicyDocument: {Statement: []}}
"""


def test_policies_of_two_types_that_replace_each_other(tmp_path: Path) -> None:
    report = check(tmp_path, {"t.yaml": INLINE}, "aws-sqs-public-access")
    (warning,) = [d for d in report.diagnostics if d.code == "several-policies"]
    assert warning.message == "Orders has more than one policy: Other and Inline"
    assert [f.verdict.value for f in report.findings] == ["pass", "pass"]
